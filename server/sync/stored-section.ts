import { type DocumentId } from '@alliance/shared/careplan/section';

import { type StoredSection } from '../core/room.ts';
import { type StoredDocument } from '../storage/port.ts';

/** What a room is made from: the snapshot, then every row after it. */
export function storedSectionOf(documentId: DocumentId, stored: StoredDocument): StoredSection {
  const tail = stored.tail.map((row) => row.payload);
  return {
    documentId,
    incarnation: stored.incarnation,
    head: stored.head,
    snapshotSeq: stored.snapshot?.seq ?? 0,
    updates: stored.snapshot === undefined ? tail : [stored.snapshot.state, ...tail],
    clients: stored.clients,
  };
}
