import { destination, pino } from 'pino';

/**
 * Where the server says what an operator acts on. A line is an event name and fields: ids, counts, kinds,
 * durations. Never content, names, cookies, query strings or tokens.
 */
export interface Log {
  info(fields: LogFields, event: string): void;
  warn(fields: LogFields, event: string): void;
  error(fields: LogFields, event: string): void;
}

/** What may stand beside an event. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes JSON lines to stderr, so that stdout holds the addresses alone. */
export function createLog(): Log {
  return pino({ base: null }, destination({ dest: 2, sync: true }));
}

/** What may be said of an error: its kind and where it arose. Its message may quote content, so it stays out. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { error: error.name, code, at: frames.slice(0, 6).join('').trim() };
}
