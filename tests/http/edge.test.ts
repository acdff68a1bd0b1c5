import { request } from 'node:http';

import { readConfig } from '@alliance/server/config';
import { addressOf } from '@alliance/server/http/address';
import { createOrigins } from '@alliance/server/http/origins';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import {
  type InProcessServer,
  serverForTest,
  startInProcess,
} from '../support/in-process-server.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { startServerProcess } from '../support/server-process.ts';

let server: InProcessServer;
let tom: SignedIn;

beforeAll(async () => {
  server = await startInProcess();
  tom = await signIn(server.url, 'tom');
});
afterAll(() => server.close());

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends exactly these headers: `fetch` would not let a test name an Origin. */
function send(path: string, { method = 'POST', headers = {}, body }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${server.url}${path}`, { method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

const json = { 'content-type': 'application/json' };
const signingIn = '{"persona":"tom"}';

test.each([
  ['an unknown address', '/api/nothing', { method: 'GET' }, 404, 'not-found'],
  ['an address for sockets', '/sync/x', { method: 'GET' }, 404, 'not-found'],
  [
    'broken JSON',
    '/api/demo/session',
    { headers: json, body: '{"persona": SENTINEL' },
    400,
    'invalid',
  ],
  [
    'a wrong value',
    '/api/demo/session',
    { headers: json, body: '{"persona":"SENTINEL"}' },
    400,
    'invalid',
  ],
  ['a wrong shape', '/api/demo/session', { headers: json, body: '["SENTINEL"]' }, 400, 'invalid'],
  [
    'too much',
    '/api/demo/session',
    { headers: json, body: `"${'SENTINEL'.repeat(10_000)}"` },
    413,
    'too-long',
  ],
  ['a broken address', '/api/plans/%E0%A4%A', { method: 'GET' }, 400, 'invalid'],
])(
  '[HT1] %s is answered with an OperationOutcome in plain words',
  async (_name, path, sent, status, code) => {
    const answer = await send(path, sent);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code, details: { text: expect.stringMatching(/[\w"]\.$/) } }],
    });
    expect(answer.text).not.toMatch(/SENTINEL|node_modules|\.ts:|Error/);
  },
);

test.each([
  ['http://evil.example', 403],
  ['null', 403],
  ['https://localhost', 403],
  ['SAME', 200],
  ['SAME AS 127.0.0.1', 200],
])('[HT2] a change asked for by a page of %s is answered with %i', async (origin, status) => {
  const { port } = new URL(server.url);
  const named =
    { SAME: server.url, 'SAME AS 127.0.0.1': `http://127.0.0.1:${port}` }[origin] ?? origin;
  const answer = await send('/api/demo/session', {
    headers: { ...json, origin: named },
    body: signingIn,
  });
  expect(answer.status).toBe(status);
});

