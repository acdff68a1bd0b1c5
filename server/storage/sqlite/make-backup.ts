/**
 * A backup of one moment, made while the server writes. The database is read in one transaction that stays open, so
 * that all pages and the counts of rows belong together; commits go on beside it.
 *
 *   <folder>.unfinished-……/   alliance.sqlite ─ checked ─ secret ─ backup.json ─ all synced
 *             └── renamed ──▶ <folder>/        from here on it is a backup, before it was nothing
 */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';

import { type DocumentId } from '@alliance/shared/careplan/section';

import { backupPagesPerStep } from '../limits.ts';
import { type BackupManifest, lastBackupFile, writeManifest } from './backup-manifest.ts';
import { databaseFile, secretFile } from './data-folder.ts';
import { type Damage, LogChecker, type OnProgress } from './log-checker.ts';
import { pragma } from './migrate.ts';
import { openForReading } from './open-for-reading.ts';
import { digestOfFile, renameSynced, syncPath, writeSynced } from './synced-files.ts';
import { isWhole, sumOf, tableCounts } from './table-counts.ts';

/** A backup that is there. */
export interface BackupMade {
  readonly folder: string;
  readonly rows: number;
  readonly bytes: number;
  /** Documents that do not verify, here as in the data folder: the first damage of each. */
  readonly damages: readonly Damage[];
}

/** Why there is no backup. The message is one plain sentence. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

/** What a backup is made from, and where. */
export interface BackupRequest {
  readonly dataFolder: string;
  /** It must not exist, or be empty. */
  readonly folder: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly onProgress: OnProgress;
}

/**
 * Makes a backup and proves it before it has its name: every page, as many rows in every table, every chain.
 * @throws {BackupRefused} or {DataFolderRefused}; there is nothing under the folder's name then
 */
export async function makeBackup(request: BackupRequest): Promise<BackupMade> {
  const folder = resolve(request.folder);
  if (isInside(folder, request.dataFolder)) {
    throw new BackupRefused(
      `${folder} is in the data folder and would be lost with it: name a folder on another disk; nothing was changed.`,
    );
  }
  const unfinished = beginFolder(folder);
  try {
    const made = await fill(unfinished, request);
    renameSynced(unfinished, folder);
    noteBackup(request, folder);
    return { folder, ...made };
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
}

function isInside(folder: string, dataFolder: string): boolean {
  if (!existsSync(dataFolder)) return false;
  const outer = realpathSync(dataFolder);
  let there = folder;
  while (!existsSync(there)) there = dirname(there);
  const inner = realpathSync(there);
  return inner === outer || inner.startsWith(outer + sep);
}

/** The folder in which the backup is made, beside the one that it will be. */
function beginFolder(folder: string): string {
  const isTaken =
    existsSync(folder) && !(statSync(folder).isDirectory() && readdirSync(folder).length === 0);
  if (isTaken) {
    throw new BackupRefused(
      `${folder} is there and not empty: name a new folder; nothing was changed.`,
    );
  }
  try {
    mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
    // A name that nobody can guess and put something under; only this account reads it.
    return mkdtempSync(`${folder}.unfinished-`);
  } catch {
    throw new BackupRefused(
      `${folder} cannot be made: name a folder that this account may write; nothing was changed.`,
    );
  }
}

async function fill(
  unfinished: string,
  request: BackupRequest,
): Promise<Omit<BackupMade, 'folder'>> {
  const path = join(unfinished, databaseFile);
  const counts = await copyDatabase(path, request);
  const { version, damages } = prove(path, counts, request.onProgress);
  copySecret(request.dataFolder, unfinished);
  const manifest = describe(unfinished, { request, version, rows: sumOf(counts), damages });
  writeManifest(unfinished, manifest);
  for (const file of readdirSync(unfinished)) {
    chmodSync(join(unfinished, file), 0o600);
    syncPath(join(unfinished, file));
  }
  syncPath(unfinished);
  return { rows: manifest.rows, bytes: statSync(path).size, damages };
}

/** Copies the database as it is at one moment. Gives the counts of that moment. */
async function copyDatabase(
  path: string,
  { dataFolder, onProgress }: BackupRequest,
): Promise<Readonly<Record<string, number>>> {
  const source = openForReading(dataFolder);
  try {
    source.exec('BEGIN');
    const counts = tableCounts(source);
    await backup(source, path, {
      rate: backupPagesPerStep,
      progress: ({ totalPages, remainingPages }) =>
        onProgress('copying', 1 - remainingPages / totalPages),
    });
    return counts;
  } finally {
    source.close();
  }
}

/** Proves the copy, and makes it one file that needs no other beside it. */
function prove(
  path: string,
  counts: Readonly<Record<string, number>>,
  onProgress: OnProgress,
): { readonly version: number; readonly damages: readonly Damage[] } {
  const copy = new DatabaseSync(path);
  try {
    copy.exec('PRAGMA journal_mode = DELETE');
    const isSame = JSON.stringify(tableCounts(copy)) === JSON.stringify(counts);
    if (!isSame || !isWhole(copy, 'full')) {
      throw new BackupRefused(
        'The copy is not whole, so it was thrown away: run npm run admin -- doctor, it says whether the data folder is damaged.',
      );
    }
    const { damages } = new LogChecker(copy, { replays: false }).checkAll(onProgress);
    return { version: pragma(copy, 'user_version'), damages };
  } finally {
    copy.close();
  }
}

function copySecret(dataFolder: string, unfinished: string): void {
  const secret = join(dataFolder, secretFile);
  if (existsSync(secret)) copyFileSync(secret, join(unfinished, secretFile));
}

function describe(
  unfinished: string,
  of: {
    readonly request: BackupRequest;
    readonly version: number;
    readonly rows: number;
    readonly damages: readonly Damage[];
  },
): BackupManifest {
  const files: Record<string, string> = {};
  for (const file of readdirSync(unfinished)) files[file] = digestOfFile(join(unfinished, file));
  const damaged: readonly DocumentId[] = of.damages.map(({ documentId }) => documentId);
  const madeAt = new Date(of.request.now).toISOString();
  return { format: 1, madeAt, version: of.version, rows: of.rows, files, damaged: [...damaged] };
}

/** The doctor asks how old the last backup is. A folder that cannot be written only means that nobody will know. */
function noteBackup({ dataFolder, now }: BackupRequest, folder: string): void {
  const madeAt = new Date(now).toISOString();
  try {
    writeSynced(join(dataFolder, lastBackupFile), `${JSON.stringify({ madeAt, folder })}\n`);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
  }
}
