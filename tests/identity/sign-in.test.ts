import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { networkOf } from '@alliance/server/http/network-of';
import { type Failures, waitUntil, withFailure } from '@alliance/server/identity/back-off';
import { passwordProblem } from '@alliance/shared/identity/password';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  type AccountServer,
  type Member,
  goodPassword,
  join,
  memberOf,
  newAccount,
  refusalOf,
  send,
  setUp,
  signInWith,
  startWithAccounts,
} from '../support/accounts.ts';
import { startInProcess } from '../support/in-process-server.ts';

const clock = { now: Date.now() };
let server: AccountServer;
let ada: Member;

/** From an address of its own, which the trusted proxy says. */
const from = (address: string): Readonly<Record<string, string>> => ({
  'x-forwarded-for': address,
});

const enter = (email: string, password: string, address = '10.0.0.1'): Promise<Response> =>
  send(server.url, '/api/session', { email, password }, from(address));

const entrance = async (url: string): Promise<unknown> =>
  await (await fetch(`${url}/api/entrance`)).json();

beforeAll(async () => {
  server = await startWithAccounts(
    { now: () => clock.now },
    { ALLIANCE_TRUSTED_PROXIES: '127.0.0.1' },
  );
  ada = await setUp(server);
});
afterAll(() => server.close());

test('[ID7] whoever comes to the door learns whether the demo runs, whether anybody has an account, when pages lock, and nothing else', async () => {
  const fresh = await startWithAccounts();
  expect(await entrance(fresh.url)).toEqual({ isDemo: false, needsSetUp: true, idleMinutes: 5 });
  await fresh.close();
  expect(await entrance(server.url)).toEqual({ isDemo: false, needsSetUp: false, idleMinutes: 5 });
});

test('[ID8] where accounts are, no persona is let in and no route of the demo is there; where the demo is, no account', async () => {
  const demo = await startInProcess();
  const account = newAccount('x', 'tom@example.org');
  expect((await send(server.url, '/api/demo/session', { persona: 'priya' })).status).toBe(404);
  expect((await fetch(`${server.url}/api/demo/personas`)).status).toBe(404);
  expect((await send(demo.url, '/api/session', account)).status).toBe(404);
  expect((await send(demo.url, '/api/join', account)).status).toBe(404);
  expect((await send(demo.url, '/api/set-up', account)).status).toBe(404);
  await demo.close();
});

test('[ID8] a session of the demo opens nothing where accounts are, although its data and its key are the same', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'alliance-both-'));
  const before = await startWithAccounts({}, { ALLIANCE_DEMO: '1', ALLIANCE_DATA: folder });
  const response = await send(before.url, '/api/demo/session', { persona: 'priya' });
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  expect((await fetch(`${before.url}/api/me`, { headers: { cookie } })).status).toBe(200);
  await before.close();
  const after = await startWithAccounts({}, { ALLIANCE_DATA: folder });
  expect((await fetch(`${after.url}/api/me`, { headers: { cookie } })).status).toBe(401);
  await after.close();
  await rm(folder, { recursive: true });
});

test.each([
  ['eleven char', 'too-short'],
  ['x'.repeat(1001), 'too-long'],
  ['Ada.Lovelace@Example.org', 'is-email'],
  ['twelve chars', undefined],
  ['aaaaaaaaaaaa', undefined],
  ['🐦'.repeat(12), undefined],
  ['🐦'.repeat(11), 'too-short'],
])(
  '[ID9] a password is long and not the address, and nothing else is asked of it: %s',
  (password, problem) => {
    expect(passwordProblem(password, 'ada.lovelace@example.org')).toBe(problem);
  },
);

test('[ID10] signing in takes the address in any case, and gives the one session that opens things', async () => {
  const member = await signInWith(server.url, ' ADA@Example.ORG ', goodPassword, from('10.0.0.2'));
  expect(member.personId).toBe(ada.personId);
  const me = (await (await member.get('/api/me')).json()) as { readonly person: { name: string } };
  expect(me.person.name).toBe('Dr ada');
  expect(member.cookie).toMatch(/^alliance-session-account=/);
});

/** A refusal, and how long it took. */
const timed = async (email: string): Promise<readonly [unknown, number]> => {
  const start = performance.now();
  const refusal = await refusalOf(await enter(email, 'three quiet gulls!', '10.0.1.1'));
  return [refusal, performance.now() - start];
};

test('[ID11] a wrong password and an unknown address are refused with the same words, and cost the same work', async () => {
  const [wrong, wrongMs] = await timed('ada@example.org');
  const [unknown, unknownMs] = await timed('nobody@example.org');
  expect(unknown).toEqual(wrong);
  expect(wrong).toMatchObject({ status: 422, codes: ['ID11'] });
  // A hash takes tens of milliseconds, everything else a few: an answer without one would be told apart at once.
  expect(unknownMs).toBeGreaterThan(wrongMs / 4);
  await signInWith(server.url, ada.email);
});

test('[ID11] what is far too long for a password is wrong like any other, and is not worked on', async () => {
  const refused = await enter('ada@example.org', 'x'.repeat(10_000), '10.0.1.2');
  expect(await refusalOf(refused)).toMatchObject({ status: 422, codes: ['ID11'] });
  const link = await refusalOf(
    await send(server.url, '/api/join', {
      ...newAccount('nothing', 'long@example.org'),
      password: 'x'.repeat(10_000),
    }),
  );
  expect(link).toMatchObject({ status: 422, codes: ['ID9'] });
  await signInWith(server.url, ada.email);
});

