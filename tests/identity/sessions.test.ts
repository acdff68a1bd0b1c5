import { createHash } from 'node:crypto';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { signOutCookie } from '@alliance/server/identity/session-cookie';
import { sessionMsMax } from '@alliance/server/identity/sessions';
import { expect, onTestFinished, test } from 'vitest';

import { serverForTest } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';
import { startServerProcess } from '../support/server-process.ts';

/** Who the server thinks is asking, or undefined. */
async function whoIs(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const response = await fetch(`${url}/api/me`, { headers });
  if (response.status === 401) return undefined;
  const me = (await response.json()) as { readonly person: { readonly shortName: string } };
  return me.person.shortName;
}

test('[ID1] the cookie cannot be read by a page, travels to this site only, and holds 32 random bytes', async () => {
  const { url } = await serverForTest();
  const response = await fetch(`${url}/api/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"persona":"priya"}',
  });
  const [cookie = ''] = response.headers.getSetCookie();
  const [pair = '', ...attributes] = cookie.split('; ');
  expect(attributes.slice(0, 3)).toEqual(['Path=/', 'HttpOnly', 'SameSite=Strict']);
  const [, value = ''] = /^alliance-session-priya=(.+)$/.exec(pair) ?? [];
  expect(Buffer.from(value.split('.')[0] ?? '', 'base64url')).toHaveLength(32);
  expect(await response.text()).not.toContain(value);
});

test.each([
  [true, '; Secure'],
  [false, ''],
])('[ID1] where people come over TLS (%s) the cookie travels over TLS only', (isSecure, ending) => {
  expect(signOutCookie('tom', isSecure)).toBe(
    `alliance-session-tom=; Path=/; HttpOnly; SameSite=Strict${ending}; Max-Age=0`,
  );
});

test('[ID1] the data folder holds the digest of a secret and never the secret', async () => {
  const server = await startServerProcess();
  onTestFinished(() => server.close());
  const { cookie } = await signIn(server.url, 'tom');
  const secret = /=([^.]+)\./.exec(cookie)?.[1] ?? '';
  await server.kill('SIGTERM');
  const database = new DatabaseSync(path.join(server.dataFolder, 'alliance.sqlite'));
  const rows = JSON.stringify(database.prepare('SELECT * FROM sessions').all());
  database.close();
  expect(rows).toContain(createHash('sha256').update(secret).digest('hex'));
  expect(rows).not.toContain(secret);
});

test('[ID2] a session ends at its expiry, to the millisecond', async () => {
  let now = Date.parse('2026-03-02T12:00:00Z');
  const { url } = await serverForTest({ now: () => now });
  const { cookie } = await signIn(url, 'hannah');
  now += sessionMsMax - 1;
  expect(await whoIs(url, { cookie })).toBe('Hannah');
  now += 1;
  expect(await whoIs(url, { cookie })).toBeUndefined();
});

test('[ID2] a forged, cut or foreign cookie is nobody', async () => {
  const [{ url }, other] = [await serverForTest(), await serverForTest()];
  const { cookie } = await signIn(url, 'hannah');
  const foreign = (await signIn(other.url, 'hannah')).cookie;
  const changed = cookie.replace(/=./, (start) => (start === '=A' ? '=B' : '=A'));
  for (const forged of [
    changed,
    cookie.slice(0, -1),
    cookie.split('.')[0] ?? '',
    foreign,
    'alliance-session-hannah=',
    'x',
  ])
    expect(await whoIs(url, { cookie: forged })).toBeUndefined();
});

test('[ID3] two people in one browser: the header names which one is meant', async () => {
  const { url } = await serverForTest();
  const cookie = [await signIn(url, 'priya'), await signIn(url, 'tom')]
    .map((who) => who.cookie)
    .join('; ');
  expect(await whoIs(url, { cookie, 'x-alliance-persona': 'priya' })).toBe('Priya');
  expect(await whoIs(url, { cookie, 'x-alliance-persona': 'tom' })).toBe('Tom');
  expect(await whoIs(url, { cookie, 'x-alliance-persona': 'elena' })).toBeUndefined();
  expect(await whoIs(url, { cookie })).toBeUndefined();
});

test('[ID3] with one living session no name is needed, whatever dead cookies stand beside it', async () => {
  const { url } = await serverForTest();
  const [priya, tom] = [await signIn(url, 'priya'), await signIn(url, 'tom')];
  await priya.fetch('/api/session', { method: 'DELETE' });
  expect(await whoIs(url, { cookie: `${priya.cookie}; ${tom.cookie}` })).toBe('Tom');
});

test('[ID4] signing out ends one person and leaves the others', async () => {
  const { url } = await serverForTest();
  const [priya, tom] = [await signIn(url, 'priya'), await signIn(url, 'tom')];
  const response = await fetch(`${url}/api/session`, {
    method: 'DELETE',
    headers: { cookie: `${priya.cookie}; ${tom.cookie}`, 'x-alliance-persona': 'priya' },
  });
  expect(response.status).toBe(204);
  expect(response.headers.getSetCookie()).toEqual([
    'alliance-session-priya=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
  ]);
  expect(await whoIs(url, { cookie: priya.cookie })).toBeUndefined();
  expect(await whoIs(url, { cookie: tom.cookie })).toBe('Tom');
});

test('[ID5] I am told who I am and which seats I cover', async () => {
  const { url } = await serverForTest();
  const marcus = await signIn(url, 'marcus');
  const me = (await (await marcus.fetch('/api/me')).json()) as {
    readonly person: object;
    readonly seats: readonly { readonly disciplineKey: string; readonly planId: string }[];
  };
  expect(me.person).toEqual({
    id: marcus.personId,
    name: 'Marcus Oyelaran OT',
    shortName: 'Marcus',
    isSimulated: false,
  });
  const plans = await marcus.plans();
  expect(me.seats.map(({ planId }) => planId)).toEqual(plans.map(({ id }) => id));
  expect(new Set(me.seats.map(({ disciplineKey }) => disciplineKey))).toEqual(
    new Set(['occupational-therapist']),
  );
});
