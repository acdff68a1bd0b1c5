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
  return { reason: reasons.get(code) ?? 'failed', ...(rule === undefined ? {} : { rule }) };
}

const reasons: ReadonlyMap<number, NotSavedReason> = new Map([
  [closeCodes.signedOut, 'signed-out'],
  [closeCodes.refused, 'refused'],
  [closeCodes.notFound, 'not-found'],
  [closeCodes.tooLarge, 'too-large'],
  [closeCodes.outdated, 'outdated'],
]);

/** Words that can no longer be sent. They stay until their author lets go of them (SV3). */
export class KeptWords {
  #changes = 0;
  #text = '';
  #failure: Failure | undefined;

  /** How many changes these were. */
  get changes(): number {
    return this.#changes;
  }

  get text(): string {
    return this.#text;
  }

  /** Why they were not saved; undefined while there are none. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** Adds to what is kept; nothing happens for 0 changes. */
  add(changes: number, text: string, failure: Failure): void {
    if (changes === 0) return;
    this.#changes += changes;
    this.#text = [this.#text, text].filter(Boolean).join('\n');
    this.#failure = failure;
  }

  letGo(): void {
    this.#changes = 0;
    this.#text = '';
    this.#failure = undefined;
  }
}
