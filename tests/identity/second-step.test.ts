import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { UsedCodes } from '@alliance/server/identity/used-codes';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  type AccountServer,
  type Member,
  appCode,
  cookieOf,
  goodPassword,
  join,
  memberOf,
  openTab,
  refusalOf,
  send,
  setUp,
  startWithAccounts,
} from '../support/accounts.ts';

const clock = { now: Date.now() };
let server: AccountServer;
let ada: Member;
/** With a second step from the beginning. */
let bea: Member;
let kit: Kit;
let addresses = 0;

/** What an authenticator app is set up with. */
interface Kit {
  readonly secret: string;
  readonly uri: string;
  readonly backupCodes: readonly string[];
}

/** Each request from another address: what is counted here is the account's. */
const fromElsewhere = (): Readonly<Record<string, string>> => ({
  'x-forwarded-for': `10.0.${Math.floor(++addresses / 250)}.${addresses % 250}`,
});

/** The first step; gives the cookie of the second. */
async function firstStep(email: string, password = goodPassword): Promise<string> {
  const body = { email, password };
  const response = await send(server.url, '/api/session', body, fromElsewhere());
  expect(await response.json()).toEqual({ needsCode: true });
  return cookieOf(response, 'alliance-second-step');
}

const secondStep = (cookie: string, code: string): Promise<Response> =>
  send(server.url, '/api/session/code', { code }, { cookie, ...fromElsewhere() });

/** Switches the second step on, by the app's code before the present one: the present one is still to be used. */
async function switchOn(member: Member): Promise<Kit> {
  const begun = await member.post('/api/me/second-factor', { proof: goodPassword });
  const made = (await begun.json()) as Kit;
  const code = appCode(made.secret, -1);
  const confirmed = await member.post('/api/me/second-factor/confirm', { code });
  expect(confirmed.status).toBe(204);
  return made;
}

beforeAll(async () => {
  server = await startWithAccounts(
    { now: () => clock.now },
    { ALLIANCE_TRUSTED_PROXIES: '127.0.0.1' },
  );
  ada = await setUp(server);
  bea = await join(server.url, ada, 'bea@example.org');
  kit = await switchOn(bea);
});
afterAll(() => server.close());

test('[ID14 D2] what the first step gives opens nothing, over HTTP or a socket, under its own name or a session’s', async () => {
  const pending = await firstStep(bea.email);
  const value = pending.split('=')[1] ?? '';
  const cookies = [
    pending,
    `alliance-session-account=${value}`,
    `${pending}; alliance-session-account=${value}`,
  ];
  const { paths } = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, { security?: unknown }>>>>;
  };
  const guarded = Object.entries(paths).flatMap(([at, methods]) =>
    Object.entries(methods).flatMap(([method, { security }]) =>
      security === undefined ? [] : [{ at, method }],
    ),
  );
  expect(guarded.length).toBeGreaterThan(40);
  for (const cookie of cookies) {
    for (const { at, method } of guarded) {
      const headers = { cookie, 'content-type': 'application/json' };
      const body = method === 'post' ? { body: '{}' } : {};
      const response = await fetch(server.url + at, { method, headers, ...body });
      const closed = at.startsWith('/api/demo/') ? 404 : 401;
      expect(response.status, `${method} ${at}`).toBe(closed);
    }
    expect(await openTab(server.url, cookie).closed).toBe(4401);
  }
});

test('[ID14] the cookie of the second step is read by no page, travels there alone, and ends after five minutes', async () => {
  const body = { email: bea.email, password: goodPassword };
  const response = await send(server.url, '/api/session', body, fromElsewhere());
  const [cookie = '', ...others] = response.headers.getSetCookie();
  expect(others).toEqual([]);
  expect(cookie).toContain('; Path=/api/session; HttpOnly; SameSite=Strict; Max-Age=300');
  clock.now += 5 * 60_000;
  const late = await secondStep(cookie.split(';')[0] ?? '', appCode(kit.secret));
  expect(await refusalOf(late)).toMatchObject({ status: 401, codes: ['ID14'] });
});

test('[ID14] a forged cookie of the second step, and none, lead nowhere', async () => {
  const pending = await firstStep(bea.email);
  for (const cookie of ['', 'alliance-second-step=a.b', `${pending}x`])
    expect((await secondStep(cookie, appCode(kit.secret))).status).toBe(401);
});

test('[ID15] a code of the app opens the second step, once, and a wrong one does not', async () => {
  const pending = await firstStep(bea.email);
  const wrong = await secondStep(pending, appCode(kit.secret, 20));
  expect(await refusalOf(wrong)).toMatchObject({ status: 422, codes: ['ID15'] });
  const code = appCode(kit.secret);
  const member = await memberOf(server.url, bea.email, await secondStep(pending, code));
  expect((await member.get('/api/me')).status).toBe(200);
  // The pending sign-in is used up, and so is the code.
  expect((await secondStep(pending, appCode(kit.secret, 1))).status).toBe(401);
  const again = await secondStep(await firstStep(bea.email), code);
  expect(await refusalOf(again)).toMatchObject({ status: 422, codes: ['ID15'] });
});

