import { type Session } from '../storage/port.ts';
import { idleSlackMs, watchedMax } from './limits.ts';

/** Since when the pages of watched sessions have been silent. Kept in memory: after a restart each is counted anew from when it is first heard of. */
export class Silence {
  readonly #now: () => number;
  readonly #idleMinutes: () => number;
  readonly #heardAt = new Map<string, { readonly session: Session; readonly at: number }>();

  /** `now`: milliseconds since the epoch. `idleMinutes`: after how many minutes a page locks itself. */
  constructor(now: () => number, idleMinutes: () => number) {
    this.#now = now;
    this.#idleMinutes = idleMinutes;
  }

  /** Somebody is there now. */
  heard(session: Session): void {
    // Last in the map: the latest that was heard of.
    this.#heardAt.delete(session.ref);
    this.#heardAt.set(session.ref, { session, at: this.#now() });
    const [oldest] = this.#heardAt.keys();
    if (this.#heardAt.size > watchedMax && oldest !== undefined) this.#heardAt.delete(oldest);
  }

  /** Whether a session that is watched has been silent for so long that its page must have locked itself. */
  isTooLong(session: Session): boolean {
    if (!session.isWatched) return false;
    const last = this.#heardAt.get(session.ref);
    if (last === undefined) this.heard(session);
    return last !== undefined && this.#isTooLongSince(last.at);
  }

  /** All of those that are known. */
  tooLong(): readonly Session[] {
    return [...this.#heardAt.values()]
      .filter(({ at }) => this.#isTooLongSince(at))
      .map(({ session }) => session);
  }

  /** The session is locked or over. */
  forget(ref: string): void {
    this.#heardAt.delete(ref);
  }

  #isTooLongSince(at: number): boolean {
    return this.#now() - at >= this.#idleMinutes() * 60_000 + idleSlackMs;
  }
}
