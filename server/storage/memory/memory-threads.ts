/** Threads of comments in memory, and how far they have been read. */
import assert from 'node:assert/strict';

import { type Thread, type ThreadId } from '@alliance/shared/comments/thread';
import { type PersonId } from '@alliance/shared/identity/person';

import {
  type StoredThreads,
  type ThreadRead,
  type Threads,
  type ThreadWrite,
  type ThreadWritten,
  type World,
} from '../port.ts';
import { newCursorSecret, openCursor, sealCursor } from '../thread-cursor.ts';
import { obstacleTo } from '../thread-precondition.ts';
import { type MemoryWriteKeys } from './memory-write-keys.ts';

const noPlan = 'A thread belongs to a plan that exists.';

interface KeptThread {
  readonly thread: Thread;
  /** The number of the change that brought this state. */
  readonly change: number;
}

/** Nothing that it is given or gives is shared with what it keeps. */
export class MemoryThreads {
  #secret = newCursorSecret();
  #last = 0;
  readonly #threads = new Map<ThreadId, KeptThread>();
  readonly #reads = new Map<string, ThreadRead>();
  readonly #keys: MemoryWriteKeys;

  constructor(keys: MemoryWriteKeys) {
    this.#keys = keys;
  }

  threadsOf({ planId, after }: Parameters<Threads['threadsOf']>[0]): StoredThreads {
    const since = after === undefined ? undefined : openCursor(this.#secret, after);
    const threads = this.#oldestFirst()
      .filter(({ thread, change }) => thread.planId === planId && change > (since ?? 0))
      .map(({ thread }) => structuredClone(thread));
    return { cursor: sealCursor(this.#secret, this.#last), isWhole: since === undefined, threads };
  }

  thread(threadId: ThreadId): Thread | undefined {
    return structuredClone(this.#threads.get(threadId)?.thread);
  }

  /** Keeps a new state, and its key; changes nothing when it may not. */
  write(write: ThreadWrite, planIds: ReadonlySet<string>): ThreadWritten {
    const { thread, key, audit } = write;
    const obstacle = obstacleTo(write, {
      keptDigest: this.#keys.digestOf(key),
      present: this.#threads.get(thread.id)?.thread,
    });
    if (obstacle !== undefined) return { result: obstacle };
    assert(planIds.has(thread.planId), noPlan);
    this.#put(thread);
    this.#keys.put(key, audit.at);
    return { result: 'kept' };
  }

  reads(personId: PersonId, planIds: readonly string[]): readonly ThreadRead[] {
    return this.#oldestFirst().flatMap(({ thread }) => {
      const read = planIds.includes(thread.planId) && this.#reads.get(idOf(personId, thread.id));
      return read ? [{ ...read }] : [];
    });
  }

  /** Moves a mark forward, at most to the thread's end; says whether it moved. */
  markRead({ personId, threadId, readCount }: ThreadRead): boolean {
    const name = idOf(personId, threadId);
    const count = this.#threads.get(threadId)?.thread.comments.length ?? 0;
    const reachable = Math.min(readCount, count);
    if (reachable <= (this.#reads.get(name)?.readCount ?? 0)) return false;
    this.#reads.set(name, { personId, threadId, readCount: reachable });
    return true;
  }

  /** A world's threads in place of all others. */
  replace({ threads, threadReads, plans }: World): void {
    const planIds = new Set<string>(plans.map(({ plan }) => plan.id));
    assert(
      threads.every(({ planId }) => planIds.has(planId)),
      noPlan,
    );
    this.#secret = newCursorSecret();
    for (const kept of [this.#threads, this.#reads, this.#keys]) kept.clear();
    for (const thread of threads) this.#put(thread);
    for (const read of threadReads) this.markRead(read);
  }

  #put(thread: Thread): void {
    this.#last += 1;
    this.#threads.set(thread.id, { thread: structuredClone(thread), change: this.#last });
  }

  #oldestFirst(): readonly KeptThread[] {
    return [...this.#threads.values()].toSorted(({ thread: one }, { thread: other }) =>
      orderOf(one) < orderOf(other) ? -1 : 1,
    );
  }
}

function orderOf({ id, comments }: Thread): string {
  return idOf(comments[0].at, id);
}

function idOf(one: string, other: string): string {
  return `${one} ${other}`;
}