/** Fails so often in a row that it costs a wait; each time from another address, so that only the account's own count is seen. */
async function failUntilItWaits(email: string): Promise<readonly string[]> {
  const codes: string[] = [];
  for (let time = 0; time < 6; time++) {
    const { codes: each } = await refusalOf(
      await enter(email, 'three quiet gulls!', `10.1.${time}.${email.length}`),
    );
    codes.push(...each);
  }
  return codes;
}

test('[ID12] after five wrong tries in a row even the right password waits, twice as long each time, and an address without an account sounds the same', async () => {
  const bea = await join(server.url, ada, 'bea@example.org');
  const expected = ['ID11', 'ID11', 'ID11', 'ID11', 'ID11', 'ID12'];
  expect(await failUntilItWaits(bea.email)).toEqual(expected);
  expect(await failUntilItWaits('nobody-at-all@example.org')).toEqual(expected);
  const right = await refusalOf(await enter(bea.email, goodPassword, '10.2.0.1'));
  expect(right).toMatchObject({ status: 429, codes: ['ID12'] });
  expect(right.text).toContain('15 seconds');
  clock.now += 15_000;
  expect((await enter(bea.email, 'three quiet gulls!', '10.2.0.2')).status).toBe(422);
  expect((await refusalOf(await enter(bea.email, goodPassword, '10.2.0.3'))).text).toContain(
    '30 seconds',
  );
  clock.now += 30_000;
  await memberOf(server.url, bea.email, await enter(bea.email, goodPassword, '10.2.0.4'));
  // Whoever came in is counted anew.
  expect((await enter(bea.email, 'three quiet gulls!', '10.2.0.5')).status).toBe(422);
  await memberOf(server.url, bea.email, await enter(bea.email, goodPassword, '10.2.0.6'));
});

test('[ID12] many tries at once are counted like many in a row', async () => {
  const cai = await join(server.url, ada, 'cai@example.org');
  const refusals = await Promise.all(
    Array.from({ length: 8 }, async (_, time) =>
      refusalOf(await enter(cai.email, 'three quiet gulls!', `10.3.${time}.1`)),
    ),
  );
  const codes = refusals.flatMap((refusal) => refusal.codes);
  expect(codes.filter((code) => code === 'ID11')).toHaveLength(5);
  expect(codes.filter((code) => code === 'ID12')).toHaveLength(3);
});

test('[ID12] a wait survives a restart', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'alliance-waits-'));
  const environment = { ALLIANCE_TRUSTED_PROXIES: '127.0.0.1', ALLIANCE_DATA: folder };
  const first = await startWithAccounts({ now: () => clock.now }, environment);
  const dan = await setUp(first, 'dan@example.org');
  for (let time = 0; time < 5; time++) {
    const body = { email: dan.email, password: 'three quiet gulls!' };
    await send(first.url, '/api/session', body, from(`10.4.0.${time}`));
  }
  await first.close();
  const again = await startWithAccounts({ now: () => clock.now }, environment);
  const body = { email: dan.email, password: goodPassword };
  expect(await refusalOf(await send(again.url, '/api/session', body))).toMatchObject({
    status: 429,
    codes: ['ID12'],
  });
  await again.close();
  await rm(folder, { recursive: true });
});

/** So many failures at the beginning of time. */
const at = (failures: number): Failures => ({ failures, failedAt: new Date(0).toISOString() });

test('[ID12] waits double up to a quarter of an hour, and failures of yesterday are forgotten', () => {
  const waits = [3, 4, 5, 6, 7, 8, 40].map((failures) => waitUntil(at(failures), 1));
  expect(waits).toEqual([undefined, undefined, 15_000, 30_000, 60_000, 120_000, 900_000]);
  expect(waitUntil(at(5), 15_000)).toBeUndefined();
  expect(withFailure(at(9), 24 * 60 * 60_000).failures).toBe(1);
  expect(withFailure(at(9), 60_000).failures).toBe(10);
});

/** So many guesses in as many names, each with another forwarded address; gives how many were looked at. The rest is refused for the network's sake. */
async function guess(url: string, times: number): Promise<number> {
  const refused: string[] = [];
  for (let time = 0; time < times; time++) {
    const body = { email: `guess${time}@example.org`, password: 'three quiet gulls!' };
    const response = await send(url, '/api/session', body, from(`203.0.113.${time}`));
    refused.push(...(await refusalOf(response)).codes);
  }
  expect(new Set(['ID11', 'ID13', ...refused]).size).toBe(2);
  return refused.filter((code) => code === 'ID11').length;
}

test('[ID13 D1] guesses are counted by the socket they come from: forty forged forwarded addresses help nobody', async () => {
  const now = clock.now;
  const strict = await startWithAccounts({ now: () => now });
  expect(await guess(strict.url, 40)).toBe(5);
  const member = { email: 'guess@example.org', password: goodPassword };
  expect((await send(strict.url, '/api/session', member)).status).toBe(429);
  await strict.close();
});

test('[ID13] a proxy that is trusted says whose guesses they are', async () => {
  expect(await guess(server.url, 8)).toBe(8);
});

test('[ID13] a ward behind one address goes on: whoever comes in costs nothing, and a failure is forgotten within seconds', async () => {
  for (let time = 0; time < 7; time++)
    await signInWith(server.url, ada.email, goodPassword, from('10.5.0.1'));
  const fail = (): Promise<Response> => enter(`x@example.org`, 'three quiet gulls!', '10.5.0.2');
  for (let time = 0; time < 5; time++) await fail();
  expect((await enter(ada.email, goodPassword, '10.5.0.2')).status).toBe(429);
  clock.now += 5_000;
  await signInWith(server.url, ada.email, goodPassword, from('10.5.0.2'));
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', ''],
])(
  '[ID13] an IPv6 address counts as its network, in which one may choose: %s',
  (address, network) => {
    expect(networkOf(address)).toBe(network);
  },
);
