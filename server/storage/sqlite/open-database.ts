/** Opens the database of a data folder for the one process that may write it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import {
  databaseFile,
  DataFolderFull,
  DataFolderNotWritable,
  DataFolderRefused,
  DataFolderUnreadable,
} from './data-folder.ts';
import { resultCodeOf, resultCodes } from './failure.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate, type MigrationRequest } from './migrate.ts';
import { finishRestore } from './restore-swap.ts';

/** The open database, and the lock that keeps other processes out. */
export interface OpenDatabase {
  readonly database: DatabaseSync;
  close(): void;
}

/**
 * Opens, or makes, the database: locked for this process, migrated, with every commit synced.
 * @throws {DataFolderRefused} with one plain sentence
 */
export function openDatabase(request: MigrationRequest): OpenDatabase {
  const open: { close(): void }[] = [];
  const close = (): void => {
    for (const held of open.toReversed()) held.close();
  };
  try {
    // Plans of patients lie here: a new folder is for this user alone.
    mkdirSync(request.folder, { recursive: true, mode: 0o700 });
    open.push(lockFolder(request.folder));
    finishRestore(request.folder);
    const database = new DatabaseSync(join(request.folder, databaseFile), { timeout: 5000 });
    open.push(database);
    prepare(database, request);
    return { database, close };
  } catch (error) {
    close();
    throw refusalOf(error, request.folder);
  }
}

function prepare(database: DatabaseSync, request: MigrationRequest): void {
  // Read-only files open without complaint and fail at the first write: write now.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
  database.exec('PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY');
  migrate(database, request);
  // Whatever the last run left in the write-ahead log goes to the database and is synced anew. The writer does it
  // between commits from here on.
  database.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA wal_autocheckpoint = 0');
  database.exec(
    'BEGIN IMMEDIATE; INSERT INTO probe VALUES (zeroblob(1)); DELETE FROM probe; COMMIT',
  );
}

/** The refusal that an error of the disk means for whoever wants the folder; the error itself when it means none. */
export function refusalOf(error: unknown, folder: string): unknown {
  if (error instanceof DataFolderRefused) return error;
  const code = resultCodeOf(error) & 0xff;
  if (code === resultCodes.corrupt || code === resultCodes.notADatabase) {
    return new DataFolderUnreadable(folder);
  }
  if (code === resultCodes.full) return new DataFolderFull(folder);
  const isRefused = code === resultCodes.cannotOpen || code === resultCodes.readOnly;
  return isRefused || isSystemError(error) ? new DataFolderNotWritable(folder) : error;
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
