/** Everything that is left to chance in a run, from one seed. */
import { type Dice, diceOf } from '../sync/honest-editing.ts';

/** One source for a whole run: who asks when is part of the run, so the same seed tells the same story. */
export class Chance {
  readonly dice: Dice;

  constructor(seed: number) {
    this.dice = diceOf(mixed(seed));
    // The first numbers of near seeds are alike.
    for (let skipped = 0; skipped < 8; skipped++) this.dice(2);
  }

  /** True in so many of a hundred cases. */
  percent(share: number): boolean {
    return this.dice(100) < share;
  }

  /** A number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.dice(high - low + 1);
  }

  /** One of them; undefined when there is none. */
  one<Item>(items: readonly Item[]): Item | undefined {
    return items[this.dice(items.length)];
  }

  /** One of them, each as often as its weight says; undefined when none has any. */
  weighted<Item>(items: readonly (readonly [weight: number, item: Item])[]): Item | undefined {
    let left = this.dice(items.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, item] of items) {
      if (left < weight) return item;
      left -= weight;
    }
    return undefined;
  }

  /** An integer of 32 bits. */
  readonly uint32 = (): number => this.dice(65_536) * 65_536 + this.dice(65_536);
}

/** Spreads small seeds over all 32 bits (the finalizer of MurmurHash3). */
function mixed(seed: number): number {
  let bits = Math.imul((seed ^ (seed >>> 16)) + 0x9e37_79b9, 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
