import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { serverForTest } from '../support/in-process-server.ts';

/** A server over a client that was built like this. */
async function serve(files: Readonly<Record<string, string>>): Promise<string> {
  const clientFolder = await mkdtemp(path.join(tmpdir(), 'alliance-client-'));
  onTestFinished(() => rm(clientFolder, { recursive: true }));
  await mkdir(path.join(clientFolder, 'assets'));
  for (const [name, text] of Object.entries(files))
    await writeFile(path.join(clientFolder, name), text);
  return (await serverForTest({ clientFolder })).url;
}

const built = { 'index.html': '<p>page', 'assets/a-1.js': 'script', 'icon.svg': '<svg/>' };

test.each([
  '/',
  '/plans/x',
  '/plans/x/mobility?thread=1',
  '/alliances/x',
  '/alliances/x/charter',
  '/invitations',
  '/overview',
  '/huddles/x',
])('[HT6] %s is answered with the page, which no cache keeps without asking', async (address) => {
  const response = await fetch((await serve(built)) + address);
  expect([response.status, await response.text()]).toEqual([200, '<p>page']);
  expect(response.headers.get('cache-control')).toBe('no-cache');
  expect(response.headers.get('content-type')).toContain('text/html');
});

test('[HT6] a file with a hash in its name is kept for ever', async () => {
  const response = await fetch(`${await serve(built)}/assets/a-1.js`);
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
});

test('[HT12] the scripts of the built client travel compressed and arrive whole, an answer of the API does not', async () => {
  const { url } = await serverForTest();
  const page = await (await fetch(url)).text();
  const script = /src="(\/assets\/[^"]+\.js)"/u.exec(page)?.[1] ?? '';
  const ask = (address: string, encoding: string) =>
    fetch(url + address, { headers: { 'accept-encoding': encoding } });
  const [packed, plain, answer] = await Promise.all([
    ask(script, 'gzip'),
    ask(script, 'identity'),
    ask('/api/openapi.json', 'gzip'),
  ]);
  const encodings = [packed, plain, answer].map(({ headers }) => headers.get('content-encoding'));
  expect(encodings).toEqual(['gzip', null, null]);
  expect(packed.headers.get('content-type')).toContain('javascript');
  expect(packed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect((await packed.text()) === (await plain.text())).toBe(true);
});
