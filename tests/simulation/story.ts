import { createHash } from 'node:crypto';

/** What happened in a run, line by line, in words; and a digest of all of it. */
export class Story {
  readonly lines: string[] = [];
  readonly #isKept: boolean;
  readonly #hash = createHash('sha256');
  #count = 0;

  /** @param isKept whether the lines are wanted; the digest is made in any case. */
  constructor(isKept: boolean) {
    this.#isKept = isKept;
  }

  /** How many lines there are. */
  get count(): number {
    return this.#count;
  }

  /** Adds a line, with the milliseconds since the run began. */
  tell(passed: number, line: string): void {
    const whole = `${String(passed).padStart(7)} ms  ${line}`;
    this.#count++;
    this.#hash.update(whole);
    if (this.#isKept) this.lines.push(whole);
  }

  /** Adds bytes to the digest which are too long to read. */
  note(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }

  /** SHA-256 over everything that was told and noted, hex. */
  digest(): string {
    return this.#hash.copy().digest('hex');
  }
}
