/** Work about one thing is done one after the other; work about another thing beside it. */
export class Turns {
  readonly #waitingMax: number;
  readonly #lines = new Map<string, { last: Promise<unknown>; length: number }>();

  /** `waitingMax`: pieces of work that one thing may have in its line. */
  constructor(waitingMax: number) {
    this.#waitingMax = waitingMax;
  }

  /** Does the work when all before it is done; undefined, and nothing is done, when the line is full. */
  async take<Result>(key: string, work: () => Promise<Result>): Promise<Result | undefined> {
    const line = this.#lines.get(key) ?? { last: Promise.resolve(), length: 0 };
    if (line.length >= this.#waitingMax) return undefined;
    this.#lines.set(key, line);
    line.length++;
    const mine = line.last.then(work);
    line.last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      line.length--;
      if (line.length === 0) this.#lines.delete(key);
    }
  }
}
