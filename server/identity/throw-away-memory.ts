import { throwAwayMax, throwAwayMs } from './limits.ts';

/**
 * Where the sign-in library puts its own sessions: a small memory that forgets. Nothing is ever opened with them; the
 * library asks for one to set up or check a second factor, for the length of a call.
 */
export class ThrowAwayMemory {
  readonly #now: () => number;
  readonly #kept = new Map<string, { readonly value: string; readonly at: number }>();

  /** `now`: milliseconds since the epoch, by the clock of the library. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** How much it holds. */
  get size(): number {
    return this.#kept.size;
  }

  readonly get = async (key: string): Promise<string | null> => this.#present(key)?.value ?? null;

  /** Gives what was there and forgets it. */
  readonly getAndDelete = async (key: string): Promise<string | null> => {
    const present = this.#present(key);
    this.#kept.delete(key);
    return present?.value ?? null;
  };

  readonly set = async (key: string, value: string): Promise<void> => {
    this.#kept.delete(key);
    this.#kept.set(key, { value, at: this.#now() });
    for (const [oldest] of this.#kept)
      if (this.#kept.size > throwAwayMax) this.#kept.delete(oldest);
      else break;
  };

  readonly delete = async (key: string): Promise<void> => {
    this.#kept.delete(key);
  };

  #present(key: string): { readonly value: string } | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined || this.#now() - kept.at < throwAwayMs) return kept;
    this.#kept.delete(key);
    return undefined;
  }
}
