/** The text of a room: a Yjs document that takes an update whole or is broken, and says what was new in it. */
import { digestOfKnown, digestOfUnits } from '@alliance/shared/editor/document-digest';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { applyWhole, fromMember, hasPending } from './apply-whole.ts';
import { structsIn, unitsIn, workOfAnswer } from './document-work.ts';
import { type Change, type Inspect, type Inspection, type Sender } from './inspector.ts';
import { type Keystroke, readKeystroke } from './keystroke.ts';
import { limits } from './limits.ts';
import { hasOddOrder } from './odd-order.ts';
import { readsAsLoaded } from './order-trial.ts';
import { type RowPayload, type Saying, rowsOf } from './said-deletes.ts';
import { SectionSize } from './section-size.ts';
import { type StoredState, readStoredState } from './stored-state.ts';
import { TypedLetters } from './typed-letters.ts';
import { TypingRuns } from './typing-runs.ts';

/** An update that the document made: the member's own, or the clean-up of formatting that it caused here. */
export interface Emitted {
  readonly payload: Uint8Array;
  readonly isTidying: boolean;
  /** What the log keeps of it; absent when that is the same. */
  readonly rows?: readonly RowPayload[];
}

/** What a room's document is made from. */
export interface StoredText {
  /** Yjs updates (V1) in the order in which they were committed; a snapshot first. */
  readonly updates: readonly Uint8Array[];
  /** Whether that is one snapshot and nothing after it: it was proved before it was kept. */
  readonly isSnapshot: boolean;
}

/**
 * A section's document in memory. Keystrokes are put into it together, when somebody looks: see {@link RoomDocument.typeOn}.
 * A snapshot stays bytes until then, too: whoever has nothing yet gets those (RM22).
 */
export class RoomDocument {
  /** As it was stored, until somebody looks. */
  #stored: StoredState | undefined;
  #loaded: Y.Doc | undefined;
  readonly #runs = new TypingRuns();
  /** Keystrokes that were taken and are not in the document yet. */
  readonly #typed = new TypedLetters();
  readonly #inspect: Inspect;
  readonly #size: SectionSize;
  #emitted: Emitted[] = [];
  #wholeState: Uint8Array | undefined;
  #knownDigest: Uint8Array | undefined;
  /** How the document read in which whole state. */
  #digest: { readonly state: Uint8Array; readonly units: Uint8Array | undefined } | undefined;
  /** Whether words stand in it that an honest copy may show elsewhere after a further update. */
  #isOdd = false;

  /** Throws when the stored updates do not make a document: they verified, so this is damage that a chain cannot see. */
  constructor({ updates, isSnapshot }: StoredText, inspect: Inspect) {
    this.#inspect = inspect;
    const bytes = updates.reduce((sum, update) => sum + update.byteLength, 0);
    const measure = () => this.encodeState().byteLength;
    this.#size = new SectionSize(bytes, measure, () => unitsIn(this.#doc));
    const [first] = updates;
    if (isSnapshot && first !== undefined) {
      this.#stored = readStoredState(first);
      this.#wholeState = first;
    } else {
      this.#loaded = this.#load(updates);
    }
  }

