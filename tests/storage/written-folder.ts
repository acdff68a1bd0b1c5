import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type DocumentId } from '@alliance/shared/careplan/section';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { type PersonId } from '@alliance/shared/identity/person';
import * as Y from 'yjs';

import { type Storage } from '../../server/storage/port.ts';
import { databaseFile } from '../../server/storage/sqlite/data-folder.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/open-sqlite-storage.ts';
import { tamper } from './opened.ts';
import {
  audit,
  emptyCharter,
  nurse,
  physician,
  row,
  sampleWorld,
  sessionOf,
  textA,
  textB,
} from './sample-world.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The world of the written folder: the sample world, its documents still empty. */
const emptyDocuments = {
  ...sampleWorld,
  documents: [
    ...[textA, textB].map((documentId) => ({
      documentId,
      incarnation: `${documentId}-first`,
      rows: [],
      clients: [],
    })),
    emptyCharter,
  ],
  looked: [],
};

/** Somebody's copy of a document. */
export interface Author {
  readonly personId: PersonId;
  readonly doc: Y.Doc;
}

/** Makes a copy with a client id of its own. */
export function authorOf(personId: PersonId, clientID: number): Author {
  return { personId, doc: createSectionDocument(clientID) };
}

/** Appends one row with real words of an author, who has read everything before. Gives its number. */
export async function write(
  storage: Storage,
  documentId: DocumentId,
  author: Author,
  words: string,
): Promise<number> {
  const stored = await storage.loadDocument(documentId);
  for (const { payload } of await storage.readLog({ documentId, afterSeq: 0, limit: 10_000 })) {
    Y.applyUpdate(author.doc, payload);
  }
  const before = Y.encodeStateVector(author.doc);
  bodyOf(author.doc).push([new Y.XmlText(words)]);
  const expectedHead = stored?.head.seq ?? 0;
  const rows = [row(author.personId, Y.encodeStateAsUpdate(author.doc, before))];
  const bind = [{ clientID: author.doc.clientID, personId: author.personId }];
  const { ok, head } = await storage.append({ documentId, expectedHead, rows, bind });
  if (!ok) throw new Error('Somebody else writes this document.');
  return head.seq;
}

/** Keeps a snapshot of an author's copy, which must be the whole document. */
export async function keep(
  storage: Storage,
  documentId: DocumentId,
  { doc }: Author,
): Promise<void> {
  const head = (await storage.loadDocument(documentId))?.head;
  if (head === undefined) throw new Error('The document is gone.');
  const state = Y.encodeStateAsUpdate(doc);
  await storage.putSnapshot({ documentId, seq: head.seq, rowHash: head.hash, state });
}

/**
 * A data folder as a server leaves it: `text-a` with six rows of two people and snapshots at 3 and 5, `text-b` with
 * one row, a session of the nurse.
 */
export async function writtenFolder(): Promise<string> {
  const folder = temporaryFolder();
  database ??= await makeDatabase();
  writeFileSync(join(folder, databaseFile), database, { mode: 0o600 });
  return folder;
}

/** A data folder whose two documents have no rows yet. */
export async function emptyFolder(): Promise<string> {
  const folder = temporaryFolder();
  const storage = await openSqliteStorage({ folder, now: Date.now });
  await storage.replaceWorld(emptyDocuments, audit('world.replace'));
  await storage.close();
  return folder;
}

/** Made once: it takes a while, and every test changes a copy. */
let database: Buffer | undefined;

async function makeDatabase(): Promise<Buffer> {
  const folder = await emptyFolder();
  const storage = await openSqliteStorage({ folder, now: Date.now });
  const nora = authorOf(nurse, 16);
  const phil = authorOf(physician, 17);
  for (const [author, words] of [
    [nora, 'one'],
    [phil, 'two'],
    [nora, 'three'],
    [phil, 'four'],
    [nora, 'five'],
    [phil, 'six'],
  ] as const) {
    const seq = await write(storage, textA, author, words);
    if (seq === 3 || seq === 5) await keep(storage, textA, author);
  }
  await write(storage, textB, authorOf(physician, 18), 'elsewhere');
  await storage.createSession(sessionOf(nurse, 'digest-of-nurse'), audit('session.create'));
  await storage.close();
  // Who closes last may be the reader, which leaves the write-ahead log as it is.
  tamper(folder, 'PRAGMA wal_checkpoint(TRUNCATE)');
  return readFileSync(join(folder, databaseFile));
}
