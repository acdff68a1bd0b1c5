import { type ThreadId } from '@alliance/shared/comments/thread';

import { mayPass } from './desk-outbox.ts';

/** The marks "read up to here" that the server does not have. One that did not arrive is sent again at the next chance. */
export class ReadMarks {
  readonly #marks = new Map<ThreadId, number>();
  readonly #deliver: (threadId: ThreadId, readCount: number) => Promise<unknown>;

  constructor(deliver: (threadId: ThreadId, readCount: number) => Promise<unknown>) {
    this.#deliver = deliver;
  }

  add(threadId: ThreadId, readCount: number): void {
    this.#marks.set(threadId, readCount);
    this.send();
  }

  send(): void {
    const marks = [...this.#marks];
    this.#marks.clear();
    for (const [threadId, readCount] of marks)
      this.#deliver(threadId, readCount).catch((error: unknown) => {
        // A newer mark of the same thread may wait already.
        const waiting = this.#marks.get(threadId) ?? 0;
        if (mayPass(error)) this.#marks.set(threadId, Math.max(waiting, readCount));
      });
  }

  /** Forgets everything. */
  clear(): void {
    this.#marks.clear();
  }
}
