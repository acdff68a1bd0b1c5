/**
 * The conversation between an editor and the server, as y-websocket speaks it, plus two messages of ours.
 *
 *   frame   = varUint type, body
 *   body of sync (0)       = varUint step, varUint8Array payload      step 0: state vector · 1: missing updates · 2: one update
 *   body of awareness (1)  = varUint8Array of y-protocols/awareness
 *   body of saved (100)    = varUint count, varUint head              server → client, only with `ack=1`
 *   body of refused (101)  = varString JSON {frame, rule, section}    server → client, only with `ack=1`
 *
 * `count` is cumulative per channel or plain socket: every sync step 2 and update frame that the server has
 * processed and committed, no-ops included. `frame` in a refusal counts the same frames, from 1.
 * `head` is the row of the document's log with which that is on disk: whoever holds a later one has seen what a
 * restored server has lost (SV16).
 * Message 102 is reserved for suggestions.
 *
 *   body of digest (103)   = varUint8Array known, varUint8Array units client → server, our own client only
 *
 * `known` and `units` are the first 8 bytes of SHA-256 over the state vector and over the description of every unit
 * (`shared/editor/describe-units`). A copy with the same `known` and other `units` is replaced.
 */
export const messageTypes = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  saved: 100,
  refused: 101,
  digest: 103,
} as const;

/** The steps of a sync message (y-protocols/sync). */
export const syncSteps = { stateVector: 0, missingUpdates: 1, update: 2 } as const;

/** Version of everything in `shared/sync`. A test hashes it: the wire cannot change without this number. */
export const wireVersion = 3;

/** Body of message 101. No content of the plan is ever in it. */
export interface Refusal {
  /** Which sync step 2 or update frame of this channel was refused, counted from 1. */
  readonly frame: number;
  /** Rule id of `SPEC.md`. */
  readonly rule: string;
  /** The document whose section refused it. */
  readonly section: string;
}
