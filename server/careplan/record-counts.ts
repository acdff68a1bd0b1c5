/** Plans whose number of records is remembered. */
const countedPlansMax = 1000;

/** How many records of one kind each plan has, counted once and kept up by what is made here: making one does not read them all (CM20, IT20). */
export class RecordCounts {
  readonly #counts = new Map<string, number>();
  readonly #count: (planId: string) => Promise<number>;

  /** `count`: counts those of a plan. */
  constructor(count: (planId: string) => Promise<number>) {
    this.#count = count;
  }

  /** Whether a plan can have one more. The number that is remembered may be too large, after the world was replaced: then it is counted again. */
  async hasRoom(planId: string, max: number): Promise<boolean> {
    const known = this.#counts.get(planId);
    if (known !== undefined && known < max) return true;
    const counted = await this.#count(planId);
    this.#counts.delete(planId);
    this.#counts.set(planId, counted);
    for (const oldest of this.#counts.keys())
      if (this.#counts.size > countedPlansMax) this.#counts.delete(oldest);
    return counted < max;
  }

  /** One more was made. */
  add(planId: string): void {
    const known = this.#counts.get(planId);
    if (known !== undefined) this.#counts.set(planId, known + 1);
  }
}
