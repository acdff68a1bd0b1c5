/** Brings a database to the newest version, after a verified copy of what was there. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import {
  applicationId,
  backupFolder,
  DataFolderNewer,
  DataFolderUnreadable,
} from './data-folder.ts';
import { type Migration } from './migrations.ts';
import { renameSynced, syncPath } from './synced-files.ts';
import { isWhole, tableCounts } from './table-counts.ts';

/** What a migration needs to know. */
export interface MigrationRequest {
  readonly folder: string;
  readonly migrations: readonly Migration[];
  /** Milliseconds since the epoch; names the copy. */
  readonly startedAt: number;
}

/**
 * Runs the steps that the database has not passed, all in one transaction. An existing database is copied first, and
 * the copy is checked; there is no copy when there is nothing to do.
 * @throws {DataFolderNewer} when the database has passed steps that are not known here
 */
export function migrate(database: DatabaseSync, request: MigrationRequest): void {
  const version = pragma(database, 'user_version');
  const newest = request.migrations.at(-1)?.to ?? 0;
  if (version > newest) throw new DataFolderNewer(request.folder);
  if (!isOurs(database, version)) throw new DataFolderUnreadable(request.folder);
  if (version === newest) return;
  if (version > 0) backUp(database, version, request);
  run(
    database,
    request.migrations.filter(({ to }) => to > version),
  );
}

function isOurs(database: DatabaseSync, version: number): boolean {
  if (pragma(database, 'application_id') === applicationId) return true;
  const tables = database.prepare('SELECT count(*) AS value FROM sqlite_schema').get();
  return version === 0 && tables?.['value'] === 0;
}

function run(database: DatabaseSync, steps: readonly Migration[]): void {
  database.exec('BEGIN EXCLUSIVE');
  try {
    for (const { sql, to } of steps) database.exec(`${sql}; PRAGMA user_version = ${to}`);
    database.exec(`PRAGMA application_id = ${applicationId}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function backUp(database: DatabaseSync, version: number, request: MigrationRequest): void {
  const folder = join(request.folder, backupFolder);
  mkdirSync(folder, { recursive: true });
  const stamp = new Date(request.startedAt).toISOString().replaceAll(':', '-');
  const path = join(folder, `version-${version}-${stamp}.sqlite`);
  const unfinished = `${path}.unfinished-${process.pid}`;
  database.prepare('VACUUM INTO ?').run(unfinished);
  verifyCopy(database, unfinished, request.folder);
  syncPath(unfinished);
  renameSynced(unfinished, path);
}

/** A copy counts only when it is whole and has as many rows in every table. */
function verifyCopy(database: DatabaseSync, path: string, folder: string): void {
  const copy = new DatabaseSync(path, { readOnly: true });
  try {
    const isSame = JSON.stringify(tableCounts(copy)) === JSON.stringify(tableCounts(database));
    if (!isSame || !isWhole(copy, 'full')) throw new DataFolderUnreadable(folder);
  } finally {
    copy.close();
  }
}

/** A pragma that answers one number. */
export function pragma(database: DatabaseSync, name: string): number {
  const value = database.prepare(`PRAGMA ${name}`).get()?.[name];
  return typeof value === 'number' ? value : 0;
}
