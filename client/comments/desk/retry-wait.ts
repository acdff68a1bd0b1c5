/** The first try that fails is followed by another after this long, in milliseconds; the time doubles. */
const waitMsMin = 1_000;
const waitMsMax = 30_000;

/** How long to wait before the next try, in milliseconds, after so many others that failed before this one. */
export function waitMsAfter(failures: number): number {
  return Math.min(waitMsMin * 2 ** failures, waitMsMax);
}
