import { type ThreadId } from '@alliance/shared/comments/thread';
import { type PersonId } from '@alliance/shared/identity/person';

import { readMarksMax } from './limits.ts';

/**
 * Which threads people have marked as read since this server started, in order, so that their other tabs are given those
 * threads again (RL9). Kept in memory: whoever asks with an instant of before, or of another start, is given everything.
 * An instant, not a count: a number that grows with every mark would tell everybody how much the others read.
 */
export class ReadMarks {
  readonly #marks: {
    readonly personId: PersonId;
    readonly threadId: ThreadId;
    readonly at: number;
  }[] = [];
  readonly #clock: () => number;
  readonly #max: number;
  /** Everything since then is remembered. */
  #first: number;
  /** The clock may be set back; these instants are not. */
  #latest = 0;

  /** `clock`: milliseconds since the epoch. */
  constructor(clock: () => number, max = readMarksMax) {
    this.#clock = clock;
    this.#max = max;
    this.#first = this.now;
  }

  /** Up to here everything is known, but for what is marked in this very millisecond. */
  get now(): number {
    this.#latest = Math.max(this.#latest, this.#clock());
    return this.#latest;
  }

  /** The person has marked the thread as read. */
  note(personId: PersonId, threadId: ThreadId): void {
    this.#marks.push({ personId, threadId, at: this.now });
    if (this.#marks.length < 2 * this.#max) return;
    // In large steps: each of them copies what stays.
    const forgotten = this.#marks.splice(0, this.#marks.length - this.#max);
    this.#first = (forgotten.at(-1)?.at ?? this.#first) + 1;
  }

  /** The threads that the person has marked since then, that millisecond included; undefined when that is not known any more. */
  since(personId: PersonId, since: number): ReadonlySet<ThreadId> | undefined {
    if (!(since >= this.#first && since <= this.now)) return undefined;
    const later = this.#marks.slice(this.#marks.findLastIndex(({ at }) => at < since) + 1);
    return new Set(
      later.filter((mark) => mark.personId === personId).map(({ threadId }) => threadId),
    );
  }
}
