/** Opens the data folder that it is given and asks each of its threads at once; says what they answered. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { databaseFile } from '../../server/storage/sqlite/data-folder.ts';
import { openSqliteReplayer } from '../../server/storage/sqlite/open-sqlite-replayer.ts';
import { openSqliteScanner } from '../../server/storage/sqlite/open-sqlite-scanner.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/open-sqlite-storage.ts';
import { textA } from './sample-world.ts';

const folder = process.argv[2] ?? '';
const storage = await openSqliteStorage({ folder, now: Date.now });
const hasTables = has('documents');
const isEmpty = await storage.isEmpty();
const scanner = openSqliteScanner({ folder });
const scanned = await scanner.scan({ documentId: textA, incarnation: 'first', afterSeq: 0 });
const replayer = openSqliteReplayer({ folder });
const candidate = { documentId: textA, seq: 1, rowHash: new Uint8Array(32) };
const replayed = await replayer.verify({ ...candidate, state: new Uint8Array() });
await Promise.all([scanner.close(), replayer.close(), storage.close()]);
process.stdout.write(JSON.stringify({ hasTables, isEmpty, scanned, replayed }));

function has(table: string): boolean {
  const database = new DatabaseSync(join(folder, databaseFile), { readOnly: true });
  const found = database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table);
  database.close();
  return found !== undefined;
}
