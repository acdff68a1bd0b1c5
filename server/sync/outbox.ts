/**
 * Gathers what leaves in one turn of the event loop: a commit brings a member the words of colleagues, their carets and
 * the acknowledgement of their own, and all of it goes to the kernel in one write.
 */
import { type Soon } from './clock.ts';

/** Something that has gathered frames. */
export interface Gathering {
  /** Writes what was gathered, in one go. */
  flush(): void;
}

/** Everybody who has gathered something in this turn. */
export class Outbox {
  readonly #soon: Soon;
  #waiting: Gathering[] = [];

  constructor(soon: Soon) {
    this.#soon = soon;
  }

  /** Somebody has gathered a first frame: they are flushed once, at the end of the turn. */
  add(gathering: Gathering): void {
    this.#waiting.push(gathering);
    if (this.#waiting.length === 1) this.#soon(() => this.#flush());
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const one of waiting) one.flush();
  }
}
