import { startHourly } from '../hourly.ts';
import { type Log, describeError } from '../observe/log.ts';
import { type Storage } from '../storage/port.ts';
import { writeKeyMsKept } from './limits.ts';

/** What a purge needs. */
export interface WriteKeyPurgeSettings {
  readonly storage: Pick<Storage, 'purgeWriteKeys'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Log;
  /** Milliseconds between two purges. */
  readonly everyMs?: number;
}

/** Forgets the keys of writes that nobody repeats any more, now and every hour, one purge at a time. Returns the way to stop, which waits for the last one. */
export function startWriteKeyPurge(settings: WriteKeyPurgeSettings): () => Promise<void> {
  return startHourly(() => purge(settings), settings.everyMs);
}

async function purge({ storage, now, log }: WriteKeyPurgeSettings): Promise<void> {
  try {
    const keys = await storage.purgeWriteKeys(new Date(now() - writeKeyMsKept).toISOString());
    if (keys > 0) log.info({ keys }, 'write-keys.purged');
  } catch (error) {
    // A key that is remembered too long harms nobody; the next purge takes it.
    log.warn(describeError(error), 'write-keys.purge-failed');
  }
}
