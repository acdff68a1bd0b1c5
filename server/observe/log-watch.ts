import { Counter, Gauge, type Registry } from 'prom-client';

import { startHourly } from '../hourly.ts';
import { type LogLook, type LogPlace, type Storage } from '../storage/port.ts';
import { describeError, type Log } from './log.ts';

/** Milliseconds between two documents. */
const documentMs = 60_000;

/** Damaged documents that are told apart; of more only the log says. */
const damagedMax = 1000;

/** What a watch needs. */
export interface LogWatchSettings {
  readonly storage: Pick<Storage, 'checkLog' | 'checkPages'>;
  readonly log: Log;
  readonly registry: Registry;
  /** Milliseconds between two documents. */
  readonly everyMs?: number;
}

/**
 * Proves one document's whole log a minute, round after round, and before each round every page, so that a disk that
 * forgets is noticed before anybody needs what it forgot. Returns the way to stop, which waits for the last look.
 */
export function startLogWatch(settings: LogWatchSettings): () => Promise<void> {
  const watch = new LogWatch(settings);
  return startHourly(() => watch.checkNext(), settings.everyMs ?? documentMs);
}

class LogWatch {
  readonly #storage: LogWatchSettings['storage'];
  readonly #log: Log;
  readonly #checked: Counter;
  readonly #damagedDocuments: Gauge;
  readonly #damagedDatabase: Gauge;
  readonly #damaged = new Set<string>();
  #isPageDamaged = false;
  #place: LogPlace | undefined;

  constructor({ storage, log, registry }: LogWatchSettings) {
    this.#storage = storage;
    this.#log = log;
    const registers = [registry];
    this.#checked = new Counter({
      name: 'alliance_documents_checked_total',
      help: 'Documents whose whole log was looked at.',
      registers,
    });
    this.#damagedDocuments = new Gauge({
      name: 'alliance_documents_damaged',
      help: 'Documents whose log did not verify when it was last looked at.',
      registers,
    });
    this.#damagedDatabase = new Gauge({
      name: 'alliance_database_damaged',
      help: '1 when a page of the database could not be read.',
      registers,
    });
  }

  async checkNext(): Promise<void> {
    try {
      if (this.#place === undefined) await this.#checkPages();
      const checked = await this.#toNextDocument();
      if (checked) this.#note(checked);
    } catch (error) {
      // What cannot be looked at now is looked at in the next round.
      this.#log.warn(describeError(error), 'log-watch.failed');
    }
  }

  async #checkPages(): Promise<void> {
    const isDamaged = (await this.#storage.checkPages()) === 'damaged';
    if (isDamaged && !this.#isPageDamaged) this.#log.error({}, 'database.damaged');
    this.#isPageDamaged = isDamaged;
    this.#damagedDatabase.set(isDamaged ? 1 : 0);
  }

  async #toNextDocument(): Promise<LogLook['checked']> {
    const { next, checked } = await this.#storage.checkLog(this.#place);
    this.#place = next;
    return checked ?? (next && (await this.#toNextDocument()));
  }

  /** Says each damage once, and again when it was gone in between. */
  #note({ documentId, damagedAt }: NonNullable<LogLook['checked']>): void {
    this.#checked.inc();
    if (damagedAt === undefined) {
      this.#damaged.delete(documentId);
    } else if (!this.#damaged.has(documentId)) {
      if (this.#damaged.size < damagedMax) this.#damaged.add(documentId);
      this.#log.error({ documentId, seq: damagedAt }, 'document.damaged');
    }
    this.#damagedDocuments.set(this.#damaged.size);
  }
}
