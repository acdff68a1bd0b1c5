import { type ThreadView, type ThreadsView } from '@alliance/shared/comments/thread-view';

import { type Source, type Store, createSource } from '../../sync/store.ts';
import { mergeThreads } from './threads-merge.ts';

/**
 * The threads of a plan by the server's last word. Asked for one question at a time; what comes up meanwhile is asked
 * afterwards, so that no answer is older than the event that caused it.
 */
export class KnownThreads {
  readonly #threads: Source<readonly ThreadView[] | undefined> = createSource<
    readonly ThreadView[] | undefined
  >(undefined);
  readonly #trouble: Source<Error | undefined> = createSource<Error | undefined>(undefined);
  readonly #ask: (cursor: string | undefined) => Promise<ThreadsView>;
  #cursor: string | undefined;
  #asking: Promise<void> | undefined;
  #wanted: 'nothing' | 'changes' | 'all' = 'nothing';
  /** Answers to writes that came while a question was open: the question's answer may be older. */
  #meanwhile: ThreadView[] = [];

  constructor(ask: (cursor: string | undefined) => Promise<ThreadsView>) {
    this.#ask = ask;
  }

  /** Undefined until first loaded. */
  get threads(): Store<readonly ThreadView[] | undefined> {
    return this.#threads;
  }

  /** Why the last question had no answer; undefined while all is well. */
  get trouble(): Store<Error | undefined> {
    return this.#trouble;
  }

  /** Asks for what changed, or for everything: then what is not in the answer is not there any more. Resolves when it is answered; never rejects. */
  refresh(what: 'changes' | 'all'): Promise<void> {
    if (this.#wanted !== 'all') this.#wanted = what;
    this.#asking ??= this.#askAll().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** Takes in what the server answered to a write. */
  add(thread: ThreadView): void {
    this.#meanwhile.push(thread);
    this.#threads.set(mergeThreads(this.#threads.get() ?? [], [thread]));
  }

  /** Moves the mark of what was read in a thread forward. */
  read(threadId: string, readCount: number): void {
    const threads = this.#threads.get();
    const thread = threads?.find(({ id }) => id === threadId);
    if (threads === undefined || thread === undefined || thread.readCount >= readCount) return;
    const read = { ...thread, readCount };
    this.#threads.set(threads.map((each) => (each === thread ? read : each)));
  }

  async #askAll(): Promise<void> {
    while (this.#wanted !== 'nothing') {
      const cursor = this.#wanted === 'all' ? undefined : this.#cursor;
      this.#wanted = 'nothing';
      this.#meanwhile = [];
      try {
        // Each question begins where the answer before it ended.
        // oxlint-disable-next-line no-await-in-loop
        this.#answered(await this.#ask(cursor));
      } catch (error) {
        this.#trouble.set(
          error instanceof Error ? error : new Error('No answer', { cause: error }),
        );
      }
    }
  }

  #answered({ cursor, isWhole, threads }: ThreadsView): void {
    const known = this.#threads.get() ?? [];
    const kept = isWhole ? known.filter((thread) => isIn(threads, thread)) : known;
    this.#cursor = cursor;
    this.#trouble.set(undefined);
    this.#threads.set(mergeThreads(kept, [...threads, ...this.#meanwhile]));
  }
}

/** A whole answer replaces everything, also by something older: the demonstration may have been reset. */
function isIn(threads: readonly ThreadView[], { id, version }: ThreadView): boolean {
  return threads.some((thread) => thread.id === id && thread.version >= version);
}
