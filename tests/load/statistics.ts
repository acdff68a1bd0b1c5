/** Counts durations in steps of 10 µs up to 20 s; longer ones count as 20 s. */
export class Histogram {
  readonly #buckets = new Uint32Array(2_000_000);
  #count = 0;
  #max = 0;

  /** @param milliseconds one duration */
  add(milliseconds: number): void {
    const bucket = Math.min(Math.max(Math.floor(milliseconds * 100), 0), this.#buckets.length - 1);
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
    this.#count += 1;
    this.#max = Math.max(this.#max, milliseconds);
  }

  /** How many durations were added. */
  get count(): number {
    return this.#count;
  }

  /** The longest, in milliseconds; 0 when empty. */
  get max(): number {
    return this.#max;
  }

  /** The duration that `share` (0 to 1) of all stay within, in milliseconds; NaN when empty. */
  percentile(share: number): number {
    const wanted = Math.max(1, Math.ceil(share * this.#count));
    let seen = 0;
    for (let bucket = 0; bucket < this.#buckets.length; bucket += 1) {
      seen += this.#buckets[bucket] ?? 0;
      if (seen >= wanted) return (bucket + 0.5) / 100;
    }
    return Number.NaN;
  }

  /** Forgets everything. */
  clear(): void {
    this.#buckets.fill(0);
    this.#count = 0;
    this.#max = 0;
  }
}

/** The value that `share` (0 to 1) of all stay within, by nearest rank; NaN when there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle value, or the mean of the two middle ones; NaN when there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** `value` as a multiple of `of`; NaN where there is nothing to compare with. */
export function ratio(value: number, of: number): number {
  return of === 0 ? Number.NaN : value / of;
}
