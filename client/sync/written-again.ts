import { type KeptPiece, type KeptWords, failureOf } from './kept-words.ts';
import { type LiveDocument } from './live-document.ts';
import { type LocalChange } from './local-changes.ts';
import { changesToWriteAgain, writeAgain } from './refused-edits.ts';

/** Why a copy had to be given up, as far as the server said. */
export interface GivenUp {
  readonly code: number;
  readonly rule?: string;
  /** The refused frame, as this connection counts. */
  readonly frame?: number;
}

/** Refusals in a minute after which what is left is written again by itself; after more it is kept for its author. */
const timesMax = 3;
/** Copies in a minute that are replaced by a fresh one by themselves. */
const freshMax = 6;
const minute = 60_000;

/** What waits to be written into the next copy. */
interface Left {
  readonly changes: readonly LocalChange[];
  readonly piece: KeptPiece;
  readonly from: LiveDocument;
}

/**
 * Carries over from a copy that was refused to the next one: everything unsaved is kept for its author, and what may
 * be written again leaves the kept words when it stands in the new copy (SV17).
 */
export class WrittenAgain {
  readonly #kept: KeptWords;
  #left: Left | undefined;
  #times: readonly number[] = [];
  #fresh: readonly number[] = [];

  constructor(kept: KeptWords) {
    this.#kept = kept;
  }

  /** Whether a fresh copy may be opened by itself once more: a loop ends here. */
  mayStartAfresh(): boolean {
    this.#fresh = lately(this.#fresh);
    if (this.#fresh.length >= freshMax) return false;
    this.#fresh = [...this.#fresh, Date.now()];
    return true;
  }

  /** Keeps what a copy held and was not saved. */
  give(document: LiveDocument, why: GivenUp): void {
    const { counter } = document;
    const piece = this.#kept.add(document.piece(failureOf(why)));
    this.#left = undefined;
    if (piece === undefined || !this.#mayWriteAgain()) return;
    const refused = why.frame === undefined ? undefined : counter.changesOf(why.frame);
    const changes = changesToWriteAgain(document.unsavedChanges, why.rule, refused);
    if (changes.length > 0) this.#left = { changes, piece, from: document };
  }

  /** Writes it where it surely belongs; the rest stays kept. Under `origin`, so that who asks for it can take it back. */
  writeInto(document: LiveDocument, origin: unknown): void {
    const left = this.#left;
    this.#left = undefined;
    if (left === undefined || !this.#kept.has(left.piece)) return;
    this.#times = [...this.#times, Date.now()];
    const written = writeAgain(document.doc, left.changes, origin);
    if (written.size === 0) return;
    this.#kept.replace(left.piece, left.from.piece(left.piece.failure, written));
  }

  /** Whether something waits to be written. */
  get isWaiting(): boolean {
    return this.#left !== undefined;
  }

  #mayWriteAgain(): boolean {
    this.#times = lately(this.#times);
    return this.#times.length < timesMax;
  }
}

function lately(times: readonly number[]): readonly number[] {
  return times.filter((at) => at > Date.now() - minute);
}
