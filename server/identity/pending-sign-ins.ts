import { createHash, randomBytes } from 'node:crypto';

import { type PersonId } from '@alliance/shared/identity/person';

import { pendingMax, pendingMsMax } from './limits.ts';

/** Whose password was right, and who has still to show their second factor. It opens nothing. Kept in memory: after a restart they begin anew. */
export class PendingSignIns {
  readonly #now: () => number;
  readonly #pending = new Map<string, { readonly personId: PersonId; readonly at: number }>();

  /** `now`: milliseconds since the epoch. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Begins to wait; gives the secret by which it is found. */
  add(personId: PersonId): string {
    const secret = randomBytes(32).toString('base64url');
    this.#pending.set(digestOf(secret), { personId, at: this.#now() });
    const [oldest] = this.#pending.keys();
    if (this.#pending.size > pendingMax && oldest !== undefined) this.#pending.delete(oldest);
    return secret;
  }

  /** Who waits with this secret, unless it took too long. */
  personOf(secret: string): PersonId | undefined {
    const digest = digestOf(secret);
    const pending = this.#pending.get(digest);
    if (pending === undefined) return undefined;
    if (this.#now() - pending.at < pendingMsMax) return pending.personId;
    this.#pending.delete(digest);
    return undefined;
  }

  /** The person has come in, or their password has changed: whatever waits for them is over. */
  forget(personId: PersonId): void {
    for (const [digest, pending] of this.#pending)
      if (pending.personId === personId) this.#pending.delete(digest);
  }
}

function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
