import assert from 'node:assert/strict';

import { type PersonId } from '@alliance/shared/identity/person';

import { type Session } from '../port.ts';
import { type Accounts } from '../port/accounts.ts';

/** Who is signed in, in memory. Nothing that it is given or gives is shared with what it keeps. */
export class MemorySessions {
  readonly #sessions = new Map<string, Session>();

  session(secretDigest: string): Session | undefined {
    return structuredClone(this.#sessions.get(secretDigest));
  }

  /** Living ones, newest first. */
  sessionsOf({ personId, now, limit }: Parameters<Accounts['sessionsOf']>[0]): readonly Session[] {
    return this.#newestFirst(
      (each) => (personId === undefined || each.personId === personId) && each.expiresAt > now,
    ).slice(0, limit);
  }

  create(session: Session): void {
    assert(!this.#sessions.has(session.secretDigest), 'A session secret is used once.');
    this.#sessions.set(session.secretDigest, structuredClone(session));
  }

  /** Keeps what has changed; false when the session is over. */
  write(session: Session): boolean {
    const present = this.#sessions.get(session.secretDigest);
    if (present === undefined) return false;
    const { secretDigest, ref, personId, kind, createdAt } = present;
    const kept = { ...session, secretDigest, ref, personId, kind, createdAt };
    this.#sessions.set(secretDigest, structuredClone(kept));
    return true;
  }

  /** False when it is not there. */
  end(secretDigest: string): boolean {
    return this.#sessions.delete(secretDigest);
  }

  /** Ends sessions by their refs; gives those that were there, newest first. */
  endAll(refs: readonly string[]): readonly Session[] {
    const ended = this.#newestFirst(({ ref }) => refs.includes(ref));
    for (const { secretDigest } of ended) this.#sessions.delete(secretDigest);
    return ended;
  }

  /** Removes what has expired by `now`; gives how many. */
  purge(now: string): number {
    return this.#remove(({ expiresAt }) => expiresAt <= now);
  }

  /** Ends the sessions of people who are gone. */
  keepOnly(people: ReadonlyMap<PersonId, unknown>): void {
    this.#remove(({ personId }) => !people.has(personId));
  }

  #remove(isOver: (session: Session) => boolean): number {
    const over = [...this.#sessions.values()].filter(isOver);
    for (const { secretDigest } of over) this.#sessions.delete(secretDigest);
    return over.length;
  }

  #newestFirst(is: (session: Session) => boolean): readonly Session[] {
    const found = [...this.#sessions.values()].filter(is);
    return structuredClone(
      found.toSorted(
        (one, other) => compare(other.createdAt, one.createdAt) || compare(one.ref, other.ref),
      ),
    );
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
