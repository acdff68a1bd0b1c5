import { defineConfig } from 'vitest/config';

import { LongestFirst } from './support/longest-first.ts';

/** By these much more is tried than otherwise, for as long as that takes. */
const isLong = ['ALLIANCE_RUNS', 'HOSTILE_RUNS', 'ALLIANCE_CUTS'].some(
  (name) => process.env[name] !== undefined,
);

export default defineConfig({
  test: {
    dir: 'tests',
    // One more than the two cores that there are at least: whoever waits for a page, a disk or a process needs none.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // Taking types out of TypeScript is known to be experimental in the pinned Node.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // Long for what takes seconds alone: many other things may run beside. Nothing waits that long when all is well.
    testTimeout: isLong ? 7_200_000 : 60_000,
    hookTimeout: 120_000,
    // Waits for the event, however busy the machine; a failure comes before the test's own limit.
    expect: { poll: { timeout: 25_000 } },
  },
});
