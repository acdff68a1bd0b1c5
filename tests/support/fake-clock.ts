import { type Later } from '@alliance/server/sync/clock';

/** A clock that goes on only when the test says so, with its timers. */
export class FakeClock {
  #now: number;
  readonly #timers = new Map<object, { readonly at: number; readonly run: () => void }>();

  /** @param now milliseconds since the epoch */
  constructor(now: number) {
    this.#now = now;
  }

  /** For a server that lives by it. */
  get parts(): { readonly now: () => number; readonly later: Later } {
    return { now: () => this.#now, later: (run, ms) => this.#later(run, ms) };
  }

  /** Goes on to an instant; whatever is due on the way runs at its own. */
  goTo(instant: number): void {
    for (;;) {
      const [next] = [...this.#timers].toSorted(([, one], [, other]) => one.at - other.at);
      if (next === undefined || next[1].at > instant) break;
      this.#timers.delete(next[0]);
      this.#now = Math.max(this.#now, next[1].at);
      next[1].run();
    }
    this.#now = instant;
  }

  /** Is suddenly later, before any timer has run: as seen by a frame that is read in the same turn. */
  jumpTo(instant: number): void {
    this.#now = instant;
  }

  #later(run: () => void, ms: number): () => void {
    const key = {};
    this.#timers.set(key, { at: this.#now + ms, run });
    return () => this.#timers.delete(key);
  }
}
