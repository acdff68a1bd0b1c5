import { closeCodes } from '@alliance/shared/sync/close-code';
import { type Refusal } from '@alliance/shared/sync/protocol';

import { failureOf } from './kept-words.ts';
import { type LiveDocument } from './live-document.ts';
import { type OwnWords } from './own-words.ts';
import { type SaveCounter } from './save-counter.ts';
import { type SectionFacts } from './section-report.ts';
import { type SectionState } from './section-sync.ts';
import { type GivenUp } from './written-again.ts';

/** What else is known in this tab, for the facts that are told. */
export interface SectionNow {
  readonly document: LiveDocument | undefined;
  /** An editor may bind to it. */
  readonly isShown: boolean;
  readonly words: OwnWords;
  readonly isConnected: boolean;
  readonly isStorageFull: boolean;
  /** Whether its reader was said to be allowed to write. */
  readonly canEdit: boolean;
}

/** What the server has said of a section so far, and what follows for this tab. */
export class SectionStanding {
  #wasOpen = false;
  #hasDiffered = false;
  #isRestored = false;
  #savedAt: number | undefined;
  #isStorageFull = false;
  #closed: SectionState['closed'];
  #refusal: Refusal | undefined;
  #isReadOnly = false;

  /** Why the conversation is over, while it is. */
  get closed(): SectionState['closed'] {
    return this.#closed;
  }

  /** The server takes nothing from us although we were said to be allowed. */
  get isReadOnly(): boolean {
    return this.#isReadOnly;
  }

  /** The server has found marks missing in our copy: the next ones delete none by themselves. */
  get hasDiffered(): boolean {
    return this.#hasDiffered;
  }

  /** The server could not write what we sent. */
  get isStorageFull(): boolean {
    return this.#isStorageFull;
  }

  opened(): void {
    this.#wasOpen = true;
    this.#refusal = undefined;
  }

  saved({ progress, unsaved, isSettled }: SaveCounter): void {
    if (progress.made > 0 && unsaved === 0) this.#savedAt = Date.now();
    if (isSettled) this.#isStorageFull = false;
  }

  storageIsFull(): void {
    this.#isStorageFull = true;
  }

  differs(): void {
    this.#hasDiffered = true;
    this.#wasOpen = false;
  }

  /** The server went back to an older copy; until {@link SectionStanding.known}. */
  restored(): void {
    this.#isRestored = true;
  }

  /** Somebody here has said that they know. */
  known(): void {
    this.#isRestored = false;
  }

  refused(refusal: Refusal | undefined): void {
    this.#refusal = refusal;
  }

  /** Why a copy is given up, with what the server said just before. */
  givenUp(code: number): GivenUp {
    const refusal = this.#refusal;
    this.#refusal = undefined;
    return { code, ...(refusal && { rule: refusal.rule, frame: refusal.frame }) };
  }

  /** A fresh copy comes: whoever has lost their right may only read it. */
  startsAfresh({ code, rule }: GivenUp): void {
    const isOfRight = rule === undefined || rule === 'IN1';
    this.#isReadOnly = code === closeCodes.refused && isOfRight;
  }

  /** The conversation is over until {@link SectionStanding.retried}. */
  ended({ code, rule }: GivenUp, reason: string): void {
    this.#closed = { code, reason, ...(rule === undefined ? {} : { rule }) };
  }

  /** Asks once more: gives why it was over, 0 where only writing was; undefined where nothing was. */
  retried(): number | undefined {
    const code = this.#closed?.code ?? (this.#isReadOnly ? 0 : undefined);
    this.#closed = undefined;
    this.#isReadOnly = false;
    return code;
  }

  /** The server may be asked for everything again, as for the first time. */
  allowed(): void {
    this.#isReadOnly = false;
  }

  /** Everything that is told about the section. */
  facts({ document, words, ...now }: SectionNow): SectionFacts {
    const unsaved = (document?.counter.unsaved ?? 0) + words.changes;
    return {
      document: now.isShown ? document : undefined,
      closed: this.#closed,
      kept: words.kept,
      isRestored: this.#isRestored,
      isReadOnly: this.#isReadOnly && now.canEdit,
      save: {
        isConnected: now.isConnected,
        wasConnected: this.#wasOpen || this.#closed !== undefined,
        isSettled: document?.counter.isSettled ?? false,
        unsaved,
        savedAt: this.#savedAt,
        isStorageFull: this.#isStorageFull || now.isStorageFull,
        failure: this.#closed === undefined ? words.failure : failureOf(this.#closed),
      },
    };
  }
}
