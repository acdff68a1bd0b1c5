/** So many of something in a stretch of time; then a new stretch begins. Honest clients never use it up. */
export class Allowance {
  readonly #max: number;
  readonly #stretchMs: number;
  #used = 0;
  #since = Number.NEGATIVE_INFINITY;

  constructor(max: number, stretchMs: number) {
    this.#max = max;
    this.#stretchMs = stretchMs;
  }

  /** Takes one. False when there is none left in this stretch. `now`: milliseconds since the epoch; a clock that was set back begins a new stretch. */
  take(now: number): boolean {
    if (now < this.#since || now - this.#since >= this.#stretchMs) {
      this.#since = now;
      this.#used = 0;
    }
    this.#used++;
    return this.#used <= this.#max;
  }
}
