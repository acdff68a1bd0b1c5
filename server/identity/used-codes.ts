import { type PersonId } from '@alliance/shared/identity/person';

import { usedCodeMsKept, usedCodesMax } from './limits.ts';

/** Codes of authenticator apps that have opened something already: whoever has looked over a shoulder comes too late. */
export class UsedCodes {
  readonly #now: () => number;
  readonly #usedAt = new Map<string, number>();

  /** `now`: milliseconds since the epoch. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether the person has used this code while it was valid. */
  has(personId: PersonId, code: string): boolean {
    const at = this.#usedAt.get(keyOf(personId, code));
    return at !== undefined && this.#now() - at < usedCodeMsKept;
  }

  /** It was used now. */
  add(personId: PersonId, code: string): void {
    const key = keyOf(personId, code);
    this.#usedAt.delete(key);
    this.#usedAt.set(key, this.#now());
    const [oldest] = this.#usedAt.keys();
    if (this.#usedAt.size > usedCodesMax && oldest !== undefined) this.#usedAt.delete(oldest);
  }
}

function keyOf(personId: PersonId, code: string): string {
  return `${personId} ${code}`;
}
