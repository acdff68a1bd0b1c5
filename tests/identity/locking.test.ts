import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import {
  type AccountServer,
  type Member,
  goodPassword,
  join,
  openTab,
  refusalOf,
  send,
  setUp,
  signInWith,
  startWithAccounts,
} from '../support/accounts.ts';
import { startInProcess } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';

const clock = { now: Date.now() };
const minuteMs = 60_000;
let server: AccountServer;
let ada: Member;
let bea: Member;

beforeAll(async () => {
  server = await startWithAccounts(
    { now: () => clock.now },
    { ALLIANCE_TRUSTED_PROXIES: '127.0.0.1' },
  );
  ada = await setUp(server);
  await join(server.url, ada, 'bea@example.org');
});
afterAll(() => server.close());

// Each test has a session of its own: sessions end by the clock that the tests move.
beforeEach(async () => {
  clock.now += 1;
  bea = await signInWith(server.url, 'bea@example.org');
});

const unlock = (member: Member, proof: string): Promise<Response> =>
  member.post('/api/session/unlock', { proof });

interface Listed {
  readonly ref: string;
  readonly label: string;
  readonly isThis: boolean;
  readonly isLocked: boolean;
}

const listed = async (member: Member): Promise<readonly Listed[]> =>
  (await (await member.get('/api/me/sessions')).json()) as readonly Listed[];

test('[ID22] I see where I am signed in, by browser and system, and which one is this', async () => {
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  clock.now += 1;
  const phone = await signInWith(server.url, bea.email, goodPassword, { 'user-agent': agent });
  const sessions = await listed(phone);
  expect(sessions.filter(({ isThis }) => isThis)).toEqual([sessions[0]]);
  expect(sessions[0]).toMatchObject({ label: 'Firefox on Linux', isLocked: false });
  expect(JSON.stringify(await listed(ada))).not.toContain(sessions[0]?.ref);
});

test('[ID23] ending one of my sessions ends its sockets at once, and nobody ends somebody else’s', async () => {
  const other = await signInWith(server.url, bea.email);
  const tab = openTab(server.url, other.cookie);
  await tab.opened;
  const ref = (await listed(other)).find(({ isThis }) => isThis)?.ref ?? '';
  expect((await ada.remove(`/api/me/sessions/${ref}`)).status).toBe(404);
  const start = performance.now();
  expect((await bea.remove(`/api/me/sessions/${ref}`)).status).toBe(204);
  expect(await tab.closed).toBe(4401);
  expect(performance.now() - start).toBeLessThan(1000);
  expect((await other.get('/api/me')).status).toBe(401);
});

test('[ID23] all of my other sessions end together, this one stays', async () => {
  const others = [await signInWith(server.url, bea.email), await signInWith(server.url, bea.email)];
  const tabs = others.map(({ cookie }) => openTab(server.url, cookie));
  const own = openTab(server.url, bea.cookie);
  await Promise.all([own, ...tabs].map(({ opened }) => opened));
  expect((await bea.remove('/api/me/sessions')).status).toBe(204);
  expect(await Promise.all(tabs.map(({ closed }) => closed))).toEqual([4401, 4401]);
  expect(await listed(bea)).toHaveLength(1);
});

test('[ID24] a locked session opens nothing but its unlocking and the way out, and says why', async () => {
  const tab = openTab(server.url, bea.cookie);
  await tab.opened;
  expect((await bea.post('/api/session/lock')).status).toBe(204);
  expect(await tab.closed).toBe(4401);
  for (const path of ['/api/me', '/api/plans', '/api/inbox', '/api/me/sessions', '/api/me/account'])
    expect(await refusalOf(await bea.get(path))).toMatchObject({
      status: 401,
      codes: ['ID24', 'locked'],
    });
  expect((await bea.post('/api/session/active')).status).toBe(401);
  expect(await openTab(server.url, bea.cookie).closed).toBe(4401);
  expect((await bea.remove('/api/session')).status).toBe(204);
  expect((await refusalOf(await unlock(bea, goodPassword))).codes).toEqual([]);
});

test('[ID25] the password unlocks it again, another one does not, and nobody else can', async () => {
  await bea.post('/api/session/lock');
  expect((await refusalOf(await unlock(bea, 'three quiet gulls!'))).codes).toEqual([
    'ID28',
    'wrong-proof',
  ]);
  expect((await bea.get('/api/me')).status).toBe(401);
  expect(await (await unlock(bea, goodPassword)).json()).toMatchObject({
    person: { id: bea.personId },
  });
  expect((await bea.get('/api/me')).status).toBe(200);
  const tab = openTab(server.url, bea.cookie);
  await tab.opened;
});

