import { type Comment, type Thread, type ThreadId } from '@alliance/shared/comments/thread';
import { excerptOf } from '@alliance/shared/inbox/excerpt';

import { limits } from '../core/limits.ts';
import { type Threads } from '../storage/port.ts';

type Source = Pick<Threads, 'threadsOf'>;

/** The threads of the plans whose inboxes were read last, as far as an inbox shows them; each question to the storage is only about what changed (IB15). */
export class KeptThreads {
  readonly #storage: Source;
  readonly #plans = new Map<string, KeptPlan>();

  constructor(storage: Source) {
    this.#storage = storage;
  }

  /** All threads of a plan as they are now. Of each comment only the excerpt is there, and nothing that it said before. */
  async of(planId: string): Promise<readonly Thread[]> {
    const plan = this.#plans.get(planId) ?? new KeptPlan(this.#storage, planId);
    // Last in the map: the latest that was read.
    this.#plans.delete(planId);
    this.#plans.set(planId, plan);
    await plan.refresh();
    this.#forgetOldest();
    return plan.threads;
  }

  #forgetOldest(): void {
    let comments = [...this.#plans.values()].reduce((sum, plan) => sum + plan.commentCount, 0);
    for (const [planId, plan] of this.#plans) {
      const isFull = this.#plans.size > limits.inboxPlansMax || comments > limits.inboxCommentsMax;
      if (!isFull) return;
      this.#plans.delete(planId);
      comments -= plan.commentCount;
    }
  }
}

class KeptPlan {
  readonly #storage: Source;
  readonly #planId: string;
  readonly #threads = new Map<ThreadId, Thread>();
  #commentCount = 0;
  #cursor: string | undefined;
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(storage: Source, planId: string) {
    this.#storage = storage;
    this.#planId = planId;
  }

  get threads(): readonly Thread[] {
    return [...this.#threads.values()];
  }

  get commentCount(): number {
    return this.#commentCount;
  }

  /** Learns what has changed. A question that is on its way may have missed the newest change, so the next one is asked, once for all who wait for it. */
  refresh(): Promise<void> {
    const begin = (): Promise<void> => {
      this.#next = undefined;
      this.#last = this.#load();
      return this.#last;
    };
    this.#next ??= this.#last.then(begin, begin);
    return this.#next;
  }

  async #load(): Promise<void> {
    const after = this.#cursor;
    const { cursor, isWhole, threads } = await this.#storage.threadsOf({
      planId: this.#planId,
      ...(after !== undefined && { after }),
    });
    if (isWhole) this.#forgetAll();
    for (const thread of threads) this.#learn(thread);
    this.#cursor = cursor;
  }

  #forgetAll(): void {
    this.#threads.clear();
    this.#commentCount = 0;
  }

  #learn(thread: Thread): void {
    const known = this.#threads.get(thread.id)?.comments.length ?? 0;
    this.#commentCount += thread.comments.length - known;
    this.#threads.set(thread.id, shortened(thread));
  }
}

function shortened(thread: Thread): Thread {
  const [first, ...others] = thread.comments;
  return { ...thread, comments: [shortenedComment(first), ...others.map(shortenedComment)] };
}

function shortenedComment(comment: Comment): Comment {
  return { ...comment, words: { text: excerptOf(comment.words) }, earlier: [] };
}
