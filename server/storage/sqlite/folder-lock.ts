import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { DataFolderInUse, lockFile } from './data-folder.ts';
import { resultCodeOf, resultCodes } from './failure.ts';

/** A data folder that belongs to this process until it is let go. */
export interface FolderLock {
  close(): void;
}

/**
 * Takes the folder for this process. The lock is a transaction that never ends, in a file of its own: the system lets
 * go of it when the process dies, by whatever death, and readers of the database are not disturbed.
 * @throws {DataFolderInUse}
 */
export function lockFolder(folder: string): FolderLock {
  const database = new DatabaseSync(join(folder, lockFile), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    throw isBusy(error) ? new DataFolderInUse(folder) : error;
  }
}

/** Whether a living process has the folder. Takes nothing, so that a server may start at the same moment. */
export function isLocked(folder: string): boolean {
  if (!existsSync(join(folder, lockFile))) return false;
  const database = new DatabaseSync(join(folder, lockFile), { readOnly: true, timeout: 0 });
  try {
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  } finally {
    database.close();
  }
}

function isBusy(error: unknown): boolean {
  return (resultCodeOf(error) & 0xff) === resultCodes.busy;
}
