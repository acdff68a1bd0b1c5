/** Where the chance of the tests begins. One seed for all of them: `vitest.config.ts` chooses it and hands it on. */
import { randomInt } from 'node:crypto';

/** The seed of every `npm test`: a failure then tells of the change that was made, and not of the day. */
export const usualSeed = 20_260_801;

/**
 * The seed of a run of all tests: a number repeats a run, `random` draws one, and so does whoever tries more than usual.
 * @param asked what the environment says in `SEED`
 */
export function chooseSeed(asked: string | undefined, isLong: boolean): number {
  if (asked === 'random' || (asked === undefined && isLong)) return randomInt(2 ** 31);
  if (asked === undefined) return usualSeed;
  if (!/^-?\d+$/.test(asked)) throw new TypeError('SEED is a whole number, or random.');
  return Number(asked);
}

/** The seed of this run. */
export const seed = chooseSeed(process.env['SEED'], false);
