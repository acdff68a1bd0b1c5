/**
 * What a power failure may leave: the database, and of the write-ahead log any first part, with anything after it.
 * Files are taken while a storage writes, cut at any byte, and opened. It shows what SQLite makes of such files; that
 * a disk keeps what it says it has synced, nobody can show from here.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DatabaseSync } from 'node:sqlite';

import { type DocumentId } from '@alliance/shared/careplan/section';
import { expect, test } from 'vitest';

import { type Head, type Storage } from '../../server/storage/port.ts';
import { databaseFile } from '../../server/storage/sqlite/data-folder.ts';
import { DocumentReader } from '../../server/storage/sqlite/document-reader.ts';
import { failureOf } from '../../server/storage/sqlite/failure.ts';
import { LogChecker } from '../../server/storage/sqlite/log-checker.ts';
import { migrations } from '../../server/storage/sqlite/migrations.ts';
import { openDatabase } from '../../server/storage/sqlite/open-database.ts';
import { seededRandom } from '../load/seeded-random.ts';
import { opened, openedSample, tamper } from './opened.ts';
import { nurse, row, textA, textB } from './sample-world.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** How many cuts are tried; more by the environment. */
const cuts = Number(process.env['ALLIANCE_CUTS'] ?? 40);

/** A page and what stands before it in the log. */
const walFrameBytes = 24 + 4096;
const texts = [textA, textB] as const;

interface Acknowledged {
  readonly walBytes: number;
  readonly heads: readonly number[];
}

const hex = ({ hash }: Head): string => Buffer.from(hash).toString('hex');

/** Appends to both documents in turn, rows of all sizes, and notes after each acknowledgement how long the log was. */
async function writeRows(
  storage: Storage,
  count: number,
  note: (documentId: DocumentId, head: Head) => void,
): Promise<void> {
  for (let index = 0; index < count; index++) {
    const documentId = texts[index % 2] ?? textA;
    const head = (await storage.loadDocument(documentId))?.head;
    if (head === undefined) throw new Error('The document is gone.');
    const payload = Buffer.alloc(1 + ((index * 977) % 9000), index);
    const rows = [row(nurse, payload)];
    const result = await storage.append({ documentId, expectedHead: head.seq, rows, bind: [] });
    note(documentId, result.head);
  }
}

/** What a server finds in such files: per document the head, or damage; nothing when they are refused. */
function foundIn(folder: string): readonly (Head | 'damaged')[] | undefined {
  let open: ReturnType<typeof openDatabase>;
  try {
    open = openDatabase({ folder, startedAt: 0, migrations });
  } catch {
    return undefined;
  }
  try {
    return texts.map((documentId) => headIn(open.database, documentId));
  } finally {
    open.close();
  }
}

/** The head of a document that verifies and can be loaded. */
function headIn(database: DatabaseSync, documentId: DocumentId): Head | 'damaged' {
  try {
    const { damage } = new LogChecker(database, { replays: false }).check(documentId);
    const head = damage ? undefined : new DocumentReader(database).load(documentId)?.head;
    return head ?? 'damaged';
  } catch (error) {
    if (failureOf(error).kind === 'corrupt') return 'damaged';
    throw error;
  }
}

