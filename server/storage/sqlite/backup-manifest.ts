import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { isDocumentId } from '@alliance/shared/careplan/section';
import { z } from 'zod';

import { databaseFile, secretFile } from './data-folder.ts';
import { syncPath } from './synced-files.ts';

/** In every backup: what it holds. */
export const manifestFile = 'backup.json';

/** In the data folder: when the last backup was made, and where. */
export const lastBackupFile = 'last-backup.json';

const manifestSchema = z.object({
  format: z.literal(1),
  /** ISO 8601, UTC: the moment that the backup shows. */
  madeAt: z.iso.datetime(),
  /** The tables' version. */
  version: z.int().positive(),
  rows: z.int().nonnegative(),
  /** SHA-256 of each file, hex. */
  files: z.partialRecord(z.enum([databaseFile, secretFile]), z.string()),
  /** Documents that did not verify when the backup was made. */
  damaged: z.array(z.string().refine(isDocumentId)),
});

/** What a backup says about itself. */
export type BackupManifest = z.infer<typeof manifestSchema>;

/** The manifest of a backup; undefined when there is none that can be read: then it is no backup, or half of one. */
export function readManifest(folder: string): BackupManifest | undefined {
  return decode(manifestSchema, join(folder, manifestFile));
}

/** Writes the manifest into a backup that is being made. */
export function writeManifest(folder: string, manifest: BackupManifest): void {
  const path = join(folder, manifestFile);
  writeFileSync(path, `${JSON.stringify(manifest, undefined, 2)}\n`, { mode: 0o600 });
  syncPath(path);
}

const lastBackupSchema = z.object({ madeAt: z.iso.datetime(), folder: z.string() });

/** The last backup of a data folder, as far as the folder knows. */
export function readLastBackup(dataFolder: string): z.infer<typeof lastBackupSchema> | undefined {
  return decode(lastBackupSchema, join(dataFolder, lastBackupFile));
}

function decode<Value>(schema: z.ZodType<Value>, path: string): Value | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Not there, cut off or of another kind: in each case it tells nothing.
    return undefined;
  }
}
