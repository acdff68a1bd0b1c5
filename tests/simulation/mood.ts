import { type Chance } from './chance.ts';

/**
 * How a run is: how often what happens, as weights. In some runs the server dies often, in others never, and so with
 * everything: what only shows when one thing happens a great deal, or not at all, shows in some of them.
 */
export interface Mood {
  /** People do something. */
  readonly acting: number;
  /** Something goes wrong. What, is said by the weights after it. */
  readonly trouble: number;
  readonly drops: number;
  readonly deaths: number;
  readonly full: number;
  readonly rights: number;
  /** Mallory forges. */
  readonly forging: number;
  /** Mallory puts words between words that stand apart: never by chance, see SM5. */
  readonly odd: number;
  /** How many of two hundred calls of the disk fail before they are done, and as many after. */
  readonly failing: number;
}

/** A mood by chance. */
export function moodOf(chance: Chance): Mood {
  const often = (usual: number): number => usual * (chance.one([0, 1, 1, 2, 5]) ?? 1);
  return {
    acting: chance.between(20, 80),
    trouble: often(3),
    drops: often(20),
    deaths: often(5),
    full: often(6),
    rights: often(15),
    forging: often(30),
    odd: 0,
    failing: often(2),
  };
}