  #load(updates: readonly Uint8Array[]): Y.Doc {
    const doc = createSectionDocument();
    for (const update of updates) Y.applyUpdate(doc, update);
    if (hasPending(doc)) throw new Error('Stored updates refer to what is not stored.');
    this.#isOdd = hasOddOrder(doc);
    doc.on('update', (payload: Uint8Array, origin: unknown) => {
      this.#emitted.push({ payload, isTidying: origin !== fromMember });
      this.#forgetEncoded();
    });
    return doc;
  }

  /** Without what was {@link #typed}. */
  get #settled(): Y.Doc {
    if (this.#loaded !== undefined) return this.#loaded;
    if (this.#stored === undefined) throw new Error('A document is made from what is stored.');
    this.#loaded = this.#load([this.#stored.update]);
    this.#stored = undefined;
    return this.#loaded;
  }

  /** With everything that was taken. */
  get #doc(): Y.Doc {
    if (this.#typed.count > 0) this.#settle();
    return this.#settled;
  }

  /** Puts what was typed into the document, in one transaction. */
  #settle(): void {
    const typed = this.#typed.take();
    this.#emitted = [];
    const doc = this.#settled;
    doc.transact(() => {
      for (const update of typed) Y.applyUpdate(doc, update, fromMember);
    }, fromMember);
    // They go on where a judged one ended: nothing can be missing, and there is nothing to tidy.
    if (hasPending(doc) || this.#emitted.length !== 1)
      throw new Error('What was typed on does not go on where it was typed.');
  }

  /** The keystroke that an update is, if it goes on where its client wrote last: it may be taken by {@link typeOn} (RM16). */
  asTyping(update: Uint8Array): Keystroke | undefined {
    // Where something odd stands, every update has to be tried.
    if (this.#isOdd) return undefined;
    const keystroke = readKeystroke(update);
    if (keystroke === undefined || !this.#runs.isNext(keystroke)) return undefined;
    const bytes = update.byteLength;
    const fits = this.#size.fits(bytes) && this.#size.isSurelyBelowCap({ bytes, ranges: 0 });
    return fits ? keystroke : undefined;
  }

  /** Takes such a keystroke. Nobody looks at a document at every letter: it is put in when somebody does. */
  typeOn(keystroke: Keystroke, update: Uint8Array): void {
    this.#runs.goOn(keystroke);
    this.#size.grow({ bytes: update.byteLength, ranges: 0 });
    this.#forgetEncoded();
    this.#typed.add(keystroke, update);
    if (this.#typed.count >= limits.typedMax) this.#settle();
  }

  /** Decides about an update; changes nothing. */
  inspect(update: Uint8Array, sender: Sender): Inspection {
    return this.#inspect(this.#doc, update, { ...sender, mustTry: this.#mustTry });
  }

  /** In a large section a trial of every update costs too much; there the comparison of every snapshot has to do (ST26). */
  get #mustTry(): boolean {
    return this.#isOdd && this.encodeState().byteLength <= limits.triedBytesMax;
  }

  /** Whether a change still fits the section (IN8): words the section's limit, and everything what a frame can carry. */
  fits({ update, clients, ranges }: Change): boolean {
    const bytes = update.byteLength;
    if (clients.length > 0 && !this.#size.fits(bytes)) return false;
    return this.#size.isSurelyBelowCap({ bytes, ranges }) || this.#fitsOnTrial(update);
  }

  /** Applies an inspected change; gives what was new. Undefined: it could not be placed whole, and the document must not be used any more (IN9). */
  apply(change: Change, said: Saying = inTime): readonly Emitted[] | undefined {
    const { update, ranges, isOdd, clients, typing } = change;
    const doc = this.#doc;
    this.#emitted = [];
    const isTried = isOdd || this.#mustTry;
    this.#isOdd ||= isOdd;
    if (!applyWhole(doc, update)) return undefined;
    // The copy of the trial had its items cut elsewhere: Yjs orders crossed neighbours by items, not by units.
    if (isTried && !readsAsLoaded(doc)) return undefined;
    const bytes = this.#emitted.reduce((sum, { payload }) => sum + payload.byteLength, 0);
    this.#size.grow({ bytes, ranges });
    for (const client of clients) this.#runs.end(client);
    if (typing !== undefined) this.#runs.begin(typing);
    return this.#emitted.map((each) => (each.isTidying ? each : this.#asSaid(each, update, said)));
  }

  #asSaid(each: Emitted, update: Uint8Array, said: Saying): Emitted {
    const rows = rowsOf(this.#doc, { ...said, update, emitted: each.payload });
    return { payload: each.payload, isTidying: false, rows };
  }

  /** Tries a change on a copy. A section that is beyond the cap already may still shrink. */
  #fitsOnTrial(update: Uint8Array): boolean {
    const before = this.encodeState();
    const trial = createSectionDocument();
    Y.applyUpdate(trial, before);
    const isWhole = applyWhole(trial, update);
    const bytes = Y.encodeStateAsUpdate(trial).byteLength;
    trial.destroy();
    return !isWhole || bytes <= Math.max(limits.stateBytesMax, before.byteLength);
  }

  /** The whole state as one update. */
  encodeState(): Uint8Array {
    this.#wholeState ??= Y.encodeStateAsUpdate(this.#doc);
    return this.#wholeState;
  }

  /** What of this document is there. */
  encodeStateVector(): Uint8Array {
    return this.#stored?.stateVector ?? Y.encodeStateVector(this.#doc);
  }

  /** What was encoded of the state before is not of the state now. */
  #forgetEncoded(): void {
    this.#wholeState = undefined;
    this.#knownDigest = undefined;
  }

  /** A digest of what is there, made once for each state, and how much work that was. */
  digestOfKnown(): { readonly known: Uint8Array; readonly work: number } {
    if (this.#knownDigest !== undefined) return { known: this.#knownDigest, work: 20 };
    const stateVector = this.encodeStateVector();
    const known = digestOfKnown(stateVector);
    this.#knownDigest = known;
    return { known, work: 20 + stateVector.byteLength / 8 };
  }

  /** A digest of how it reads, made once for each state, and how much work that was. */
  digestOfUnits(): { readonly units: Uint8Array | undefined; readonly work: number } {
    const state = this.encodeState();
    if (this.#digest?.state === state) return { units: this.#digest.units, work: 20 };
    const units = digestOfUnits(this.#doc);
    this.#digest = { state, units };
    return { units, work: 20 + structsIn(this.#doc) + state.byteLength / 20 };
  }

  /** The clients of whom somebody with this state vector knows more than this document; it was read before. */
  beyond(stateVector: Uint8Array): readonly number[] {
    const theirs = [...Y.decodeStateVector(stateVector)];
    return theirs.flatMap(([client, clock]) =>
      clock > Y.getState(this.#doc.store, client) ? [client] : [],
    );
  }

  /** What somebody with this state vector lacks, and how much work that was; undefined when it cannot be read, or names far more clients than have written here. */
  missing(
    stateVector: Uint8Array,
  ): { readonly update: Uint8Array; readonly work: number } | undefined {
    if (stateVector.length === 1 && stateVector[0] === 0) return this.#answerWhole();
    const { byteLength } = stateVector;
    if (byteLength > limits.stateVectorBytesMax && byteLength > 2 * this.encodeStateVector().length)
      return undefined;
    try {
      const update = Y.encodeStateAsUpdate(this.#doc, stateVector);
      return { update, work: workOfAnswer(this.#doc, update.byteLength) + byteLength / 4 };
    } catch {
      // A state vector that ends too early.
      return undefined;
    }
  }

  /** The whole state is encoded once for all who ask until it changes. */
  #answerWhole(): { readonly update: Uint8Array; readonly work: number } {
    const isNew = this.#wholeState === undefined;
    const update = this.encodeState();
    const { byteLength } = update;
    return { update, work: isNew ? workOfAnswer(this.#doc, byteLength) : 20 + byteLength / 4096 };
  }

  /** Reads something out of it; `look` must neither change nor keep it. */
  look<Seen>(look: (doc: Y.Doc) => Seen): Seen {
    return look(this.#doc);
  }

  /** Lets go of it. */
  destroy(): void {
    this.#typed.take();
    this.#loaded?.destroy();
  }
}

const inTime: Saying = { isAnswer: false, known: undefined };
