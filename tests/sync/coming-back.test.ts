import { once } from 'node:events';
import { type AddressInfo } from 'node:net';

import { TabSocket } from '@alliance/client/sync/tab-socket';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocketServer } from 'ws';

const tabCount = 40;
/** The longest first wait. */
const firstWaitMs = 250;

/** A server that lets tabs in and notes when each came. */
async function doorOnly() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  return { server, url: `ws://127.0.0.1:${port}` };
}

/** Resolves when so many tabs have come. */
function comings(server: WebSocketServer, count: number): Promise<void> {
  let here = 0;
  return new Promise((resolve) => {
    const note = () => {
      here += 1;
      if (here < count) return;
      server.off('connection', note);
      resolve();
    };
    server.on('connection', note);
  });
}

/** How long each of many tabs waits before it comes back, when all lose their sockets at once. Milliseconds. */
async function waitsAfterLoss(): Promise<readonly number[]> {
  const { server, url } = await doorOnly();
  const here = comings(server, tabCount);
  const quiet = { opened: () => undefined, received: () => undefined, lost: () => undefined };
  const tabs = Array.from({ length: tabCount }, () => new TabSocket(url, quiet));
  await here;
  const timers = vi.spyOn(globalThis, 'setTimeout');
  const back = comings(server, tabCount);
  for (const socket of server.clients) socket.terminate();
  await back;
  const waits = timers.mock.calls.map(([, ms]) => ms ?? 0).filter((ms) => ms <= firstWaitMs);
  timers.mockRestore();
  for (const tab of tabs) tab.close();
  return waits;
}

/** The most tabs that come within a tenth of the first wait. */
function mostAtOnce(waits: readonly number[]): number {
  const within = (from: number) =>
    waits.filter((ms) => ms >= from && ms < from + firstWaitMs / 10).length;
  return Math.max(...waits.map(within));
}

test('[SY46] tabs that lose their sockets at once come back spread over a while', async () => {
  const waits = await waitsAfterLoss();
  expect(waits.length).toBeGreaterThanOrEqual(tabCount);
  expect(mostAtOnce(waits)).toBeLessThanOrEqual(tabCount / 2);
});

test('[SY46] tabs that all wait equally long would be noticed', async () => {
  const dice = vi.spyOn(Math, 'random').mockReturnValue(0.5);
  const waits = await waitsAfterLoss();
  dice.mockRestore();
  expect(mostAtOnce(waits)).toBeGreaterThan(tabCount / 2);
});
