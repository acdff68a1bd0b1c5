import { countedPlansMax } from './limits.ts';

/** How many threads each plan has, counted once and kept up by what is opened here: opening one does not read them all (CM20). */
export class ThreadCounts {
  readonly #counts = new Map<string, number>();
  readonly #count: (planId: string) => Promise<number>;

  /** `count`: counts the threads of a plan. */
  constructor(count: (planId: string) => Promise<number>) {
    this.#count = count;
  }

  /** Whether a plan can have one more thread. The number that is remembered may be too large, after the world was replaced: then it is counted again. */
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

  /** One more was opened. */
  add(planId: string): void {
    const known = this.#counts.get(planId);
    if (known !== undefined) this.#counts.set(planId, known + 1);
  }
}
