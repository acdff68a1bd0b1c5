/** What is on the disk when a run begins: three sections with two blocks each. */
import {
  bodyOf,
  createSectionDocument,
  reservedClientIDs,
} from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { block } from '../sync/sync-world.ts';
import { type Disk } from './disk.ts';
import { documentIds, idOf, people, personOf } from './ward.ts';
import { type Witness } from './witness.ts';

const at = '2026-03-01T00:00:00.000Z';

/** Puts it there. */
export async function seedDisk(disk: Disk, witness: Witness): Promise<void> {
  const documents = documentIds.map((documentId) => {
    const payload = seededText();
    witness.began(documentId, payload);
    const personId = idOf('phil');
    const row = { payload, format: 'yjs-update-v1', committedAt: at, personId, authors: [] };
    return { documentId, incarnation: incarnationOf(documentId), rows: [row], clients: [] };
  });
  const records = { plans: [], looked: [], threads: [], threadReads: [] };
  const world = { people: people.map(personOf), documents, ...records };
  await disk.memory.replaceWorld(world, { at, action: 'world.replace', subjectId: 'world' });
}

/** Which life of a document this is: nothing is ever restored in a run. */
export function incarnationOf(documentId: string): string {
  return `first of ${documentId}`;
}

function seededText(): Uint8Array {
  const doc = createSectionDocument(reservedClientIDs.seed);
  bodyOf(doc).insert(0, [block('Walks 20 m with a frame.'), block('Sleeps well.')]);
  return Y.encodeStateAsUpdate(doc);
}
