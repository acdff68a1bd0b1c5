import { expect, test } from 'vitest';

import { syncedClient, until } from './stock-client.ts';
import { startWorld } from './sync-world.ts';

test(
  '[SY15] a stock client stays connected alone for 60 seconds',
  { timeout: 90_000 },
  async () => {
    const world = await startWorld();
    const { provider, codes } = await syncedClient(world, { as: 'nora' });
    const start = Date.now();
    // Its own watchdog looks every three seconds and closes after 30 seconds of silence; the heartbeat comes every 15.
    await until(
      () => Date.now() - start > 60_000 || codes.length > 0,
      (check) => provider.awareness.on('update', check),
    );
    expect(codes).toEqual([]);
    expect(provider.wsconnected).toBe(true);
    expect(Date.now() - provider.wsLastMessageReceived).toBeLessThan(20_000);
  },
);
