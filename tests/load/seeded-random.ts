import { seed as seedOfRun } from '../support/seed.ts';

/** Numbers from 0 (inclusive) to 1 (exclusive) that a seed repeats; `name` tells the seed of a failed test. */
export function seededRandom(seed = seedOfRun): {
  readonly random: () => number;
  readonly name: string;
} {
  let state = seed;
  return {
    name: `seed ${seed}`,
    // mulberry32
    random: () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
}
