/** A snapshot is kept only when the log, replayed into a fresh document, gives the same state. */
import { describeUnits } from '@alliance/shared/editor/describe-units';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { sameBytes } from './chain.ts';
import {
  DamagedDocument,
  type DocumentLog,
  type ReplayBase,
  type Replayer,
  type Snapshot,
} from './port.ts';

/** Whether the log up to the candidate's row gives the candidate's state. */
export function isReplayed(candidate: Snapshot, { snapshot, rows }: ReplayBase): boolean {
  const last = rows.at(-1);
  if (last?.seq !== candidate.seq || !sameBytes(last.hash, candidate.rowHash)) return false;
  const states = rows.map(({ payload }) => payload);
  const replayed = describeState(snapshot ? [snapshot.state, ...states] : states);
  const given = describeState([candidate.state]);
  return replayed !== undefined && given !== undefined && sameBytes(replayed, given);
}

/** Describes the document that updates (V1) give, unit by unit; undefined when they give none. */
export function describeState(updates: readonly Uint8Array[]): Uint8Array | undefined {
  const doc = createSectionDocument();
  try {
    for (const update of updates) Y.applyUpdate(doc, update);
    return describeUnits(doc);
  } catch {
    // Bytes that Yjs cannot read are no state: the answer is "different".
    return undefined;
  } finally {
    doc.destroy();
  }
}

/** A replayer over any log, in the same thread and without a time limit: for tests and simulations. */
export function createReplayer(log: DocumentLog): Replayer {
  return {
    verify: async (candidate) => {
      try {
        const base = await baseOf(log, candidate);
        return isReplayed(candidate, base) ? 'equal' : 'different';
      } catch (error) {
        if (error instanceof DamagedDocument) return 'different';
        throw error;
      }
    },
    close: async () => {},
  };
}

async function baseOf(log: DocumentLog, { documentId, seq }: Snapshot): Promise<ReplayBase> {
  const snapshot = (await log.loadDocument(documentId))?.snapshot;
  const afterSeq = snapshot && snapshot.seq < seq ? snapshot.seq : 0;
  const rows = await log.readLog({ documentId, afterSeq, limit: seq - afterSeq });
  return afterSeq > 0 && snapshot ? { snapshot, rows } : { rows };
}
