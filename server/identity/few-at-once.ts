/** Lets only so many pieces of work run at a time, and only so many wait for that. */
export class FewAtOnce {
  readonly #atOnce: number;
  readonly #waitingMax: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(limit: { readonly atOnce: number; readonly waitingMax: number }) {
    this.#atOnce = limit.atOnce;
    this.#waitingMax = limit.waitingMax;
  }

  /** Does the work when it is its turn; undefined, and nothing is done, when too many wait already. */
  async run<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    if (this.#running >= this.#atOnce) {
      if (this.#waiting.length >= this.#waitingMax) return undefined;
      // Whoever ends hands their place over: nobody who comes now can take it first.
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running++;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running--;
      else next();
    }
  }
}
