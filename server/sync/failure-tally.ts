import { limits } from '../core/limits.ts';
import { type SyncLog } from './sync-log.ts';

/** Says of failures that may come by the thousand how many there were: one line per second at most. */
export class FailureTally {
  readonly #logger: SyncLog;
  readonly #event: string;
  #count = 0;
  #kind = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(logger: SyncLog, event: string) {
    this.#logger = logger;
    this.#event = event;
  }

  /** Counts one. */
  note(error: unknown): void {
    this.#count++;
    this.#kind = error instanceof Error ? error.name : typeof error;
    this.#timer ??= setTimeout(() => this.#say(), limits.failuresMs);
  }

  /** Says what was counted so far, and counts no more. */
  stop(): void {
    clearTimeout(this.#timer);
    if (this.#count > 0) this.#say();
  }

  #say(): void {
    this.#logger.error({ error: this.#kind, count: this.#count }, this.#event);
    this.#count = 0;
    this.#timer = undefined;
  }
}
