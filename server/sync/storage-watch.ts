/** Knows whether the storage has space. While it has none, and only then, one timer asks whether there is some again. */
import { type Storage } from '../storage/port.ts';
import { type Later } from './clock.ts';
import { type SyncLog } from './sync-log.ts';

/** `full`: nothing can be saved now. */
export type StorageState = 'ok' | 'full';

/** The state of the storage, as last heard. */
export class StorageWatch {
  readonly #storage: Pick<Storage, 'probe'>;
  readonly #logger: SyncLog;
  readonly #probeMs: number;
  readonly #later: Later;
  readonly #listeners = new Set<(state: StorageState) => void>();
  #state: StorageState = 'ok';
  #cancelProbe: (() => void) | undefined;

  constructor(options: {
    readonly storage: Pick<Storage, 'probe'>;
    readonly logger: SyncLog;
    readonly probeMs: number;
    readonly later: Later;
  }) {
    this.#storage = options.storage;
    this.#logger = options.logger;
    this.#probeMs = options.probeMs;
    this.#later = options.later;
  }

  get state(): StorageState {
    return this.#state;
  }

  /** Hears every change. Returns the way to stop. */
  listen(listener: (state: StorageState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A write found no space. */
  noteFull(): void {
    if (this.#state === 'full') return;
    this.#logger.error({}, 'storage.full');
    this.#change('full');
    this.#probeLater();
  }

  /** Asks no more. */
  stop(): void {
    this.#cancelProbe?.();
    this.#listeners.clear();
  }

  #probeLater(): void {
    this.#cancelProbe = this.#later(() => void this.#probe(), this.#probeMs);
  }

  async #probe(): Promise<void> {
    try {
      await this.#storage.probe();
    } catch {
      // Still no space, or worse: the next write says what it is.
      this.#probeLater();
      return;
    }
    this.#logger.info({}, 'storage.recovered');
    this.#change('ok');
  }

  #change(state: StorageState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}
