import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { createMemoryStorage } from '@alliance/server/storage/memory';
import { schemaVersion } from '@alliance/shared/editor/schema';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';

import { startInProcess } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';
import {
  type Ended,
  freePort,
  runServerToItsEnd,
  startServerProcess,
} from '../support/server-process.ts';

/** A folder that is gone after the test. */
async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'alliance-start-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** The one line of a refused start: nothing on stdout, no stack, exit code 1; anything else is given whole. */
function refusalOf(ended: Ended): string {
  const { code, stdout, stderr } = ended;
  const isOneLine = stderr.trimEnd().split('\n').length === 1 && !/Error:|^ {4}at /m.test(stderr);
  return code === 1 && stdout === '' && isOneLine
    ? stderr
    : `unlike a refusal: ${JSON.stringify(ended)}`;
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '[OP6] one line with the address when ready; %s ends it with 0',
  async (signal) => {
    const server = await startServerProcess();
    onTestFinished(() => server.close());
    expect(server.output()).toBe(`${server.url}\n`);
    expect(
      (await fetch(server.url.replace('localhost', '127.0.0.1'))).headers.get('server'),
    ).toBeNull();
    const before = performance.now();
    expect(await server.kill(signal)).toBe(0);
    expect(performance.now() - before).toBeLessThan(10_000);
  },
);

test('[OP6] somebody with a section open is told to try again, and the end is not held up', async () => {
  const server = await startServerProcess();
  onTestFinished(() => server.close());
  const hannah = await signIn(server.url, 'hannah');
  const { documentId } = await hannah.section('mobility');
  const address = `${server.url.replace('http', 'ws')}/sync/${documentId}?schema=${schemaVersion}`;
  const socket = new WebSocket(address, { headers: { cookie: hannah.cookie } });
  await once(socket, 'open');
  const closed = once(socket, 'close');
  expect(await server.kill('SIGTERM')).toBe(0);
  expect((await closed)[0]).toBe(4503);
});

test('[OP13] whoever comes while the server starts is asked to wait, and is then answered', async () => {
  const storage = createMemoryStorage();
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  storage.isEmpty = async () => {
    asked.resolve();
    await answer.promise;
    return true;
  };
  const port = String(await freePort());
  const starting = startInProcess({ storage }, { PORT: port });
  onTestFinished(async () => (await starting).close());
  await asked.promise;
  const ask = async (address: string): Promise<readonly [number, string]> => {
    const response = await fetch(`http://127.0.0.1:${port}${address}`);
    return [response.status, await response.text()];
  };
  expect(await ask('/healthz')).toEqual([200, 'ok\n']);
  expect(await ask('/')).toEqual([503, expect.stringMatching(/^Alliance is starting\./)]);
  expect(await ask('/readyz')).toEqual([503, expect.stringMatching(/^Alliance is starting\./)]);
  const [status, text] = await ask('/api/me');
  expect([status, JSON.parse(text)]).toMatchObject([503, { resourceType: 'OperationOutcome' }]);
  answer.resolve();
  await starting;
  expect(await ask('/readyz')).toEqual([200, 'ready\n']);
  expect((await ask('/api/me'))[0]).toBe(401);
});

