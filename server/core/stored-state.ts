/** A proved snapshot, as far as its bytes say: enough to answer whoever has nothing yet, without making a document of it. */
import * as Y from 'yjs';

/** A whole state that nobody has looked into. */
export interface StoredState {
  /** Yjs update (V1). */
  readonly update: Uint8Array;
  /** What of the document is there. */
  readonly stateVector: Uint8Array;
}

/** Reads through the bytes once. Throws when they are no whole state: unreadable, or without the beginning of what somebody wrote. */
export function readStoredState(update: Uint8Array): StoredState {
  const { from, to } = Y.parseUpdateMeta(update);
  for (const clock of from.values()) {
    if (clock !== 0) throw new Error('A stored state lacks the beginning of what somebody wrote.');
  }
  return { update, stateVector: Y.encodeStateVector(to) };
}
