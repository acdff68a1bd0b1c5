import { defineConfig } from 'vitest/config';

import { LongestFirst } from './support/longest-first.ts';
import { chooseSeed, usualSeed } from './support/seed.ts';

/** By these much more is tried than otherwise, for as long as that takes. */
const isLong = [
  'ALLIANCE_RUNS',
  'HOSTILE_RUNS',
  'ANCHOR_RUNS',
  'ALLIANCE_CUTS',
  'ALLIANCE_KILLS',
].some((name) => process.env[name] !== undefined);

const seed = chooseSeed(process.env['SEED'], isLong);
if (seed !== usualSeed) process.stdout.write(`SEED=${seed} repeats this run\n`);

export default defineConfig({
  test: {
    dir: 'tests',
    env: { SEED: String(seed) },
    setupFiles: ['tests/support/seed-properties.ts'],
    // One more than the two cores that there are at least: whoever waits for a page, a disk or a process needs none.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // Taking types out of TypeScript is known to be experimental in the pinned Node.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // Long for what takes seconds alone: many other things may run beside. Nothing waits that long when all is well.
    testTimeout: isLong ? 7_200_000 : 240_000,
    hookTimeout: 240_000,
    // Waits for the event, however busy the machine; a failure comes before the test's own limit.
    expect: { poll: { timeout: 80_000 } },
  },
});