test.each([
  ['PORT', 'abc', /^PORT must be a number from 0 to 65535\./],
  ['PORT', '70000', /^PORT must be/],
  ['ALLIANCE_DEMO', 'yes', /^ALLIANCE_DEMO must be 0 or 1\./],
  ['ALLIANCE_URL', 'plans.example', /^ALLIANCE_URL must be an address/],
  ['ALLIANCE_ORIGINS', 'https://a.example,b', /^ALLIANCE_ORIGINS must be/],
  ['ALLIANCE_SECRET', 'short', /^ALLIANCE_SECRET must be at least 32 characters\./],
  ['ALLIANCE_TRUSTED_PROXIES', 'my-proxy', /^ALLIANCE_TRUSTED_PROXIES must be IP addresses/],
  ['SMTP_URL', 'mail.example', /^SMTP_URL must be an address like smtp:\/\//],
  ['SMTP_URL', 'https://u:p@h', /^SMTP_URL must be an address like smtp:\/\//],
  ['SMTP_URL', 'smtp:', /^SMTP_URL must be an address like smtp:\/\//],
  ['SMTP_URL', 'smtp://u%:p@h', /^SMTP_URL must be an address like smtp:\/\//],
  ['ALLIANCE_MAIL_FROM', 'Alliance', /^ALLIANCE_MAIL_FROM must be one e-mail address/],
  ['DATABASE_URL', 'postgres://u:p@h/d', /^DATABASE_URL is set, but .* Remove DATABASE_URL/],
  ['VALKEY_URL', 'redis://h', /^VALKEY_URL is set, but/],
  [
    'HOST',
    '0.0.0.0',
    /^The demo lets anyone sign in without a password.*HOST=127\.0\.0\.1, or ALLIANCE_DEMO=0\./,
  ],
  ['HOST', '203.0.113.9', /ALLIANCE_DEMO/],
])('[OP7] %s=%s stops the start with one plain line', async (name, value, line) => {
  const demo = name === 'HOST' ? { ALLIANCE_DEMO: '1' } : {};
  const ended = await runServerToItsEnd({
    PORT: '0',
    ALLIANCE_DATA: await folder(),
    ...demo,
    [name]: value,
  });
  expect(refusalOf(ended)).toMatch(line);
  expect(ended.stderr).not.toContain('u:p@h');
});

test('[OP8] a port in use', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', () => resolve());
  });
  onTestFinished(() => void other.close());
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const data = await folder();
  const ended = await runServerToItsEnd({ PORT: String(port), ALLIANCE_DATA: data });
  expect(refusalOf(ended)).toMatch(
    new RegExp(`^Port ${port} is already in use\\..*PORT=${port + 1} npm start`),
  );
  expect(await readdir(data)).toEqual([]);
});

test('[OP8] the port that is proposed instead of the last one exists', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => {
    // Whoever holds it: it is in use.
    other.once('error', () => resolve());
    other.listen(65_535, '127.0.0.1', () => resolve());
  });
  onTestFinished(() => void other.close());
  const ended = await runServerToItsEnd({ PORT: '65535', ALLIANCE_DATA: await folder() });
  expect(refusalOf(ended)).toMatch(/^Port 65535 is already in use\..*PORT=4400 npm start/);
});

test('[OP8] an address that is not of this machine', async () => {
  const data = await folder();
  const ended = await runServerToItsEnd({ PORT: '0', HOST: '203.0.113.9', ALLIANCE_DATA: data });
  expect(refusalOf(ended)).toMatch(/^HOST=203\.0\.113\.9 is not an address of this machine\./);
  expect(await readdir(data)).toEqual([]);
});

test('[OP8] a data folder that cannot be written', async () => {
  const file = path.join(await folder(), 'file');
  await writeFile(file, '');
  const ended = await runServerToItsEnd({ PORT: '0', ALLIANCE_DATA: path.join(file, 'data') });
  expect(refusalOf(ended)).toMatch(/data folder .* cannot be written/);
});

test('[OP8] a data folder in use', async () => {
  const server = await startServerProcess();
  onTestFinished(() => server.close());
  const ended = await runServerToItsEnd({ PORT: '0', ALLIANCE_DATA: server.dataFolder });
  expect(refusalOf(ended)).toMatch(/is in use by another running Alliance/);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});

test('[OP8] a data folder of a newer version', async () => {
  const server = await startServerProcess();
  onTestFinished(() => server.close());
  await server.kill('SIGTERM');
  const file = path.join(server.dataFolder, 'alliance.sqlite');
  const database = new DatabaseSync(file);
  database.exec('PRAGMA user_version = 9999');
  database.close();
  const before = await readFile(file);
  const ended = await runServerToItsEnd({ PORT: '0', ALLIANCE_DATA: server.dataFolder });
  expect(refusalOf(ended)).toMatch(/newer version of Alliance/);
  expect(await readFile(file)).toEqual(before);
});

test('[OP9] sessions outlive a kill, because the key is kept; everything is readable by its owner only', async () => {
  const server = await startServerProcess();
  onTestFinished(() => server.close());
  const tom = await signIn(server.url, 'tom');
  await server.kill('SIGKILL');
  await server.restart();
  expect((await tom.fetch('/api/me')).status).toBe(200);
  const files = await readdir(server.dataFolder);
  expect(files).toContain('secret');
  const modes = await Promise.all(files.map((name) => stat(path.join(server.dataFolder, name))));
  for (const { mode } of modes) expect(mode & 0o077).toBe(0);
});

test('[OP9] another key signs everybody out', async () => {
  const server = await startServerProcess();
  onTestFinished(() => server.close());
  const tom = await signIn(server.url, 'tom');
  await server.kill('SIGTERM');
  await writeFile(path.join(server.dataFolder, 'secret'), 'x'.repeat(43));
  await server.restart();
  expect((await tom.fetch('/api/me')).status).toBe(401);
});
