import { messageTypes, syncSteps, type Refusal } from '@alliance/shared/sync/protocol';
import * as decoding from 'lib0/decoding';

import { readRefusal } from './server-message.ts';

/** What a frame on a document's channel is, as far as this side must know before y-websocket reads it. */
export type Frame =
  | { readonly kind: 'saved'; readonly count: number; readonly head: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal | undefined }
  /** Sync step 2 or an update: it changes the document of whoever gets it. */
  | { readonly kind: 'missing-updates' | 'update'; readonly update: Uint8Array }
  | { readonly kind: 'other' };

/** Reads a frame in either direction. Throws when it is truncated. */
export function readFrame(frame: Uint8Array): Frame {
  const decoder = decoding.createDecoder(frame);
  const type = decoding.readVarUint(decoder);
  if (type === messageTypes.saved) {
    const count = decoding.readVarUint(decoder);
    return { kind: 'saved', count, head: decoding.readVarUint(decoder) };
  }
  if (type === messageTypes.refused)
    return { kind: 'refused', refusal: readRefusal(decoding.readVarString(decoder)) };
  if (type !== messageTypes.sync) return { kind: 'other' };
  const step = decoding.readVarUint(decoder);
  if (step === syncSteps.stateVector) return { kind: 'other' };
  const update = decoding.readVarUint8Array(decoder);
  return { kind: step === syncSteps.missingUpdates ? 'missing-updates' : 'update', update };
}