test('[ID15] a used code is known for longer than it is valid, and of another person it is not known', () => {
  const now = { at: 0 };
  const used = new UsedCodes(() => now.at);
  const [one, other] = [bea.personId, ada.personId] as Parameters<typeof used.has>[0][];
  if (one === undefined || other === undefined) throw new Error('Nobody is here.');
  used.add(one, '123456');
  now.at = 179_999;
  expect([used.has(one, '123456'), used.has(one, '654321'), used.has(other, '123456')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('[ID15] who has lost their app comes in with a backup code, each once', async () => {
  const [first = '', second = ''] = kit.backupCodes;
  await memberOf(server.url, bea.email, await secondStep(await firstStep(bea.email), first));
  const again = await secondStep(await firstStep(bea.email), first);
  expect((await refusalOf(again)).codes).toEqual(['ID15']);
  await memberOf(server.url, bea.email, await secondStep(await firstStep(bea.email), second));
});

test('[ID15] wrong codes count like wrong passwords, and knowing the password does not count anew', async () => {
  const cai = await join(server.url, ada, 'cai@example.org');
  const { secret } = await switchOn(cai);
  for (let time = 0; time < 5; time++) {
    const tried = await secondStep(await firstStep(cai.email), '000000');
    expect((await refusalOf(tried)).codes).toEqual(['ID15']);
  }
  const body = { email: cai.email, password: goodPassword };
  const waits = await send(server.url, '/api/session', body, fromElsewhere());
  expect(await refusalOf(waits)).toMatchObject({ status: 429, codes: ['ID12'] });
  clock.now += 15_000;
  const cookie = await firstStep(cai.email);
  await memberOf(server.url, cai.email, await secondStep(cookie, appCode(secret)));
});

test('[ID16] a second step needs a fresh proof, counts only after its first code, and is switched off by a proof again', async () => {
  const dan = await join(server.url, ada, 'dan@example.org');
  const start = (proof: string): Promise<Response> => dan.post('/api/me/second-factor', { proof });
  expect((await refusalOf(await start('three quiet gulls!'))).codes).toEqual([
    'ID28',
    'wrong-proof',
  ]);
  await start(goodPassword);
  const { secret, uri, backupCodes } = (await (await start(goodPassword)).json()) as Kit;
  expect(secret).toMatch(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/);
  expect(uri).toContain(
    `otpauth://totp/Alliance%3Adan%40example.org?secret=${secret.replaceAll(' ', '')}`,
  );
  expect(new Set(backupCodes).size).toBe(10);
  // Not confirmed yet: nobody is kept out by an app that was never set up.
  const body = { email: dan.email, password: goodPassword };
  await memberOf(
    server.url,
    dan.email,
    await send(server.url, '/api/session', body, fromElsewhere()),
  );
  const confirm = (code: string): Promise<Response> =>
    dan.post('/api/me/second-factor/confirm', { code });
  expect((await refusalOf(await confirm(appCode(secret, 20)))).codes).toEqual(['ID15']);
  expect((await confirm(appCode(secret))).status).toBe(204);
  expect((await refusalOf(await start(goodPassword))).codes).toEqual(['ID16']);
  await firstStep(dan.email);
  const account = async (): Promise<unknown> => (await dan.get('/api/me/account')).json();
  expect(await account()).toEqual({
    email: dan.email,
    isAdministrator: false,
    hasSecondFactor: true,
  });
  const remove = (proof: string): Promise<Response> =>
    dan.post('/api/me/second-factor/remove', { proof });
  expect((await remove('three quiet gulls!')).status).toBe(403);
  expect((await remove(goodPassword)).status).toBe(204);
  await memberOf(
    server.url,
    dan.email,
    await send(server.url, '/api/session', body, fromElsewhere()),
  );
});

test('[ID16] new backup codes take the place of the ones before', async () => {
  const eve = await join(server.url, ada, 'eve@example.org');
  const renew = (): Promise<Response> =>
    eve.post('/api/me/second-factor/backup-codes', { proof: goodPassword });
  expect((await refusalOf(await renew())).codes).toEqual(['ID16']);
  const old = await switchOn(eve);
  const { backupCodes } = (await (await renew()).json()) as Kit;
  const tried = await secondStep(await firstStep(eve.email), old.backupCodes[0] ?? '');
  expect((await refusalOf(tried)).codes).toEqual(['ID15']);
  const cookie = await firstStep(eve.email);
  await memberOf(server.url, eve.email, await secondStep(cookie, backupCodes[0] ?? ''));
});

test('[ID16] another key for the cookies signs everybody out and takes no second step away', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'alliance-keys-'));
  const environment = { ALLIANCE_DATA: folder };
  const first = await startWithAccounts({}, { ...environment, ALLIANCE_SECRET: 'a'.repeat(32) });
  const fay = await setUp(first, 'fay@example.org');
  const { secret } = await switchOn(fay);
  await first.close();
  const again = await startWithAccounts({}, { ...environment, ALLIANCE_SECRET: 'b'.repeat(32) });
  const headers = { cookie: fay.cookie };
  expect((await fetch(`${again.url}/api/me`, { headers })).status).toBe(401);
  const body = { email: fay.email, password: goodPassword };
  const entered = await send(again.url, '/api/session', body);
  const cookie = cookieOf(entered, 'alliance-second-step');
  const code = { code: appCode(secret) };
  expect((await send(again.url, '/api/session/code', code, { cookie })).status).toBe(200);
  await again.close();
  await rm(folder, { recursive: true });
});
