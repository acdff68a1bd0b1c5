/** Instants at which something is to happen, and what. Times in milliseconds since the epoch. */
export class Deadlines {
  readonly #at = new Map<() => void, number>();
  /** Never later than the earliest; it may be one that was cancelled. */
  #earliest = Infinity;

  /** From when {@link takeDue} is worth asking; infinite when nothing waits. */
  get earliest(): number {
    return this.#earliest;
  }

  /** `run` is due at an instant, instead of the one before. */
  set(run: () => void, at: number): void {
    this.#at.set(run, at);
    this.#earliest = Math.min(this.#earliest, at);
  }

  /** `run` is not due any more. */
  delete(run: () => void): void {
    this.#at.delete(run);
    if (this.#at.size === 0) this.#earliest = Infinity;
  }

  /** What is due by now, the earliest first; it waits no longer. */
  takeDue(now: number): readonly (() => void)[] {
    const due = [...this.#at]
      .filter(([, at]) => at <= now)
      .toSorted(([, one], [, other]) => one - other)
      .map(([run]) => run);
    for (const run of due) this.#at.delete(run);
    this.#earliest = Infinity;
    for (const at of this.#at.values()) this.#earliest = Math.min(this.#earliest, at);
    return due;
  }
}
