/** How much of something each of many may do: so much at once, and so much in a second for ever. */
export interface TokenLimit {
  readonly burst: number;
  readonly perSecond: number;
  /** Of more keys than that, those that were not heard of for longest begin anew. */
  readonly keysMax: number;
}

interface Bucket {
  readonly left: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A bucket of tokens for each key; a key that nobody has heard of has a full one. */
export class TokenBuckets {
  readonly #limit: TokenLimit;
  readonly #buckets = new Map<string, Bucket>();

  constructor(limit: TokenLimit) {
    this.#limit = limit;
  }

  /** Takes a token; false when there is none now. `now`: milliseconds since the epoch; a clock that was set back gives nothing and takes nothing. */
  take(key: string, now: number): boolean {
    const { burst, perSecond } = this.#limit;
    const { left, at } = this.#buckets.get(key) ?? { left: burst, at: now };
    const gained = (Math.max(0, now - at) * perSecond) / 1000;
    const here = Math.min(burst, left + gained);
    // Last in the map: the latest that was heard of.
    this.#buckets.delete(key);
    this.#buckets.set(key, { left: here >= 1 ? here - 1 : here, at: now });
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > this.#limit.keysMax && oldest !== undefined)
      this.#buckets.delete(oldest);
    return here >= 1;
  }

  /** Gives a token back that was taken for nothing. */
  giveBack(key: string): void {
    const bucket = this.#buckets.get(key);
    if (bucket !== undefined)
      this.#buckets.set(key, { ...bucket, left: Math.min(this.#limit.burst, bucket.left + 1) });
  }
}