test('[HT2] origins that the operator names may ask for changes', async () => {
  const other = await startInProcess(
    {},
    { ALLIANCE_ORIGINS: 'http://localhost:5173, https://a.example' },
  );
  try {
    const response = await fetch(`${other.url}/api/demo/session`, {
      method: 'POST',
      headers: { ...json, origin: 'https://a.example' },
      body: signingIn,
    });
    expect(response.status).toBe(200);
  } finally {
    await other.close();
  }
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
  '[HT3] a change sent as %s is refused, with a body or without',
  async (type) => {
    const headers = { 'content-type': type };
    expect((await send('/api/demo/session', { headers, body: signingIn })).status).toBe(415);
    expect((await send('/api/demo/reset', { headers })).status).toBe(415);
  },
);

test('[HT3] a change with a body that names no type is refused', async () => {
  expect((await send('/api/demo/session', { body: signingIn })).status).toBe(415);
});

test('[HT5] pages run scripts of this server only and are framed by it only', async () => {
  for (const path of ['/', '/api/me']) {
    const { headers } = await fetch(`${server.url}${path}`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy.split(';')).toEqual(
      expect.arrayContaining(["default-src 'none'", "script-src 'self'", "frame-ancestors 'self'"]),
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  }
});

test('[HT5] pages open sockets to the addresses of this server only', async () => {
  const other = await serverForTest({}, { ALLIANCE_ORIGINS: 'https://a.example' });
  const { port } = new URL(other.url);
  const { headers } = await fetch(other.url);
  const directives = (headers.get('content-security-policy') ?? '').split(';');
  expect(directives.find((each) => each.startsWith('connect-src'))).toBe(
    `connect-src 'self' ws://localhost:${port} ws://127.0.0.1:${port} wss://a.example`,
  );
});

test.each([
  ['0.0.0.0', 'http://localhost:'],
  ['::', 'http://localhost:'],
  ['0:0:0:0:0:0:0:0', 'http://localhost:'],
  ['::1', 'http://[::1]:'],
  ['localhost', 'http://localhost:'],
  ['127.0.0.1', 'http://localhost:'],
  ['127.0.0.2', 'http://127.0.0.2:'],
])('[OP6] a server on %s prints an address that can be opened, at %s', async (host, address) => {
  const { url } = await serverForTest({}, { HOST: host, ALLIANCE_DEMO: '0' });
  expect(url.replace(/\d+$/, '')).toBe(address);
  const headers = { ...json, origin: url };
  const answer = await fetch(`${url}/api/session`, { method: 'DELETE', headers });
  expect(answer.status).toBe(401);
});

test.each([
  ['2001:DB8:0:0::7', 'http://[2001:db8::7]:4400'],
  ['ward-3.example', 'http://ward-3.example:4400'],
])('[OP6] the address of %s is written as browsers write it: %s', (host, address) => {
  const config = readConfig({ HOST: host });
  expect(addressOf(config, 4400)).toBe(address);
  expect(createOrigins(config, 4400).allows(address)).toBe(true);
});

test('[HT5] a server that people reach over TLS keeps browsers and cookies there', async () => {
  const secure = await startServerProcess({ ALLIANCE_URL: 'https://plans.example' });
  onTestFinished(() => secure.close());
  const response = await fetch(`${secure.url}/api/demo/session`, {
    method: 'POST',
    headers: { ...json, origin: 'https://plans.example' },
    body: signingIn,
  });
  expect(response.headers.getSetCookie()[0]).toContain('; Secure');
  expect(response.headers.get('strict-transport-security')).toContain('max-age=');
  const plain = await fetch(`${server.url}/healthz`);
  expect(plain.headers.get('strict-transport-security')).toBeNull();
  expect(secure.output()).toBe('https://plans.example\n');
});

test.each([
  ['the proxy that is named', '127.0.0.1', 'https', true],
  ['the proxy that is named, about a plain request', '127.0.0.0/8', 'http', false],
  ['an address that is not named', '192.0.2.7', 'https', false],
  ['anybody, where none is named', '', 'https', false],
])('[HT11] what %s forwards counts or does not', async (_name, proxies, forwarded, isOverTls) => {
  const { url } = await serverForTest({}, { ALLIANCE_TRUSTED_PROXIES: proxies });
  const address = url.replace('localhost', '127.0.0.1');
  const proto = { 'x-forwarded-proto': forwarded };
  const signedIn = await fetch(`${address}/api/demo/session`, {
    method: 'POST',
    headers: { ...json, ...proto },
    body: signingIn,
  });
  const [set = ''] = signedIn.headers.getSetCookie();
  const [cookie = ''] = set.split(';');
  const signedOut = await fetch(`${address}/api/session`, {
    method: 'DELETE',
    headers: { ...proto, cookie },
  });
  const [removed = ''] = signedOut.headers.getSetCookie();
  const kept = signedIn.headers.get('strict-transport-security');
  expect([set.includes('; Secure'), removed.includes('; Secure'), kept !== null]).toEqual(
    Array.from({ length: 3 }, () => isOverTls),
  );
  expect([signedIn.status, signedOut.status]).toEqual([200, 204]);
});

test('[HT7] no cache keeps what the API says', async () => {
  const [plans, refused] = [await tom.fetch('/api/plans'), await fetch(`${server.url}/api/plans`)];
  expect(plans.headers.get('cache-control')).toBe('no-store');
  expect(refused.headers.get('cache-control')).toBe('no-store');
});

test('[HT9] what goes wrong inside is told in plain words and never as a stack', async () => {
  const { createMemoryStorage } = await import('@alliance/server/storage/memory');
  const storage = createMemoryStorage();
  const lines: string[] = [];
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (fields: object, event: string) => lines.push(event + JSON.stringify(fields)),
  };
  const broken = await startInProcess({ storage, log });
  const person = await signIn(broken.url, 'tom');
  storage.plansOf = () => Promise.reject(new Error('SENTINEL in a message'));
  const response = await person.fetch('/api/plans');
  const text = await response.text();
  await broken.close();
  expect(response.status).toBe(500);
  expect(text).toContain('Everything that was saved is safe.');
  expect(text + lines.join()).not.toContain('SENTINEL');
  expect(lines.join()).toContain('http.failed');
});
