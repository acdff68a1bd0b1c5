import { type SectionKey } from '@alliance/shared/careplan/section';
import { type Anchor } from '@alliance/shared/comments/anchor';
import { type Thread, type ThreadId } from '@alliance/shared/comments/thread';

import { type Threads } from '../storage/port.ts';
import { type PlacedSubject } from './anchor-change.ts';

/** A thread that has a place in a text, with what the last looks at it gave. */
export interface PlacedThread {
  readonly threadId: ThreadId;
  /** As the record says. */
  readonly subject: PlacedSubject;
  /** Newer than the record's: context that is not written yet. */
  refreshed: Anchor | undefined;
  /** The last row at which it was at its place; 0 when nobody has looked. */
  seenAt: number;
  /** Somebody has looked for who removed it. */
  isSearched: boolean;
}

/** The threads of one plan that have a place, kept in memory; each question to the storage is only about what changed. */
export class PlacedThreads {
  readonly #storage: Pick<Threads, 'threadsOf'>;
  readonly #planId: string;
  readonly #threads = new Map<ThreadId, PlacedThread>();
  #cursor: string | undefined;

  constructor(storage: Pick<Threads, 'threadsOf'>, planId: string) {
    this.#storage = storage;
    this.#planId = planId;
  }

  /** Learns what has changed. */
  async refresh(): Promise<void> {
    const after = this.#cursor;
    const { cursor, isWhole, threads } = await this.#storage.threadsOf({
      planId: this.#planId,
      ...(after !== undefined && { after }),
    });
    if (isWhole) this.#threads.clear();
    for (const thread of threads) this.#learn(thread);
    this.#cursor = cursor;
  }

  /** Those in a section, oldest first. */
  in(sectionKey: SectionKey): readonly PlacedThread[] {
    return [...this.#threads.values()].filter(({ subject }) => subject.sectionKey === sectionKey);
  }

  #learn({ id: threadId, subject }: Thread): void {
    if (subject.on !== 'text' && subject.on !== 'node') return;
    const known = this.#threads.get(threadId);
    if (known !== undefined && isSameSubject(known.subject, subject)) return;
    const { seenAt, isSearched } = known ?? { seenAt: 0, isSearched: false };
    this.#threads.set(threadId, { threadId, subject, refreshed: undefined, seenAt, isSearched });
  }
}

/** Whether two subjects say the same: they come from the same storage, so their keys stand in the same order. */
export function isSameSubject(one: Thread['subject'], other: Thread['subject']): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
