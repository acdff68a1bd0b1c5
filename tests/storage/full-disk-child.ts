/**
 * Fills a small disk with rows, frees some of it, and writes on; says what happened as one line of JSON. Started by
 * `full-disk.test.ts` with a folder on that disk.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { openSqliteStorage } from '../../server/storage/sqlite/open-sqlite-storage.ts';
import { audit, nurse, row, sampleWorld, textA } from './sample-world.ts';

const disk = process.argv[2] ?? '';
const ballast = join(disk, 'ballast');
writeFileSync(ballast, Buffer.alloc(2 * 1024 * 1024));
const folder = join(disk, 'data');
const storage = await openSqliteStorage({ folder, now: Date.now });
await storage.replaceWorld(sampleWorld, audit('world.replace'));
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

let acknowledged = 1;
let refusal = '';
while (refusal === '' && acknowledged < 5000) {
  const rows = [{ ...row(nurse, []), payload: new Uint8Array(5000).fill(acknowledged % 256) }];
  const request = { documentId: textA, expectedHead: acknowledged, rows, bind: [] };
  try {
    acknowledged = (await storage.append(request)).head.seq;
  } catch (error) {
    refusal = nameOf(error);
  }
}
const whileFull = await storage.probe().then(() => 'ok', nameOf);
const read = (await storage.loadDocument(textA))?.head.seq;
rmSync(ballast);
const afterwards = await storage.probe().then(() => 'ok', nameOf);
const rows = [row(nurse, [1])];
const written = await storage.append({
  documentId: textA,
  expectedHead: acknowledged,
  rows,
  bind: [],
});
await storage.close();
const again = await openSqliteStorage({ folder, now: Date.now });
const stored = await again.loadDocument(textA);
await again.close();
const isWhole = stored?.tail
  .slice(1, acknowledged)
  .every(({ payload, seq }) => payload.length === 5000 && payload[0] === (seq - 1) % 256);
const said = {
  refusal,
  whileFull,
  read,
  acknowledged,
  afterwards,
  isWritten: written.ok,
  head: stored?.head.seq,
  isWhole,
};
process.stdout.write(JSON.stringify(said));
