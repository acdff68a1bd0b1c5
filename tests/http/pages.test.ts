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

test('[HT12] a large file of the client travels compressed, an answer of the API does not', async () => {
  const url = await serve({ ...built, 'assets/b-1.js': 'say("a word");\n'.repeat(400) });
  const encodings = await Promise.all(
    ['/assets/b-1.js', '/api/openapi.json'].map(async (address) => {
      const response = await fetch(url + address, { headers: { 'accept-encoding': 'gzip' } });
      return response.headers.get('content-encoding');
    }),
  );
  expect(encodings).toEqual(['gzip', null]);
});

test.each([
  '/nowhere',
  '/plans/a/b/c',
  '/assets/gone.js',
  '/..%2f..%2fpackage.json',
  '/index.html.map',
])('[HT6] %s is not there, and says so', async (address) => {
  expect((await fetch((await serve(built)) + address)).status).toBe(404);
});

test('[HT6] a person who looks for what is not there gets the page, which says so', async () => {
  const url = await serve(built);
  const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
  const answers = await Promise.all(
    ['/nonsense/x', '/assets/gone.js', '/api/nonsense'].map(async (address) => {
      const response = await fetch(url + address, { headers });
      return [response.status, (await response.text()) === '<p>page'];
    }),
  );
  expect(answers).toEqual([
    [404, true],
    [404, false],
    [404, false],
  ]);
});

test('[HT6] a client that was not built is named in a plain line', async () => {
  const response = await fetch(await serve({}));
  expect(response.status).toBe(503);
  expect(await response.text()).toBe(
    'The page has not been built yet. Stop the server and start it with: npm start\n',
  );
});
