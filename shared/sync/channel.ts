/**
 * One WebSocket per tab, many channels.
 *
 *   frame     = varUint channel, payload
 *   channel 0 = control: UTF-8 JSON, {@link ControlFromClient} and {@link ControlFromServer}
 *   channel 1 = record events and plan-level presence: UTF-8 JSON, {@link PlanFromClient} and {@link PlanFromServer}
 *   channel n = a document, n from 2 to 257: y-websocket's own bytes, see `protocol.ts`
 *
 *   client                                   server
 *     │ 0 open {channel: 2, documentId, …}     │
 *     │ ─────────────────────────────────────▶ │  right, schema and existence decided
 *     │            0 opened {channel: 2, …}    │
 *     │ ◀───────────────────────────────────── │
 *     │ 2 …y-websocket…                        │
 *     │ ◀────────────────────────────────────▶ │
 *     │ 0 close {channel: 2}                   │  either side; the server adds code and reason
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { decodeUtf8 as utf8Decode, encodeUtf8 as utf8Encode } from 'lib0/string';

import { type CloseCode, type CloseReason } from './close-code.ts';

/** Opens and closes the others: JSON. */
export const controlChannel = 0;
/** The plan that the tab shows: who is where, and which records changed. JSON. */
export const planChannel = 1;
/** The first channel that can carry a document. */
export const firstDocumentChannel = 2;

/** What a tab says on channel 0. */
export type ControlFromClient =
  | {
      readonly type: 'open';
      readonly channel: number;
      readonly documentId: string;
      /** The editor's schema version; older than the server's is answered with `close` 4426. */
      readonly schema: number;
      /** What the client last saw of this document, if it holds a copy. */
      readonly incarnation?: string;
      /** The last row of its log that the client was told of. */
      readonly head?: number;
      /** The client id that its copy writes with: it stays this person's when the server has started again. */
      readonly clientID?: number;
    }
  | { readonly type: 'close'; readonly channel: number };

/** What the server says on channel 0. */
export type ControlFromServer =
  | {
      readonly type: 'opened';
      readonly channel: number;
      /** Changes when a document is restored from an older state: a copy of another incarnation must not be merged. */
      readonly incarnation: string;
      /** Sequence number of the last committed row of the document's log. */
      readonly head: number;
      /** Leased to this person in this document: a new `Y.Doc` takes one that it has not used. */
      readonly clientIDs: readonly number[];
    }
  | {
      readonly type: 'close';
      readonly channel: number;
      readonly code: CloseCode;
      readonly reason: CloseReason;
    }
  /** Sent on connect and on change: while `full`, nothing can be saved; the server recovers by itself. */
  | { readonly type: 'storage'; readonly state: 'ok' | 'full' };

/** What a tab says on channel 1: which plan it shows, and in which section its caret is. */
export type PlanFromClient =
  | { readonly type: 'watch'; readonly planId: string }
  | { readonly type: 'focus'; readonly documentId: string | null };

/** What the server says on channel 1. */
export type PlanFromServer =
  /** Who has the plan open: one entry per person, whatever the number of their tabs. Sections that the reader may not see are left out. */
  | {
      readonly type: 'presence';
      readonly planId: string;
      readonly people: readonly PresentPerson[];
    }
  | RecordEvent;

/**
 * A record changed; the reader asks again. No content travels in an event. `plan`, `thread` and `check` (a merge
 * check) reach the tabs that watch the plan, `inbox` every tab of the person whose id it names; `plan` and `inbox` always with version 1. A kind that a tab does not
 * know is ignored.
 */
export interface RecordEvent {
  readonly type: 'event';
  readonly kind: 'plan' | 'thread' | 'check' | 'inbox';
  readonly recordId: string;
  readonly version: number;
}

/** One person on a plan, as everybody on it sees them. */
export interface PresentPerson {
  readonly personId: string;
  readonly name: string;
  readonly disciplineKey: string;
  readonly isSimulated: boolean;
  /** Where their carets are, without doubles. */
  readonly documentIds: readonly string[];
}

/** What the server writes into every awareness state under `user`; whatever a client says there is dropped. */
export interface StampedUser {
  readonly personId: string;
  readonly name: string;
  readonly disciplineKey: string;
  readonly isSimulated: boolean;
}

/** Puts a channel number before a payload. */
export function encodeFrame(channel: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, channel);
  encoding.writeUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

/** Puts channel 0 or 1 before a JSON message. */
export function encodeMessage(
  channel: typeof controlChannel | typeof planChannel,
  message: ControlFromClient | ControlFromServer | PlanFromClient | PlanFromServer,
): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, channel);
  encoding.writeUint8Array(encoder, utf8Encode(JSON.stringify(message)));
  return encoding.toUint8Array(encoder);
}

/** Splits a frame. The payload is a view into `frame`. Returns undefined when there is no readable channel number. */
export function decodeFrame(
  frame: Uint8Array,
): { readonly channel: number; readonly payload: Uint8Array } | undefined {
  try {
    const decoder = decoding.createDecoder(frame);
    const channel = decoding.readVarUint(decoder);
    return { channel, payload: frame.subarray(decoder.pos) };
  } catch {
    return undefined;
  }
}

/** The JSON of a payload on channel 0 or 1, or undefined. What it holds is still from outside: validate it. */
export function decodeMessage(payload: Uint8Array): unknown {
  try {
    return JSON.parse(utf8Decode(payload));
  } catch {
    return undefined;
  }
}
