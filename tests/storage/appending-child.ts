/**
 * Appends to several documents until it is killed, and says on its output what was acknowledged: "document seq",
 * after "begun" on the other one.
 * Started by `crash.test.ts` with a data folder; it begins a world where there is none.
 */
import { type DocumentId } from '@alliance/shared/careplan/section';

import { type Storage } from '../../server/storage/port.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/open-sqlite-storage.ts';
import { audit, nurse, row, sampleWorld } from './sample-world.ts';

const folder = process.argv[2] ?? '';
const storage = await openSqliteStorage({ folder, now: Date.now });
const documentIds = Array.from({ length: 12 }, (_, index) => `text-${index}` as DocumentId);

if (await storage.isEmpty()) {
  const documents = documentIds.map((documentId) => ({
    documentId,
    incarnation: 'first',
    rows: [],
    clients: [],
  }));
  await storage.replaceWorld({ ...sampleWorld, documents, looked: [] }, audit('world.replace'));
}
process.stderr.write('begun\n');
try {
  await Promise.all(documentIds.map((documentId) => appendForEver(storage, documentId)));
} catch (error) {
  const again = await storage.probe().catch((refusal: unknown) => refusal);
  process.stdout.write(`${nameOf(error)} ${nameOf(again)}\n`);
  process.exit(3);
}

async function appendForEver(to: Storage, documentId: DocumentId): Promise<never> {
  let head = (await to.loadDocument(documentId))?.head.seq ?? 0;
  for (;;) {
    const rows = [row(nurse, Buffer.from(`${documentId} ${head + 1}`))];
    const result = await to.append({ documentId, expectedHead: head, rows, bind: [] });
    if (!result.ok) throw new Error('Somebody else writes this document.');
    head = result.head.seq;
    process.stdout.write(`${documentId} ${head}\n`);
    if (head % 50 === 0) await snapshot(to, documentId);
  }
}

async function snapshot(to: Storage, documentId: DocumentId): Promise<void> {
  const stored = await to.loadDocument(documentId);
  if (!stored) throw new Error('The document is gone.');
  const { seq, hash } = stored.head;
  await to.putSnapshot({ documentId, seq, rowHash: hash, state: new Uint8Array(5000) });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
