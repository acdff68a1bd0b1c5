import { type ThreadView, type ThreadsView } from '@alliance/shared/comments/thread-view';

import { type Source, type Store, createSource } from '../../sync/store.ts';
import { ServerRefusal } from '../../ui/server-refusal.ts';
import { type Loading } from './desk.ts';
import { waitMsAfter } from './retry-wait.ts';
import { mergeThreads } from './threads-merge.ts';

/**
 * The threads of a plan by the server's last word. Asked for one question at a time; what comes up meanwhile is asked
 * afterwards, so that no answer is older than the event that caused it. A question without an answer is asked again,
 * after a wait that doubles.
 */
export class KnownThreads {
  readonly #threads: Source<readonly ThreadView[] | undefined> = createSource<
    readonly ThreadView[] | undefined
  >(undefined);
  readonly #loading: Source<Loading> = createSource<Loading>('loading');
  readonly #trouble: Source<Error | undefined> = createSource<Error | undefined>(undefined);
  readonly #ask: (cursor: string | undefined) => Promise<ThreadsView>;
  #cursor: string | undefined;
  /** Until it is answered: a whole question that fails is followed by a whole one. */
  #needsWhole = true;
  #asking: Promise<void> | undefined;
  #isWanted = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;
  /** Answers to writes that came while a question was open: the question's answer may be older. */
  #meanwhile: ThreadView[] = [];

  constructor(ask: (cursor: string | undefined) => Promise<ThreadsView>) {
    this.#ask = ask;
  }

  /** Undefined while nothing is known: before the first answer, and when the reader may not see the plan any more. */
  get threads(): Store<readonly ThreadView[] | undefined> {
    return this.#threads;
  }

  /** Whether {@link KnownThreads.threads} are known, and why not. */
  get loading(): Store<Loading> {
    return this.#loading;
  }

  /** Why the last question had no answer; undefined while all is well. */
  get trouble(): Store<Error | undefined> {
    return this.#trouble;
  }

  /** Asks for what changed, or for everything: then what is not in the answer is not there any more. Resolves when it is answered; never rejects. */
  refresh(what: 'changes' | 'all'): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    clearTimeout(this.#timer);
    this.#needsWhole ||= what === 'all';
    this.#isWanted = true;
    this.#asking ??= this.#askAll();
    return this.#asking;
  }

  /** Takes in what the server answered to a write; before the first answer it is no list of all threads. */
  add(thread: ThreadView): void {
    this.#meanwhile.push(thread);
    const threads = this.#threads.get();
    if (threads !== undefined) this.#threads.set(mergeThreads(threads, [thread]));
  }

  /** Asks nothing any more. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
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
    while (this.#isWanted && !this.#isClosed) {
      const isWhole = this.#needsWhole;
      this.#needsWhole = false;
      this.#isWanted = false;
      this.#meanwhile = [];
      try {
        // Each question begins where the answer before it ended.
        // oxlint-disable-next-line no-await-in-loop
        this.#answered(await this.#ask(isWhole ? undefined : this.#cursor));
      } catch (error) {
        this.#needsWhole ||= isWhole;
        this.#failed(error instanceof Error ? error : new Error('No answer', { cause: error }));
      }
    }
    // At once: who wants to know from now on has to begin again.
    this.#asking = undefined;
  }

  #answered({ cursor, isWhole, threads }: ThreadsView): void {
    const known = this.#threads.get() ?? [];
    const kept = isWhole ? known.filter((thread) => isIn(threads, thread)) : known;
    this.#cursor = cursor;
    this.#failures = 0;
    this.#trouble.set(undefined);
    this.#loading.set('loaded');
    this.#threads.set(mergeThreads(kept, [...threads, ...this.#meanwhile]));
  }

  #failed(error: Error): void {
    if (this.#isClosed) return;
    const isOver = error instanceof ServerRefusal && [401, 403, 404].includes(error.status);
    if (isOver) this.#forget();
    else {
      this.#timer = setTimeout(() => void this.refresh('changes'), waitMsAfter(this.#failures));
      this.#failures += 1;
      if (this.#threads.get() === undefined) this.#loading.set('failed');
    }
    this.#trouble.set(error);
  }

  /** What somebody may not see any more does not stay on their screen. */
  #forget(): void {
    this.#needsWhole = true;
    this.#loading.set('closed');
    this.#threads.set(undefined);
  }
}

/** A whole answer replaces everything, also by something older: the demonstration may have been reset. */
function isIn(threads: readonly ThreadView[], { id, version }: ThreadView): boolean {
  return threads.some((thread) => thread.id === id && thread.version >= version);
}
