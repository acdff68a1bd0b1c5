/** How long a command is silent, and how long between two lines, in milliseconds. */
const silentMs = 1000;

/** Says how far a command is, once it takes longer than a second, and then at most once in a second. */
export class Progress {
  readonly #now: () => number;
  readonly #write: (line: string) => void;
  #nextAt: number;

  constructor(now: () => number, write: (line: string) => void) {
    this.#now = now;
    this.#write = write;
    this.#nextAt = now() + silentMs;
  }

  /** @param done from 0 to 1 */
  tell(what: string, done: number): void {
    if (this.#now() < this.#nextAt) return;
    this.#nextAt = this.#now() + silentMs;
    this.#write(`${what} ${Math.floor(done * 100)} %`);
  }
}
