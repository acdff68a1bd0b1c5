/** Answers that are kept until something makes them doubtful. Those on their way count: many who ask at once ask once. */
export class Remembered<Key, Value> {
  readonly #answers = new Map<Key, Promise<Value | undefined>>();
  readonly #max: number;

  /** @param max how many answers are kept; the oldest are forgotten */
  constructor(max: number) {
    this.#max = max;
  }

  /** The answer to a question. That there is none is not kept, and neither is a failure. */
  ask(key: Key, ask: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const asked = ask();
    this.#keep(key, asked);
    return asked;
  }

  /** What was asked before is asked again, also what is on its way now. */
  forget(key: Key): void {
    this.#answers.delete(key);
  }

  /** The same for everything. */
  forgetAll(): void {
    this.#answers.clear();
  }

  #keep(key: Key, asked: Promise<Value | undefined>): void {
    this.#answers.set(key, asked);
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= this.#max) break;
      this.#answers.delete(oldest);
    }
    const forget = () => {
      if (this.#answers.get(key) === asked) this.#answers.delete(key);
    };
    void this.#settle(asked, forget);
  }

  async #settle(asked: Promise<Value | undefined>, forget: () => void): Promise<void> {
    const value = await asked.catch(() => undefined);
    if (value === undefined) forget();
  }
}
