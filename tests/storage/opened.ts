import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { onTestFinished } from 'vitest';

import { databaseFile } from '../../server/storage/sqlite/data-folder.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/open-sqlite-storage.ts';
import { type SqliteStorage } from '../../server/storage/sqlite/storage-threads.ts';
import { audit, sampleWorld } from './sample-world.ts';

/** The storage of a folder; it is closed when the running test ends. */
export async function opened(folder: string): Promise<SqliteStorage> {
  const storage = await openSqliteStorage({ folder, now: Date.now });
  onTestFinished(() => storage.close());
  return storage;
}

/** The same with the sample world in it. */
export async function openedSample(folder: string): Promise<SqliteStorage> {
  const storage = await opened(folder);
  await storage.replaceWorld(sampleWorld, audit('world.replace'));
  return storage;
}

/** Changes the database of a closed storage behind its back. */
export function tamper(folder: string, sql: string): void {
  const database = new DatabaseSync(join(folder, databaseFile), {
    enableForeignKeyConstraints: false,
  });
  database.exec(sql);
  database.close();
}

/** Overwrites the first page of a table or an index in the file of a closed storage. */
export function breakRootPage(folder: string, table: string): void {
  const file = join(folder, databaseFile);
  const database = new DatabaseSync(file);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const page = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table);
  database.close();
  const descriptor = openSync(file, 'r+');
  writeSync(
    descriptor,
    new Uint8Array(4096).fill(0xee),
    0,
    4096,
    (Number(page?.['rootpage']) - 1) * 4096,
  );
  closeSync(descriptor);
}
