/**
 * Writes real words into several documents and keeps a proved snapshot of each every few rows, until it is killed.
 * Says on its output what was acknowledged: "row document seq" and "snapshot document seq". Started by
 * `compacting.test.ts` with a data folder whose documents exist.
 */
import { type DocumentId } from '@alliance/shared/careplan/section';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { openSqliteReplayer } from '../../server/storage/sqlite/open-sqlite-replayer.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/open-sqlite-storage.ts';
import { nurse, row, textA, textB } from './sample-world.ts';

const folder = process.argv[2] ?? '';
const rowsBetween = 5;
const storage = await openSqliteStorage({ folder, now: Date.now });
const replayer = openSqliteReplayer({ folder });
await Promise.all([textA, textB].map((documentId) => writeForEver(documentId)));

async function writeForEver(documentId: DocumentId): Promise<never> {
  const stored = await storage.loadDocument(documentId);
  const doc = createSectionDocument();
  if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot.state);
  for (const { payload } of stored?.tail ?? []) Y.applyUpdate(doc, payload);
  const bind = [{ clientID: doc.clientID, personId: nurse }];
  let head = stored?.head ?? { seq: 0, hash: new Uint8Array(32) };
  for (;;) {
    const before = Y.encodeStateVector(doc);
    // Inserts and deletes, so that what is replayed is not just a list.
    bodyOf(doc).insert(0, [new Y.XmlText(`${documentId} ${head.seq + 1}`)]);
    if (bodyOf(doc).length > 20) bodyOf(doc).delete(15, 2);
    const rows = [row(nurse, Y.encodeStateAsUpdate(doc, before))];
    const result = await storage.append({ documentId, expectedHead: head.seq, rows, bind });
    if (!result.ok) throw new Error('Somebody else writes this document.');
    head = result.head;
    process.stdout.write(`row ${documentId} ${head.seq}\n`);
    if (head.seq % rowsBetween === 0) await compact(documentId, head, Y.encodeStateAsUpdate(doc));
  }
}

async function compact(
  documentId: DocumentId,
  { seq, hash }: { readonly seq: number; readonly hash: Uint8Array },
  state: Uint8Array,
): Promise<void> {
  const candidate = { documentId, seq, rowHash: hash, state };
  const verdict = await replayer.verify(candidate);
  if (verdict !== 'equal') throw new Error(`The replay was ${verdict}.`);
  await storage.putSnapshot(candidate);
  process.stdout.write(`snapshot ${documentId} ${seq}\n`);
}
