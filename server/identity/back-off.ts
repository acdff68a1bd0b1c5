import { failuresMsKept, firstWaitMs, freeFailures, waitMsMax } from './limits.ts';

/** Wrong passwords or codes in a row, and when the last one came. */
export interface Failures {
  readonly failures: number;
  /** ISO 8601 instant. */
  readonly failedAt?: string;
}

/** Until when nothing is tried any more, in milliseconds since the epoch; undefined when it may be tried now. Each failure beyond the free ones doubles the wait. */
export function waitUntil({ failures, failedAt }: Failures, now: number): number | undefined {
  if (failedAt === undefined || failures <= freeFailures) return undefined;
  const wait = Math.min(firstWaitMs * 2 ** (failures - freeFailures - 1), waitMsMax);
  const until = Date.parse(failedAt) + wait;
  return until > now ? until : undefined;
}

/** The same after one more failure; those of long ago are forgotten. */
export function withFailure({ failures, failedAt }: Failures, now: number): Required<Failures> {
  const isOld = failedAt !== undefined && now - Date.parse(failedAt) >= failuresMsKept;
  return { failures: (isOld ? 0 : failures) + 1, failedAt: new Date(now).toISOString() };
}
