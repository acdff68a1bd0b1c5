import { digestOfKnown, digestOfUnits } from '@alliance/shared/editor/document-digest';
import { messageTypes } from '@alliance/shared/sync/protocol';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** A copy is compared when nothing has changed in it for so many milliseconds. */
const quietMs = 5_000;
/** Two digests are at least so far apart. */
const apartMs = 30_000;
/** On a device that took longer than so many milliseconds for one they are farther apart: nobody shall feel it. */
const quickMs = 10;
const slowApartMs = 300_000;
/** The same copy is told twice: what was on its way at the first time has come by the second. */
const timesMax = 2;

/** Tells the server now and then how this copy reads, so that one that differs is noticed (SV20). */
export class CopyDigest {
  readonly #doc: Y.Doc;
  readonly #isSettled: () => boolean;
  readonly #send: (frame: Uint8Array) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #nextAt = Number.NEGATIVE_INFINITY;
  #times = 0;

  /** `isSettled`: whether copy and server have told each other everything. */
  constructor(doc: Y.Doc, isSettled: () => boolean, send: (frame: Uint8Array) => void) {
    this.#doc = doc;
    this.#isSettled = isSettled;
    this.#send = send;
  }

  /** Something in the copy has changed. */
  changed(): void {
    this.#times = 0;
    this.#later();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #later(): void {
    clearTimeout(this.#timer);
    const wait = Math.max(quietMs, this.#nextAt - Date.now());
    this.#timer = setTimeout(() => this.#look(), wait);
  }

  #look(): void {
    if (!this.#isSettled()) return this.#later();
    const begun = performance.now();
    const units = digestOfUnits(this.#doc);
    if (units === undefined) return;
    const isQuick = performance.now() - begun <= quickMs;
    this.#nextAt = Date.now() + (isQuick ? apartMs : slowApartMs);
    this.#times += 1;
    this.#send(encoded(digestOfKnown(Y.encodeStateVector(this.#doc)), units));
    if (this.#times < timesMax) this.#later();
  }
}

function encoded(known: Uint8Array, units: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageTypes.digest);
  encoding.writeVarUint8Array(encoder, known);
  encoding.writeVarUint8Array(encoder, units);
  return encoding.toUint8Array(encoder);
}
