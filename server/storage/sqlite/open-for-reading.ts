import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import {
  applicationId,
  databaseFile,
  DataFolderEmpty,
  DataFolderNewer,
  DataFolderRestoring,
  DataFolderUnreadable,
  restoredFolder,
} from './data-folder.ts';
import { failureOf } from './failure.ts';
import { pragma } from './migrate.ts';
import { migrations } from './migrations.ts';

/**
 * Opens the database of a data folder beside the process that may write it, through a connection that cannot.
 * @throws {DataFolderRefused} with one plain sentence
 */
export function openForReading(folder: string): DatabaseSync {
  if (existsSync(join(folder, restoredFolder))) throw new DataFolderRestoring(folder);
  const path = join(folder, databaseFile);
  if (!existsSync(path)) throw new DataFolderEmpty(folder);
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
  try {
    refuseForeign(database, folder);
    return database;
  } catch (error) {
    database.close();
    throw failureOf(error).kind === 'corrupt' ? new DataFolderUnreadable(folder) : error;
  }
}

function refuseForeign(database: DatabaseSync, folder: string): void {
  if (pragma(database, 'application_id') !== applicationId) throw new DataFolderUnreadable(folder);
  const newest = migrations.at(-1)?.to ?? 0;
  if (pragma(database, 'user_version') > newest) throw new DataFolderNewer(folder);
}
