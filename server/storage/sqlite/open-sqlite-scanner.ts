/** The scanner beside the storage in SQLite: one look after the other, in a thread of its own, with a time limit. */
import { type Worker } from 'node:worker_threads';

import { scanMsMax } from '../limits.ts';
import { type LogScanner, type ScanAnswer, type ScanRequest } from '../port.ts';
import { startThread } from './start-thread.ts';
import { onMessage } from './thread-messages.ts';

type Verdict = ScanAnswer | 'gone' | 'failed';

/** Opens a scanner on a data folder that `openSqliteStorage` has opened before. */
export function openSqliteScanner(options: {
  readonly folder: string;
  /** Milliseconds after which a look is given up and its thread ended. */
  readonly timeLimitMs?: number;
}): LogScanner {
  return new ScanClient(options.folder, options.timeLimitMs ?? scanMsMax);
}

class ScanClient implements LogScanner {
  readonly #folder: string;
  readonly #timeLimitMs: number;
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(folder: string, timeLimitMs: number) {
    this.#folder = folder;
    this.#timeLimitMs = timeLimitMs;
  }

  scan(request: ScanRequest): Promise<Verdict> {
    const verdict = this.#last.then(() => this.#scan(request));
    this.#last = verdict;
    return verdict;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#end();
    await this.#last;
  }

  /** A thread that dies, closes or takes too long has found nothing. */
  async #scan(request: ScanRequest): Promise<Verdict> {
    if (this.#isClosed) return 'failed';
    const worker = this.#start();
    const limit = Promise.withResolvers<Verdict>();
    const giveUp = (): void => limit.resolve('failed');
    const timer = setTimeout(() => {
      giveUp();
      void this.#end();
    }, this.#timeLimitMs);
    const stopHearing = onMessage(worker, limit.resolve);
    worker.once('exit', giveUp);
    worker.postMessage(request, []);
    const verdict = await limit.promise;
    clearTimeout(timer);
    stopHearing();
    worker.off('exit', giveUp);
    return verdict;
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const file = new URL('./scan-worker.ts', import.meta.url);
    const worker = startThread(file, this.#folder);
    this.#worker = worker;
    // Without a listener the error of a thread would end the process; its exit tells enough.
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    return worker;
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}
