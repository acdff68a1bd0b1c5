import { type Log, describeError } from '../observe/log.ts';
import { idleLookMs } from './limits.ts';
import { type Sessions } from './sessions.ts';

/** Locks silent sessions by the server's clock, looking every few seconds. Returns the way to stop, which waits for the last look. */
export function startIdleWatch(
  sessions: Pick<Sessions, 'lockSilent'>,
  log: Log,
): () => Promise<void> {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= look(sessions, log).finally(() => (running = undefined));
  }, idleLookMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function look(sessions: Pick<Sessions, 'lockSilent'>, log: Log): Promise<void> {
  try {
    await sessions.lockSilent();
  } catch (error) {
    // They are silent all the same; the next look locks them, and whatever they ask before does too.
    log.warn(describeError(error), 'sessions.lock-failed');
  }
}
