import { startHourly } from '../hourly.ts';
import { type Log, describeError } from '../observe/log.ts';
import { type Storage } from '../storage/port.ts';

/** What a purge needs. */
export interface PurgeSettings {
  readonly storage: Pick<Storage, 'purgeSessions'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Log;
  /** Milliseconds between two purges. */
  readonly everyMs?: number;
}

/** Removes the sessions that are over, now and every hour, one purge at a time. Returns the way to stop, which waits for the last one. */
export function startSessionPurge(settings: PurgeSettings): () => Promise<void> {
  return startHourly(() => purge(settings), settings.everyMs);
}

async function purge({ storage, now, log }: PurgeSettings): Promise<void> {
  try {
    const sessions = await storage.purgeSessions(new Date(now()).toISOString());
    if (sessions > 0) log.info({ sessions }, 'sessions.purged');
  } catch (error) {
    // They are over all the same; the next purge removes them.
    log.warn(describeError(error), 'sessions.purge-failed');
  }
}
