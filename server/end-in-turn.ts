import { type Log } from './observe/log.ts';

/** A part of the server on its way out. */
export interface EndingPart {
  /** Names it in the log. */
  readonly name: string;
  readonly end: () => Promise<void> | void;
}

/**
 * Ends parts one after the other. One that takes longer than `patienceMs` is named in the log and let go, so that the
 * server stops all the same: what was acknowledged is on disk since then, whatever a part still waits for. Rejects with
 * what a part rejects with in time.
 */
export async function endInTurn(
  parts: readonly EndingPart[],
  { log, patienceMs }: { readonly log: Pick<Log, 'warn'>; readonly patienceMs: number },
): Promise<void> {
  for (const { name, end } of parts) {
    const late = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => late.resolve('late'), patienceMs);
    try {
      // Each may still need those that end after it.
      // oxlint-disable-next-line no-await-in-loop
      const outcome = await Promise.race([end(), late.promise]);
      if (outcome === 'late') log.warn({ part: name }, 'server.part-late');
    } finally {
      clearTimeout(timer);
    }
  }
}
