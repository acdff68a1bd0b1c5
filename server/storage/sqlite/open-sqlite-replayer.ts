/** The replayer beside the storage in SQLite: one candidate after the other, in a thread of its own, with a time limit. */
import { type Worker } from 'node:worker_threads';

import { replayMsMax, waitingReplaysMax } from '../limits.ts';
import { type Replayer, type Snapshot } from '../port.ts';
import { startThread } from './start-thread.ts';
import { onMessage } from './thread-messages.ts';

type Verdict = Awaited<ReturnType<Replayer['verify']>>;

/**
 * Opens a replayer on a data folder that `openSqliteStorage` has opened before.
 * @param options.timeLimitMs after which a replay is given up, its thread ended and `timeout` answered
 */
export function openSqliteReplayer(options: {
  readonly folder: string;
  readonly timeLimitMs?: number;
}): Replayer {
  return new ReplayClient(options.folder, options.timeLimitMs ?? replayMsMax);
}

class ReplayClient implements Replayer {
  readonly #folder: string;
  readonly #timeLimitMs: number;
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #isClosed = false;

  constructor(folder: string, timeLimitMs: number) {
    this.#folder = folder;
    this.#timeLimitMs = timeLimitMs;
  }

  async verify(candidate: Snapshot): Promise<Verdict> {
    if (this.#isClosed || this.#waiting >= waitingReplaysMax) return 'timeout';
    this.#waiting += 1;
    const verdict = this.#last.then(() => this.#replay(candidate));
    this.#last = verdict;
    try {
      return await verdict;
    } finally {
      this.#waiting -= 1;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#end();
    await this.#last;
  }

  /** A thread that dies, closes or takes too long has proved nothing: `timeout`. */
  async #replay(candidate: Snapshot): Promise<Verdict> {
    if (this.#isClosed) return 'timeout';
    const worker = this.#start();
    const limit = Promise.withResolvers<Verdict>();
    const giveUp = (): void => limit.resolve('timeout');
    const timer = setTimeout(giveUp, this.#timeLimitMs);
    const stopHearing = onMessage(worker, limit.resolve);
    worker.once('exit', giveUp);
    worker.postMessage(candidate, []);
    const verdict = await limit.promise;
    clearTimeout(timer);
    stopHearing();
    worker.off('exit', giveUp);
    if (verdict === 'timeout') await this.#end();
    return verdict;
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const file = new URL('./replay-worker.ts', import.meta.url);
    this.#worker = startThread(file, this.#folder);
    // Without a listener the error of a thread would end the process; its exit tells enough.
    this.#worker.on('error', () => undefined);
    return this.#worker;
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}
