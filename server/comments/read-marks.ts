import { type ThreadId } from '@alliance/shared/comments/thread';
import { type PersonId } from '@alliance/shared/identity/person';

import { readMarksMax } from './limits.ts';

/**
 * Which threads people have marked as read since this server started, in order, so that their other tabs are given those
 * threads again (RL9). Kept in memory: whoever asks with a number of before, or of another start, is given everything.
 */
export class ReadMarks {
  readonly #marks: { readonly personId: PersonId; readonly threadId: ThreadId }[] = [];
  readonly #max: number;
  /** Of the oldest mark that is remembered. */
  #first: number;

  /** `start`: where the count begins, so that a number of another start is not taken for one of this. */
  constructor(start: number, max = readMarksMax) {
    this.#first = start;
    this.#max = max;
  }

  /** Up to here everything is known. */
  get now(): number {
    return this.#first + this.#marks.length;
  }

  /** The person has marked the thread as read. */
  note(personId: PersonId, threadId: ThreadId): void {
    this.#marks.push({ personId, threadId });
    // In large steps: each of them copies what stays.
    if (this.#marks.length >= 2 * this.#max)
      this.#first += this.#marks.splice(0, this.#marks.length - this.#max).length;
  }

  /** The threads that the person has marked after `since`; undefined when that is not known any more. */
  since(personId: PersonId, since: number): ReadonlySet<ThreadId> | undefined {
    if (!(since >= this.#first && since <= this.now)) return undefined;
    const later = this.#marks.slice(since - this.#first);
    return new Set(
      later.filter((mark) => mark.personId === personId).map(({ threadId }) => threadId),
    );
  }
}
