/** Connections that never bring a whole request, by the thousands, against a server in its own process. */
import { readFileSync } from 'node:fs';
import { type Socket, connect } from 'node:net';

import { expect, onTestFinished, test } from 'vitest';

import { halfOpenMax, headersMsMax } from '../../server/http/limits.ts';
import { signIn } from '../support/people.ts';
import { startServerProcess } from '../support/server-process.ts';

const crowd = 10_000;

/** Connects and says the beginning of something. */
function halfOpen(port: number, said: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(said);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

function ended(socket: Socket): Promise<void> {
  socket.on('error', () => undefined);
  return socket.destroyed
    ? Promise.resolve()
    : new Promise((resolve) => socket.once('close', () => resolve()).resume());
}

/** Megabytes that a process has in memory. */
function residentOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

/** Sends a request that never ends; resolves when the server has ended it. */
async function letterByLetter(port: number): Promise<void> {
  const socket = await halfOpen(port, 'GET /sync HTTP/1.1\r\nX: ');
  const letters = setInterval(() => socket.write('a'), 200);
  await ended(socket);
  clearInterval(letters);
}

test('[HT13 B2] ten thousand half-open connections cost nobody else anything, and are gone within seconds', async () => {
  const server = await startServerProcess();
  onTestFinished(() => server.close());
  const port = Number(new URL(server.url).port);
  const tom = await signIn(server.url, 'tom');
  const letters = letterByLetter(port);
  const before = residentOf(server.pid());
  const all: Promise<void>[] = [];
  const slowest = { ms: 0 };
  for (let opened = 0; opened < crowd; opened += 500) {
    const said = opened % 1000 === 0 ? '' : 'GET /sync HTTP/1.1\r\nHost: x\r\nUpgr';
    const batch = Array.from({ length: 500 }, () => halfOpen(port, said));
    all.push(...(await Promise.all(batch)).map(ended));
    const start = performance.now();
    expect((await tom.fetch('/healthz')).status).toBe(200);
    slowest.ms = Math.max(slowest.ms, performance.now() - start);
  }
  const filled = performance.now();
  expect(residentOf(server.pid()) - before).toBeLessThan(64);
  // Whoever had to wait for them to be cut would wait this long.
  expect(slowest.ms).toBeLessThan(headersMsMax);
  // All but the newest were cut on the way.
  await Promise.all(all.slice(0, crowd - halfOpenMax));
  expect((await tom.plans()).length).toBeGreaterThan(0);
  await Promise.all([...all, letters]);
  expect(performance.now() - filled).toBeLessThan(headersMsMax + 15_000);
});
