import { createSectionDocument } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { firstClientID } from './light/light-client.ts';
import { type Seed } from './light/update-bytes.ts';
import { type Recording } from './replay/recording.ts';
import { Typist } from './replay/typist.ts';

/** The first edits of one person's recording as Yjs updates, one each, on top of a seed. */
export interface LongDocument {
  readonly updates: readonly Uint8Array[];
  /** The clock that the typist has at the end: who has seen it has seen everything. */
  readonly clock: number;
  /** Letters in the text at the end, in UTF-16 units. */
  readonly length: number;
}

/** Types the first `edits` of a recording. */
export function createLongDocument(recording: Recording, edits: number, seed: Seed): LongDocument {
  const clientID = firstClientID;
  const typist = new Typist({ seed: seed.update, clientID, agents: 1 });
  const updates = recording.edits.slice(0, edits).map((edit) => typist.type(edit).update);
  const doc = createSectionDocument();
  doc.transact(() => {
    Y.applyUpdate(doc, seed.update);
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  return { updates, clock: Y.getState(doc.store, clientID), length: typist.length };
}
