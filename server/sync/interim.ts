import { typeRoots } from '@alliance/shared/editor/section-document';
import { readSection } from '@alliance/shared/editor/section-json';
import * as Y from 'yjs';

import { type Storage } from '../storage/port.ts';
import { type SyncServer } from './ports.ts';

export function readSectionFrom(storage: Pick<Storage, 'loadDocument'>): SyncServer {
  return {
    async read(documentId) {
      const stored = await storage.loadDocument(documentId);
      if (!stored) return undefined;
      const doc = typeRoots(new Y.Doc());
      if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot.state);
      for (const row of stored.tail) Y.applyUpdate(doc, row.payload);
      return { head: stored.head.seq, section: readSection(doc) };
    },
    closeDocuments: async () => {},
    announce: () => {},
    close: async () => {},
  };
}
