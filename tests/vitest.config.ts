import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    dir: 'tests',
    // Two cores: a browser journey and everything else.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Waits for the event, however busy the machine; a failure comes before the test's own limit.
    expect: { poll: { timeout: 12_000 } },
  },
});
