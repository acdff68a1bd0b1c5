/** Reads and writes what travels on a document's conversation: the bytes that `shared/sync/protocol.ts` describes. */
import { type RefusalRule } from '@alliance/shared/access/refusal-rules';
import { digestBytes } from '@alliance/shared/editor/document-digest';
import { type Refusal, messageTypes, syncSteps } from '@alliance/shared/sync/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

import { ByteWriter, sizedBytes, varUintBytes } from './byte-writer.ts';

/** What a client can say. `update`: a single update, or a sync step 2, the answer to the server's state vector. */
export type Message =
  | { readonly type: 'state-vector'; readonly stateVector: Uint8Array }
  | { readonly type: 'update'; readonly update: Uint8Array; readonly isAnswer: boolean }
  | { readonly type: 'awareness'; readonly update: Uint8Array }
  | { readonly type: 'query-awareness' }
  | { readonly type: 'digest'; readonly known: Uint8Array; readonly units: Uint8Array };

/** Reads one frame; undefined when it is empty, truncated, of an unknown type, or longer than it says. */
export function decodeClientMessage(frame: Uint8Array): Message | undefined {
  try {
    const decoder = decoding.createDecoder(frame);
    const message = readMessage(decoder);
    return decoding.hasContent(decoder) ? undefined : message;
  } catch {
    // lib0 throws where the bytes end too early.
    return undefined;
  }
}

function readMessage(decoder: decoding.Decoder): Message | undefined {
  switch (decoding.readVarUint(decoder)) {
    case messageTypes.sync:
      return readSync(decoder);
    case messageTypes.awareness:
      return { type: 'awareness', update: decoding.readVarUint8Array(decoder) };
    case messageTypes.queryAwareness:
      return { type: 'query-awareness' };
    case messageTypes.digest:
      return readDigest(decoder);
    default:
      return undefined;
  }
}

function readDigest(decoder: decoding.Decoder): Message | undefined {
  const known = decoding.readVarUint8Array(decoder);
  const units = decoding.readVarUint8Array(decoder);
  const isShort = known.byteLength === digestBytes && units.byteLength === digestBytes;
  return isShort ? { type: 'digest', known, units } : undefined;
}

function readSync(decoder: decoding.Decoder): Message | undefined {
  const step = decoding.readVarUint(decoder);
  const payload = decoding.readVarUint8Array(decoder);
  switch (step) {
    case syncSteps.stateVector:
      return { type: 'state-vector', stateVector: payload };
    case syncSteps.missingUpdates:
    case syncSteps.update:
      return { type: 'update', update: payload, isAnswer: step === syncSteps.missingUpdates };
    default:
      return undefined;
  }
}

/** A sync frame: a state vector, what the other side misses, or one update. */
export function encodeSync(step: keyof typeof syncSteps, payload: Uint8Array): Uint8Array {
  return frameOf([messageTypes.sync, syncSteps[step]], payload);
}

/** An awareness frame. */
export function encodeAwareness(update: Uint8Array): Uint8Array {
  return frameOf([messageTypes.awareness], update);
}

/** Message 100: how many of the receiver's updates are on disk, and with which row of the log. */
export function encodeSaved(count: number, head: number): Uint8Array {
  return frameOf([messageTypes.saved, count, head]);
}

function frameOf(numbers: readonly number[], payload?: Uint8Array): Uint8Array {
  let size = payload === undefined ? 0 : sizedBytes(payload);
  for (const number of numbers) size += varUintBytes(number);
  const writer = new ByteWriter(size);
  for (const number of numbers) writer.varUint(number);
  if (payload !== undefined) writer.sized(payload);
  return writer.bytes;
}

/** Message 101: which update was refused, and by which rule. */
export function encodeRefused(refusal: Refusal & { readonly rule: RefusalRule }): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageTypes.refused);
  encoding.writeVarString(encoder, JSON.stringify(refusal));
  return encoding.toUint8Array(encoder);
}
