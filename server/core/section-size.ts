/** How large a section has grown, without encoding it at every keystroke. */
import { sectionBytesMax } from '@alliance/shared/limits';

import { limits } from './limits.ts';

/** A running upper estimate: the last measured size plus every update since. */
export class SectionSize {
  #estimate: number;
  readonly #measure: () => number;

  /** `stored`: bytes of the stored state and its tail, an upper bound. `measure` encodes the section now. */
  constructor(stored: number, measure: () => number) {
    this.#estimate = stored;
    this.#measure = measure;
  }

  /** Whether an update of so many bytes still fits. Measures only when the estimate has run past the limit. */
  fits(bytes: number): boolean {
    if (this.#estimate + bytes <= sectionBytesMax + limits.sectionSlackBytes) return true;
    this.#estimate = this.#measure();
    return this.#estimate + bytes <= sectionBytesMax;
  }

  /** Notes that an update was applied. */
  grow(bytes: number): void {
    this.#estimate += bytes;
  }
}
