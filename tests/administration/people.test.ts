import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  type AccountServer,
  type Member,
  appCode,
  goodPassword,
  join,
  openTab,
  refusalOf,
  secretOf,
  send,
  setUp,
  signInWith,
  startWithAccounts,
} from '../support/accounts.ts';

const clock = { now: Date.now() };
let server: AccountServer;
let ada: Member;
let bea: Member;

beforeAll(async () => {
  server = await startWithAccounts(
    { now: () => clock.now },
    { ALLIANCE_TRUSTED_PROXIES: '127.0.0.1' },
  );
  ada = await setUp(server);
  bea = await join(server.url, ada, 'bea@example.org');
});
afterAll(() => server.close());

interface Listed {
  readonly personId: string;
  readonly email: string;
  readonly isAdministrator: boolean;
  readonly isSuspended: boolean;
  readonly hasSecondFactor: boolean;
  readonly sessions: number;
}

async function personOf(member: Member): Promise<Listed> {
  const list = (await (await ada.get('/api/administration/people')).json()) as {
    readonly items: readonly Listed[];
  };
  const found = list.items.find(({ personId }) => personId === member.personId);
  if (found === undefined) throw new Error('Not in the list.');
  return found;
}

const change = (member: Member, what: string, by = ada): Promise<Response> =>
  by.post(`/api/administration/people/${member.personId}`, { change: what });

test('[AM1] administration is there for administrators alone: for everybody else there is nothing at its addresses', async () => {
  const { paths } = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  const operations = Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/administration/'))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ path, method })));
  expect(operations.length).toBeGreaterThan(8);
  for (const { path, method } of operations) {
    const body = method === 'post' ? { body: '{}' } : {};
    const headers = { 'content-type': 'application/json' };
    const ask = (cookie: string): Promise<Response> =>
      fetch(server.url + path, { method, ...body, headers: { ...headers, cookie } });
    expect((await ask(bea.cookie)).status, `${method} ${path}`).toBe(404);
    expect((await ask('')).status, `${method} ${path}`).toBe(401);
  }
});

test('[AM2] the list says who has an account and how they sign in, page by page', async () => {
  expect(await personOf(bea)).toEqual({
    personId: bea.personId,
    name: 'Dr bea',
    email: 'bea@example.org',
    isAdministrator: false,
    isSuspended: false,
    hasSecondFactor: false,
    createdAt: new Date(clock.now).toISOString(),
    sessions: 1,
  });
  const after = await ada.get(`/api/administration/people?after=${'z'.repeat(36)}`);
  expect(await after.json()).toEqual({ items: [] });
});

test('[AM4] a link to join may make an administrator, and holds the secret behind its #', async () => {
  const made = await ada.post('/api/administration/links', { isAdministrator: true, days: 30 });
  const { url, expiresAt } = (await made.json()) as {
    readonly url: string;
    readonly expiresAt: string;
  };
  expect(url).toMatch(new RegExp(`^${server.url}/join#[\\w-]{43}$`));
  expect(Date.parse(expiresAt) - clock.now).toBe(30 * 24 * 60 * 60_000);
  const view = await send(server.url, '/api/join/look', { secret: secretOf(url) });
  expect(await view.json()).toMatchObject({ purpose: 'join', isAdministrator: true });
  for (const wish of [{ days: 31 }, { days: 0 }])
    expect((await ada.post('/api/administration/links', wish)).status).toBe(400);
  const nobody = await ada.post('/api/administration/people/nobody/link');
  expect(nobody.status).toBe(404);
});

test('[AM5] the last administrator cannot give it up, and two who take it from each other at once leave one', async () => {
  expect(await refusalOf(await change(ada, 'end-administrator'))).toMatchObject({
    status: 409,
    codes: ['AM5'],
  });
  const cai = await join(server.url, ada, 'cai@example.org', true);
  const both = await Promise.all([
    change(cai, 'end-administrator', ada),
    change(ada, 'end-administrator', cai),
  ]);
  expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  const left = both[0]?.status === 200 ? ada : cai;
  const other = left === ada ? cai : ada;
  expect((await left.get('/api/administration/people')).status).toBe(200);
  expect((await other.get('/api/administration/people')).status).toBe(404);
  expect((await change(other, 'make-administrator', left)).status).toBe(200);
  expect((await change(cai, 'end-administrator', ada)).status).toBe(200);
});

test('[AM6] suspending somebody ends their sessions and sockets at once, and the right password is told why', async () => {
  const dan = await join(server.url, ada, 'dan@example.org');
  const elsewhere = await signInWith(server.url, dan.email);
  const tabs = [dan, elsewhere].map(({ cookie }) => openTab(server.url, cookie));
  await Promise.all(tabs.map(({ opened }) => opened));
  const start = performance.now();
  expect(await (await change(dan, 'suspend')).json()).toMatchObject({
    isSuspended: true,
    sessions: 0,
  });
  expect(await Promise.all(tabs.map(({ closed }) => closed))).toEqual([4401, 4401]);
  expect(performance.now() - start).toBeLessThan(1000);
  expect((await dan.get('/api/me')).status).toBe(401);
  const enter = (password: string): Promise<Response> =>
    send(server.url, '/api/session', { email: dan.email, password });
  expect((await refusalOf(await enter('three quiet gulls!'))).codes).toEqual(['ID11']);
  expect(await refusalOf(await enter(goodPassword))).toMatchObject({ status: 403, codes: ['AM6'] });
  expect((await change(ada, 'suspend')).status).toBe(409);
  expect(await (await change(dan, 'resume')).json()).toMatchObject({ isSuspended: false });
  await signInWith(server.url, dan.email);
});

test('[AM7] who has lost app and backup codes is helped: without the second step the password is enough', async () => {
  const eve = await join(server.url, ada, 'eve@example.org');
  const begun = await eve.post('/api/me/second-factor', { proof: goodPassword });
  const { secret } = (await begun.json()) as { readonly secret: string };
  await eve.post('/api/me/second-factor/confirm', { code: appCode(secret) });
  await expect(signInWith(server.url, eve.email)).rejects.toThrow('second step');
  expect((await personOf(eve)).hasSecondFactor).toBe(true);
  expect(await (await change(eve, 'remove-second-factor')).json()).toMatchObject({
    hasSecondFactor: false,
  });
  await signInWith(server.url, eve.email);
  const again = await eve.post('/api/me/second-factor', { proof: goodPassword });
  expect(again.status).toBe(200);
});

test('[AM8] an administrator sees who is signed in where, and ends one session or all of somebody', async () => {
  const fay = await join(server.url, ada, 'fay@example.org');
  const other = await signInWith(server.url, fay.email);
  const tab = openTab(server.url, fay.cookie);
  await tab.opened;
  const sessions = async (): Promise<
    readonly { readonly ref: string; readonly personId: string; readonly isThis: boolean }[]
  > => (await (await ada.get('/api/administration/sessions')).json()) as never;
  const hers = (await sessions()).filter(({ personId }) => personId === fay.personId);
  expect(hers).toHaveLength(2);
  expect((await sessions()).filter(({ isThis }) => isThis)).toHaveLength(1);
  for (const { ref } of hers.slice(0, 1))
    expect((await ada.remove(`/api/administration/sessions/${ref}`)).status).toBe(204);
  expect((await ada.remove('/api/administration/sessions/nothing')).status).toBe(404);
  expect((await change(fay, 'end-sessions')).status).toBe(200);
  expect(await tab.closed).toBe(4401);
  expect((await other.get('/api/me')).status).toBe(401);
  expect((await personOf(fay)).sessions).toBe(0);
});