/** Puts files into a new folder, looks what a server finds in them, and removes it. */
function found(parent: string, database: Uint8Array, wal?: Uint8Array): ReturnType<typeof foundIn> {
  const folder = join(parent, 'copy');
  mkdirSync(folder);
  writeFileSync(join(folder, databaseFile), database);
  if (wal) writeFileSync(join(folder, `${databaseFile}-wal`), wal);
  try {
    return foundIn(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test(`[ST39 C3] a write-ahead log that ends anywhere gives a state that was committed, with everything acknowledged before (${cuts} cuts)`, async () => {
  const folder = temporaryFolder();
  const storage = await openedSample(folder);
  const path = join(folder, databaseFile);
  const heads = new Map<DocumentId, Map<number, string>>(texts.map((id) => [id, new Map()]));
  const stored = await Promise.all(texts.map((id) => storage.loadDocument(id)));
  const first = stored.map((each) => each?.head ?? { seq: 0, hash: new Uint8Array() });
  texts.forEach((id, index) => heads.get(id)?.set(1, first[index] ? hex(first[index]) : ''));
  const begin = readFileSync(`${path}-wal`).length;
  const acknowledged: Acknowledged[] = [{ walBytes: begin, heads: [1, 1] }];
  await writeRows(storage, 40, (documentId, head) => {
    heads.get(documentId)?.set(head.seq, hex(head));
    const [a = 0, b = 0] = acknowledged.at(-1)?.heads ?? [];
    const now = documentId === textA ? [head.seq, b] : [a, head.seq];
    acknowledged.push({ walBytes: readFileSync(`${path}-wal`).length, heads: now });
  });
  const [database, wal] = [readFileSync(path), readFileSync(`${path}-wal`)];
  expect(acknowledged.at(-1)?.walBytes).toBe(wal.length);

  // One byte less than was acknowledged is seen to be missing: the look below can tell.
  const lacking = found(temporaryFolder(), database, wal.subarray(0, -1));
  expect(lacking?.map((head) => (head === 'damaged' ? head : head.seq))).toEqual([21, 20]);

  const { random, name } = seededRandom();
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low));
  const parent = temporaryFolder();
  for (let cut = 0; cut < cuts; cut++) {
    const frames = between(0, (wal.length - begin) / walFrameBytes + 1);
    const offset = [0, 1, -1, between(0, walFrameBytes), 24, 512][cut % 6] ?? 0;
    const length = Math.min(wal.length, Math.max(begin, begin + frames * walFrameBytes + offset));
    // What was never synced may be missing, zeros, or anything.
    const rest = Buffer.alloc(cut % 3 === 0 ? 0 : between(1, 20_000), cut % 3 === 1 ? 0 : 0xee);
    const states = found(parent, database, Buffer.concat([wal.subarray(0, length), rest]));
    const kept = acknowledged.findLast(({ walBytes }) => walBytes <= length)?.heads ?? [];
    const isRight = texts.map((id, index) => {
      const head = states?.[index];
      if (head === undefined || head === 'damaged') return `${String(head)} at ${length}`;
      return head.seq >= (kept[index] ?? 0) && heads.get(id)?.get(head.seq) === hex(head);
    });
    expect({ name, cut, length, isRight }).toEqual({ name, cut, length, isRight: [true, true] });
  }
});

test('[ST39 C3] a page that was lost, or whose last write was lost, never gives a wrong document: it is right, damaged or refused', async () => {
  const folder = temporaryFolder();
  const storage = await openedSample(folder);
  const path = join(folder, databaseFile);
  await writeRows(storage, 20, () => undefined);
  await storage.close();
  tamper(folder, 'PRAGMA wal_checkpoint(TRUNCATE)');
  const before = readFileSync(path);
  const again = await opened(folder);
  await writeRows(again, 20, () => undefined);
  const last = (await Promise.all(texts.map((id) => again.loadDocument(id)))).map(
    (each) => each?.head,
  );
  await again.close();
  tamper(folder, 'PRAGMA wal_checkpoint(TRUNCATE)');
  const after = readFileSync(path);

  const parent = temporaryFolder();
  const outcomes = { right: 0, damaged: 0, refused: 0 };
  const wrong: string[] = [];
  const judge = (name: string, database: Buffer): void => {
    const states = found(parent, database);
    if (states === undefined) {
      outcomes.refused += 1;
      return;
    }
    states.forEach((head, index) => {
      const expected = last[index];
      if (head === 'damaged') outcomes.damaged += 1;
      else if (expected && hex(head) === hex(expected)) outcomes.right += 1;
      else wrong.push(`${name}: ${texts[index]} ends at ${head.seq}`);
    });
  };
  for (let page = 0; page * 4096 < after.length; page++) {
    const [start, end] = [page * 4096, (page + 1) * 4096];
    judge(`page ${page} zeroed`, Buffer.from(after).fill(0, start, end));
    const old = before.subarray(start, end);
    if (old.length === 0 || old.equals(after.subarray(start, end))) continue;
    const stale = Buffer.from(after);
    stale.set(old, start);
    judge(`page ${page} of before`, stale);
  }
  expect(wrong).toEqual([]);
  for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(0);
});
