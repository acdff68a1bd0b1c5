import { closeCodes } from '@alliance/shared/sync/close-code';

import { type NotSavedReason } from './save-state.ts';

/** Why waiting will not save, and the rule that refused, when one did. */
export interface Failure {
  readonly reason: NotSavedReason;
  readonly rule?: string;
}

/** What a close code means for words that are not saved; 0 where none was given. */
export function failureOf({
  code,
  rule,
}: {
  readonly code: number;
  readonly rule?: string;
}): Failure {
  const reason = (rule === undefined ? undefined : ruleReasons.get(rule)) ?? reasons.get(code);
  return { reason: reason ?? 'failed', ...(rule === undefined ? {} : { rule }) };
}

const reasons: ReadonlyMap<number, NotSavedReason> = new Map([
  [closeCodes.signedOut, 'signed-out'],
  [closeCodes.refused, 'refused'],
  [closeCodes.notFound, 'not-found'],
  [closeCodes.tooLarge, 'too-large'],
  [closeCodes.outdated, 'outdated'],
]);

/** What a rule says to the author, where it says more than the code. */
const ruleReasons: ReadonlyMap<string, NotSavedReason> = new Map([
  ...['IN2', 'IN3', 'IN7', 'IN9', 'IN19'].map((rule) => [rule, 'unplaced'] as const),
  ...['IN4', 'IN5', 'IN6', 'IN20'].map((rule) => [rule, 'unfit'] as const),
]);

/** Words of one copy that was given up. */
export interface KeptPiece {
  /** How many changes these were. */
  readonly changes: number;
  readonly text: string;
  /** Where that is one stretch of words: how many characters at its end stood there before, the end of a word that was begun anew. */
  readonly tail?: number | undefined;
  readonly failure: Failure;
  /** The first block in which they stand. */
  readonly blockId?: string | undefined;
}

/** What is kept, as it is now. */
export interface KeptNow {
  readonly text: string;
  /** The block in which it stands, or the first of them. */
  readonly blockId: string | undefined;
  /** Lets go of this, and of nothing that was kept since. */
  readonly letGo: () => void;
}

/** Words that can no longer be sent. They stay until their author lets go of them (SV3). */
export class KeptWords {
  #pieces: readonly KeptPiece[] = [];

  /** How many changes these were. */
  get changes(): number {
    return this.#pieces.reduce((sum, { changes }) => sum + changes, 0);
  }

  get text(): string {
    return this.#pieces.flatMap(({ text }) => text || []).join('\n');
  }

  /** Why the latest were not saved; undefined while there are none. */
  get failure(): Failure | undefined {
    return this.#pieces.at(-1)?.failure;
  }

  /** Adds to what is kept; nothing happens for 0 changes. */
  add(piece: KeptPiece): KeptPiece | undefined {
    if (piece.changes === 0) return undefined;
    this.#pieces = [...this.#pieces, piece];
    return piece;
  }

  /** Adds what its author went on writing: to the words of the latest piece where these are one stretch, else below them. */
  goOn(words: string): void {
    if (words === '') return;
    const last = this.#pieces.at(-1) ?? { changes: 0, text: '', failure: { reason: 'unplaced' } };
    const { text, tail } = last;
    const begun =
      tail === undefined && text !== '' ? `${text}\n` : text.slice(0, text.length - (tail ?? 0));
    const joined = { ...last, text: `${begun}${words}`, tail: 0, changes: last.changes + 1 };
    this.#pieces = [...this.#pieces.slice(0, -1), joined];
  }

  has(piece: KeptPiece): boolean {
    return this.#pieces.includes(piece);
  }

  /** Keeps only a part of a piece; none of it for 0 changes. */
  replace(piece: KeptPiece, rest: KeptPiece): void {
    const left = rest.changes === 0 ? [] : [rest];
    this.#pieces = this.#pieces.flatMap((each) => (each === piece ? left : each));
  }

  /** What is kept now. */
  now(): Omit<KeptNow, 'letGo'> & { readonly pieces: readonly KeptPiece[] } {
    const blockId = this.#pieces.find((piece) => piece.blockId !== undefined)?.blockId;
    return { text: this.text, blockId, pieces: this.#pieces };
  }

  /** Lets go of these. */
  letGoOf(pieces: readonly KeptPiece[]): void {
    this.#pieces = this.#pieces.filter((piece) => !pieces.includes(piece));
  }

  letGo(): void {
    this.#pieces = [];
  }
}
