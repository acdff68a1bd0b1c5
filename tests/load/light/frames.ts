import { messageTypes, syncSteps } from '@alliance/shared/sync/protocol';
/**
 * The frames that the measuring clients speak. Two framings carry the same messages: y-websocket's, and
 * Hocuspocus's, which puts the document's name first and wants a token before anything else.
 */
import * as encoding from 'lib0/encoding';

import { ByteReader } from './byte-reader.ts';

/** How a contender frames its messages. */
export type Framing = 'y-websocket' | 'hocuspocus';

const hocuspocus = { auth: 2, syncReply: 4, syncStatus: 8, version: '4.7.0' } as const;
const emptyUpdate = new Uint8Array([0, 0]);
const emptyStateVector = new Uint8Array([0]);

/** A frame writer for one document of one contender. */
export class FrameWriter {
  readonly framing: Framing;
  readonly documentName: string;

  constructor(framing: Framing, documentName: string) {
    this.framing = framing;
    this.documentName = documentName;
  }

  /** The token with which Hocuspocus opens a document. */
  auth(): Uint8Array {
    return this.#write((encoder) => {
      encoding.writeVarUint(encoder, hocuspocus.auth);
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarString(encoder, 'token');
      encoding.writeVarString(encoder, hocuspocus.version);
    });
  }

  /** "This is what I have": by default nothing. */
  stateVector(stateVector: Uint8Array = emptyStateVector): Uint8Array {
    return this.#sync(syncSteps.stateVector, stateVector);
  }

  /** "This is what you lack": by default nothing. */
  missingUpdates(update: Uint8Array = emptyUpdate): Uint8Array {
    return this.#sync(syncSteps.missingUpdates, update);
  }

  /** One edit. */
  update(update: Uint8Array): Uint8Array {
    return this.#sync(syncSteps.update, update);
  }

  /** The presence of one client, as y-protocols/awareness encodes it. */
  presence(client: number, clock: number, state: string): Uint8Array {
    const body = encoding.createEncoder();
    for (const number of [1, client, clock]) encoding.writeVarUint(body, number);
    encoding.writeVarString(body, state);
    return this.#write((encoder) => {
      encoding.writeVarUint(encoder, messageTypes.awareness);
      encoding.writeVarUint8Array(encoder, encoding.toUint8Array(body));
    });
  }

  #sync(step: number, payload: Uint8Array): Uint8Array {
    return this.#write((encoder) => {
      encoding.writeVarUint(encoder, messageTypes.sync);
      encoding.writeVarUint(encoder, step);
      encoding.writeVarUint8Array(encoder, payload);
    });
  }

  #write(body: (encoder: encoding.Encoder) => void): Uint8Array {
    const encoder = encoding.createEncoder();
    if (this.framing === 'hocuspocus') encoding.writeVarString(encoder, this.documentName);
    body(encoder);
    return encoding.toUint8Array(encoder);
  }
}

/** What a frame from a server is. `saved` is an acknowledgement: cumulative ours, one per edit Hocuspocus's. */
export type FrameKind =
  | 'stateVector'
  | 'missingUpdates'
  | 'update'
  | 'presence'
  | 'saved'
  | 'refused'
  | 'auth'
  | 'other';

/** A frame taken apart in place: its payload is `bytes[from, end)` of the buffer that was read. */
export const frame: { kind: FrameKind; from: number; end: number; count: number } = {
  kind: 'other',
  from: 0,
  end: 0,
  count: 0,
};

const reader = new ByteReader();
const stepKinds: readonly FrameKind[] = ['stateVector', 'missingUpdates', 'update'];

/** Reads a frame's header into {@link frame}, which the next call overwrites: nothing is allocated. */
export function readFrame(
  framing: Framing,
  bytes: Uint8Array,
  from: number,
  end: number,
): FrameKind {
  reader.open(bytes, from, end);
  if (framing === 'hocuspocus') reader.skipSized();
  const type = reader.varUint();
  if (type === messageTypes.sync || (framing === 'hocuspocus' && type === hocuspocus.syncReply)) {
    frame.kind = stepKinds[reader.varUint()] ?? 'other';
    markPayload();
  } else if (type === messageTypes.awareness) {
    frame.kind = 'presence';
    markPayload();
  } else readControl(framing, type);
  return frame.kind;
}

function markPayload(): void {
  const length = reader.varUint();
  frame.from = reader.at;
  frame.end = reader.at + length;
}

function readControl(framing: Framing, type: number): void {
  if (framing === 'hocuspocus') {
    frame.kind =
      type === hocuspocus.auth ? 'auth' : type === hocuspocus.syncStatus ? 'saved' : 'other';
    frame.count = 0;
    return;
  }
  frame.kind =
    type === messageTypes.saved ? 'saved' : type === messageTypes.refused ? 'refused' : 'other';
  frame.count = frame.kind === 'saved' ? reader.varUint() : 0;
}
