import { Allowance } from './allowance.ts';

/** An {@link Allowance} for each of many. */
export class Allowances {
  readonly #max: number;
  readonly #stretchMs: number;
  readonly #keysMax: number;
  readonly #each = new Map<string, Allowance>();

  /** Of more than `keysMax`, those that were not heard of for longest begin anew. */
  constructor(limit: {
    readonly max: number;
    readonly stretchMs: number;
    readonly keysMax: number;
  }) {
    this.#max = limit.max;
    this.#stretchMs = limit.stretchMs;
    this.#keysMax = limit.keysMax;
  }

  /** Takes one of theirs; false when there is none left in this stretch. `now`: milliseconds since the epoch. */
  take(key: string, now: number): boolean {
    const own = this.#each.get(key) ?? new Allowance(this.#max, this.#stretchMs);
    // Last in the map: the latest that was heard of.
    this.#each.delete(key);
    this.#each.set(key, own);
    const [oldest] = this.#each.keys();
    if (this.#each.size > this.#keysMax && oldest !== undefined) this.#each.delete(oldest);
    return own.take(now);
  }
}