test('[ID25] a persona of the demo unlocks with the PIN that its page shows', async () => {
  const demo = await startInProcess();
  const tom = await signIn(demo.url, 'tom');
  const personas = (await (await fetch(`${demo.url}/api/demo/personas`)).json()) as readonly {
    readonly key: string;
    readonly pin: string;
  }[];
  const pin = personas.find(({ key }) => key === 'tom')?.pin ?? '';
  await tom.post('/api/session/lock', {});
  expect((await tom.fetch('/api/me')).status).toBe(401);
  const wrong = pin === '0000' ? '1111' : '0000';
  expect((await tom.post('/api/session/unlock', { proof: wrong })).status).toBe(403);
  expect((await tom.post('/api/session/unlock', { proof: pin })).status).toBe(200);
  expect((await tom.fetch('/api/me')).status).toBe(200);
  await demo.close();
});

test('[ID26] once a page has said that somebody is there, silence locks its session by the server’s clock', async () => {
  const tab = openTab(server.url, bea.cookie);
  await tab.opened;
  expect((await bea.post('/api/session/active')).status).toBe(204);
  clock.now += 5 * minuteMs;
  // Its page locks itself after five minutes; the server gives it one more to say so.
  expect((await bea.post('/api/session/active')).status).toBe(204);
  clock.now += 6 * minuteMs - 1;
  expect((await bea.get('/api/me')).status).toBe(200);
  clock.now += 1;
  expect((await refusalOf(await bea.get('/api/me'))).codes).toEqual(['ID24', 'locked']);
  expect(await tab.closed).toBe(4401);
  expect((await unlock(bea, goodPassword)).status).toBe(200);
  expect((await bea.get('/api/me')).status).toBe(200);
});

test('[ID26 B5] a session whose page says nothing more is locked without being asked, sockets and all', async () => {
  const tab = openTab(server.url, bea.cookie);
  await tab.opened;
  await bea.post('/api/session/active');
  clock.now += 6 * minuteMs;
  expect(await tab.closed).toBe(4401);
  expect((await refusalOf(await bea.get('/api/me'))).codes).toEqual(['ID24', 'locked']);
});

test('[ID26] a session that never said so is not locked by the clock', async () => {
  clock.now += 60 * minuteMs;
  expect((await bea.get('/api/me')).status).toBe(200);
});

test('[ID2] a session of an account ends after sixteen hours, its socket too', async () => {
  clock.now += 16 * 60 * minuteMs;
  expect((await bea.get('/api/me')).status).toBe(401);
  expect(await openTab(server.url, bea.cookie).closed).toBe(4401);
  ada = await signInWith(server.url, ada.email);
});

test('[ID27] signing out ends the session and its sockets, and the browser forgets what the site has left in it', async () => {
  const tab = openTab(server.url, bea.cookie);
  await tab.opened;
  const response = await bea.remove('/api/session');
  expect(response.headers.get('clear-site-data')).toBe('"cache", "storage"');
  expect(response.headers.getSetCookie()[0]).toMatch(/^alliance-session-account=; .*Max-Age=0/);
  expect(await tab.closed).toBe(4401);
  expect((await bea.get('/api/me')).status).toBe(401);
});

test('[ID27] whoever leaves the demo takes nothing of the others in the same browser along', async () => {
  const demo = await startInProcess();
  const tom = await signIn(demo.url, 'tom');
  const response = await tom.fetch('/api/session', { method: 'DELETE' });
  expect(response.status).toBe(204);
  expect(response.headers.get('clear-site-data')).toBeNull();
  await demo.close();
});

test('[ID28] wrong proofs count, and strangers who fail in my name do not keep me from unlocking', async () => {
  const guess = { email: bea.email, password: 'three quiet gulls!' };
  for (let time = 0; time < 6; time++)
    await send(server.url, '/api/session', guess, { 'x-forwarded-for': `10.9.0.${time}` });
  const fromElsewhere = { 'x-forwarded-for': '10.9.1.1' };
  const right = { email: bea.email, password: goodPassword };
  expect((await send(server.url, '/api/session', right, fromElsewhere)).status).toBe(429);
  await bea.post('/api/session/lock');
  for (let time = 0; time < 3; time++)
    expect((await unlock(bea, 'three quiet gulls!')).status).toBe(403);
  expect(await refusalOf(await unlock(bea, goodPassword))).toMatchObject({
    status: 429,
    codes: ['ID12'],
  });
  clock.now += 15 * minuteMs;
  expect((await unlock(bea, goodPassword)).status).toBe(200);
});
