/** How large a section has grown, without encoding it at every keystroke. */
import { sectionBytesMax } from '@alliance/shared/limits';

import { limits } from './limits.ts';

/** What an update does to the size of a section. */
export interface Growth {
  /** Of the update. */
  readonly bytes: number;
  /** Ranges that it deletes. */
  readonly ranges: number;
}

/** A running upper estimate: the last measured size plus the most that every update since can have added. */
export class SectionSize {
  #estimate: number;
  readonly #measure: () => number;
  readonly #units: () => number;

  /** `stored`: bytes of the stored state and its tail. `measure` encodes the section now, `units` counts what stands or stood in it. */
  constructor(stored: number, measure: () => number, units: () => number) {
    this.#estimate = stored;
    this.#measure = measure;
    this.#units = units;
  }

  /** Whether an update of so many bytes still fits. Measures only when the estimate has run past the limit. */
  fits(bytes: number): boolean {
    if (this.#estimate + bytes <= sectionBytesMax + limits.sectionSlackBytes) return true;
    this.#estimate = this.#measure();
    return this.#estimate + bytes <= sectionBytesMax;
  }

  /** Whether the state surely stays below what a frame can carry. False: it has to be tried. */
  isSurelyBelowCap(growth: Growth): boolean {
    const most = mostGrowth(growth);
    if (this.#estimate + most <= limits.stateBytesMax) return true;
    this.#estimate = this.#measure();
    return this.#estimate + mostGrowth(growth, this.#units()) <= limits.stateBytesMax;
  }

  /** Notes that an update was applied. */
  grow(growth: Growth): void {
    this.#estimate += mostGrowth(growth);
  }
}

/**
 * An insertion can cut the struct that it lands in, a deletion cuts two; each piece gets a head of its own. What comes
 * with the same update is written in its pieces already: only between `units` that were there can anything be cut.
 */
export function mostGrowth({ bytes, ranges }: Growth, units = Number.POSITIVE_INFINITY): number {
  return bytes + Math.min(bytes * 3, units * pieceBytesMax) + ranges * 64;
}

/** The head of a piece: two ids of at most ten bytes, and what says kind and length. */
const pieceBytesMax = 32;
