/**
 * Ends what ends by the clock at its instant: sessions, shifts. One timer for all of them; whoever is about to act on
 * something that may have ended asks {@link Expiry.enforce} first, so that not even a frame of the same millisecond
 * comes before the timer.
 */
import { Deadlines } from '../core/deadlines.ts';
import { limits } from '../core/limits.ts';
import { type Clock } from './clock.ts';

/** Everything that ends by the clock. */
export class Expiry {
  readonly #clock: Pick<Clock, 'now' | 'later'>;
  readonly #deadlines = new Deadlines();
  #cancelTimer: (() => void) | undefined;
  #timerAt = Infinity;

  constructor(clock: Pick<Clock, 'now' | 'later'>) {
    this.#clock = clock;
  }

  /** Runs `end` at an instant; the answer prevents it. */
  at(instant: number, end: () => void): () => void {
    // Its own function, so that the same `end` may wait twice.
    const run = () => end();
    this.#deadlines.set(run, instant);
    this.#arm();
    return () => this.#deadlines.delete(run);
  }

  /** Ends what is due by now. Costs next to nothing when nothing is. */
  enforce(): void {
    if (this.#clock.now() < this.#deadlines.earliest) return;
    for (const end of this.#deadlines.takeDue(this.#clock.now())) end();
    this.#arm();
  }

  /** Ends nothing any more. */
  stop(): void {
    this.#cancelTimer?.();
  }

  #arm(): void {
    const { earliest } = this.#deadlines;
    if (earliest >= this.#timerAt) return;
    this.#cancelTimer?.();
    this.#timerAt = earliest;
    // A clock may be set while a long timer runs: none runs longer than this.
    const ms = Math.min(Math.max(earliest - this.#clock.now(), 0), limits.timerMsMax);
    this.#cancelTimer = this.#clock.later(() => this.#ring(), Math.ceil(ms));
  }

  #ring(): void {
    this.#timerAt = Infinity;
    this.enforce();
    this.#arm();
  }
}
