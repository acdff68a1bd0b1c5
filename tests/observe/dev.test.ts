import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';

import { freePort } from '../support/server-process.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Runs the script as npm would, on ports of its own; gives the client's address when both of its parts are ready. */
async function startDevelopment(): Promise<string> {
  const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const [server, client] = [String(await freePort()), String(await freePort())];
  const data = await mkdtemp(path.join(tmpdir(), 'alliance-dev-'));
  const child = spawn('sh', ['-c', `(${scripts.dev}) & wait`], {
    cwd: root,
    env: {
      PATH: `${root}/node_modules/.bin:${process.env['PATH']}`,
      NO_COLOR: '1',
      PORT: server,
      CLIENT_PORT: client,
      ALLIANCE_DATA: data,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, which ends as a whole.
    detached: true,
  });
  onTestFinished(async () => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    await rm(data, { recursive: true, force: true });
  });
  const addresses = [`http://localhost:${server}\n`, `http://localhost:${client}/`];
  let written = '';
  await new Promise<void>((resolve, reject) => {
    // Before the test's own limit, so that a failure says what the script has said.
    const late = setTimeout(() => reject(new Error(`Not ready: ${written}`)), 20_000);
    onTestFinished(() => clearTimeout(late));
    const hear = (chunk: Buffer): void => {
      written += chunk.toString();
      if (addresses.every((address) => written.includes(address))) resolve();
      if (written.includes('already in use')) reject(new Error(written));
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
  });
  return `http://localhost:${client}`;
}

test('[OP15] a page of the development client signs in and opens its socket', async () => {
  const origin = await startDevelopment();
  const signedIn = await fetch(`${origin}/api/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: '{"persona":"tom"}',
  });
  expect(signedIn.status).toBe(200);
  const [cookie = ''] = signedIn.headers.getSetCookie();
  const headers = { cookie: cookie.split(';')[0] ?? '' };
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/sync`, { origin, headers });
  onTestFinished(() => socket.terminate());
  await once(socket, 'open');
}, 30_000);
