import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { type AccountLink } from '@alliance/server/storage/port/accounts';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import {
  type AccountServer,
  type Member,
  goodPassword,
  join,
  memberOf,
  newAccount,
  openTab,
  refusalOf,
  secretOf,
  send,
  setUp,
  signInWith,
  startWithAccounts,
} from '../support/accounts.ts';
import { startServerProcess } from '../support/server-process.ts';

const clock = { now: Date.now() };
const hourMs = 60 * 60_000;
let server: AccountServer;
let ada: Member;

/** The secret of a new link to join. */
async function linkToJoin(wish: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const made = await ada.post('/api/administration/links', wish);
  return secretOf(((await made.json()) as { readonly url: string }).url);
}

/** The secret of a new link to somebody's new password. */
async function linkToPassword(personId: string): Promise<string> {
  const made = await ada.post(`/api/administration/people/${personId}/link`);
  return secretOf(((await made.json()) as { readonly url: string }).url);
}

const look = async (secret: string): Promise<unknown> =>
  await (await send(server.url, '/api/join/look', { secret })).json();

beforeAll(async () => {
  server = await startWithAccounts({ now: () => clock.now });
  ada = await setUp(server);
});
afterAll(() => server.close());

test('[ID17] the first account is made by the link that the server prints, administers, and is the only one that is', async () => {
  const fresh = await startWithAccounts({ now: () => clock.now });
  const account = newAccount(fresh.setUpSecret, 'first@example.org');
  const view = await send(fresh.url, '/api/join/look', { secret: fresh.setUpSecret });
  expect(await view.json()).toMatchObject({ purpose: 'set-up' });
  expect((await send(fresh.url, '/api/join', account)).status).toBe(404);
  expect((await send(fresh.url, '/api/set-up', { ...account, secret: 'guessed' })).status).toBe(
    404,
  );
  const [one, other] = await Promise.all([
    send(fresh.url, '/api/set-up', account),
    send(fresh.url, '/api/set-up', { ...account, email: 'second@example.org' }),
  ]);
  expect(new Set([one.status, other.status])).toEqual(new Set([200, 404]));
  const winner = one.status === 200 ? one : other;
  const first = await memberOf(fresh.url, account['email'] ?? '', winner);
  const me = await (await first.get('/api/me')).json();
  expect(me).toMatchObject({ isAdministrator: true, seats: [] });
  await fresh.close();
});

test('[ID17] each start makes a new link until the first account is there; the one before and one of yesterday open nothing', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'alliance-starts-'));
  const start = (): Promise<AccountServer> =>
    startWithAccounts({ now: () => clock.now }, { ALLIANCE_DATA: folder });
  const first = await start();
  await first.close();
  const second = await start();
  const old = newAccount(first.setUpSecret, 'first@example.org');
  expect((await send(second.url, '/api/set-up', old)).status).toBe(404);
  clock.now += 24 * hourMs;
  const late = newAccount(second.setUpSecret, 'first@example.org');
  expect((await send(second.url, '/api/set-up', late)).status).toBe(404);
  await second.close();
  const third = await start();
  await setUp(third, 'first@example.org');
  await third.close();
  const fourth = await start();
  expect(fourth.setUpSecret).toBe('');
  await fourth.close();
  await rm(folder, { recursive: true });
  ada = await signInWith(server.url, ada.email);
});

test('[ID17] the link is printed for whoever starts the server, and its secret stands in no log', async () => {
  const running = await startServerProcess({ ALLIANCE_DEMO: '0' });
  onTestFinished(() => running.close());
  await expect.poll(() => running.output().split('\n')).toHaveLength(3);
  const [address, line = ''] = running.output().split('\n');
  expect(address).toBe(running.url);
  const link = /^Make the first account here, within 24 hours: (\S+)$/.exec(line)?.[1] ?? '';
  expect(link.startsWith(`${running.url}/set-up#`)).toBe(true);
  const account = newAccount(secretOf(link), 'first@example.org');
  expect((await send(running.url, '/api/set-up', account)).status).toBe(200);
  expect(running.errors()).toContain('server.started');
  for (const secret of [secretOf(link), 'first@example.org', goodPassword])
    expect(running.errors()).not.toContain(secret);
});

test('[ID18] a link to join makes one account, whoever opens it first, and looking at it does not use it up', async () => {
  const secret = await linkToJoin();
  expect(await look(secret)).toMatchObject({ purpose: 'join', isAdministrator: false });
  expect(await look(secret)).toMatchObject({ purpose: 'join' });
  const [one, other] = await Promise.all(
    ['bea', 'cai'].map((name) =>
      send(server.url, '/api/join', newAccount(secret, `${name}@example.org`)),
    ),
  );
  expect(new Set([one?.status, other?.status])).toEqual(new Set([200, 404]));
  const again = await refusalOf(
    await send(server.url, '/api/join', newAccount(secret, 'late@example.org')),
  );
  expect(again).toMatchObject({ status: 404, codes: ['ID18'] });
  expect(again.text).toContain('Ask for a new link');
});

test('[ID18] a link ends after its days, and one that fails for another reason can be used again', async () => {
  const secret = await linkToJoin({ days: 2 });
  const short = { ...newAccount(secret, 'short@example.org'), password: 'too short' };
  expect((await refusalOf(await send(server.url, '/api/join', short))).codes).toEqual(['ID9']);
  expect(await look(secret)).toMatchObject({ purpose: 'join' });
  clock.now += 48 * hourMs;
  const late = newAccount(secret, 'late@example.org');
  expect((await send(server.url, '/api/join', late)).status).toBe(404);
  ada = await signInWith(server.url, ada.email);
});

test('[ID18] only the digest of a link is kept', async () => {
  const secret = await linkToJoin();
  const database = new DatabaseSync(`${server.dataFolder}/alliance.sqlite`, { readOnly: true });
  const rows = database.prepare('SELECT record FROM account_links').all();
  const audit = database.prepare('SELECT * FROM audit').all();
  database.close();
  expect(JSON.stringify([rows, audit])).not.toContain(secret);
  const digest = createHash('sha256').update(secret).digest('hex');
  const links = rows.map(({ record }) => JSON.parse(String(record)) as AccountLink);
  expect(links.map((link) => link.digest)).toContain(digest);
});

test('[ID19] a link to a new password sets it once, ends every session and socket of the account, and the old one opens nothing', async () => {
  const dan = await join(server.url, ada, 'dan@example.org');
  const tab = openTab(server.url, dan.cookie);
  await tab.opened;
  const older = await linkToPassword(dan.personId);
  const secret = await linkToPassword(dan.personId);
  expect(await look(secret)).toMatchObject({ purpose: 'new-password', name: 'Dr dan' });
  const password = 'four loud puffins';
  const set = (link: string): Promise<Response> =>
    send(server.url, '/api/join/password', { secret: link, password });
  expect((await set(older)).status).toBe(404);
  expect((await send(server.url, '/api/join', newAccount(secret, 'x@example.org'))).status).toBe(
    404,
  );
  expect((await set(secret)).status).toBe(204);
  expect(await tab.closed).toBe(4401);
  expect((await dan.get('/api/me')).status).toBe(401);
  expect((await set(secret)).status).toBe(404);
  await expect(signInWith(server.url, dan.email)).rejects.toThrow('422');
  await signInWith(server.url, dan.email, password);
});

/** Founds an alliance as its lead, and makes a link to its second seat. */
async function inviteByLink(lead: Member, allianceId = uuidv7()): Promise<string> {
  const seatIds = [uuidv7(), uuidv7()];
  const role = {
    disciplineKey: 'physician',
    title: 'Physician',
    responsibilities: [],
    offers: [],
    needs: [],
  };
  const roles = [role, { ...role, disciplineKey: 'registered-nurse', title: 'Nurse' }];
  const founded = await keyed(lead, '/api/alliances', {
    allianceId,
    name: 'Heart team',
    purpose: 'Home without breathlessness',
    patient: {
      name: 'Rosa Quill',
      preferredName: 'Rosa',
      bornOn: '1950-01-01',
      identifier: '1',
      needsInterpreter: false,
      allergies: [],
    },
    sectionKeys: ['snapshot'],
    seats: seatIds.map((seatId, index) => ({
      seatId,
      role: roles[index],
      isRequired: true,
      isLead: index === 0,
      isSteward: false,
      contact: '',
      scope: [],
    })),
  });
  if (!founded.ok) throw new Error(await founded.text());
  const way = `/api/alliances/${allianceId}/seats/${seatIds[1]}/link`;
  const made = await keyed(lead, way, { message: '', days: 2 });
  if (!made.ok) throw new Error(await made.text());
  return ((await made.json()) as { readonly secret: string }).secret;
}

/** A request that is done once. */
function keyed(member: Member, way: string, body: unknown): Promise<Response> {
  const headers = { cookie: member.cookie, 'idempotency-key': randomUUID() };
  return send(server.url, way, body, headers);
}

test('[ID20] whoever is invited to a seat by a link makes one account with it, learns nothing of the patient by that, and may answer then', async () => {
  const secret = await inviteByLink(ada);
  const view = await look(secret);
  expect(view).toEqual({ purpose: 'invitation', expiresAt: expect.any(String) });
  const made = await send(server.url, '/api/join', newAccount(secret, 'guest@example.org'));
  const guest = await memberOf(server.url, 'guest@example.org', made);
  const me = await (await guest.get('/api/me')).json();
  expect(me).toMatchObject({ seats: [] });
  expect(me).not.toHaveProperty('isAdministrator');
  const second = await send(server.url, '/api/join', newAccount(secret, 'another@example.org'));
  expect(await refusalOf(second)).toMatchObject({ status: 409, codes: ['ID20'] });
  expect((await guest.post('/api/invitations/look', { secret })).status).toBe(200);
  const body = { secret, answer: 'accept' };
  expect((await keyed(guest, '/api/invitations/answer', body)).status).toBe(200);
  // Answered: the link opens nothing any more.
  expect((await send(server.url, '/api/join/look', { secret })).status).toBe(404);
});

test('[ID20] an invitation that is over makes no account', async () => {
  const secret = await inviteByLink(ada);
  clock.now += 2 * 24 * hourMs;
  const late = await send(server.url, '/api/join', newAccount(secret, 'late@example.org'));
  expect(await refusalOf(late)).toMatchObject({ status: 404, codes: ['ID18'] });
  ada = await signInWith(server.url, ada.email);
});

test('[ID20] an invitation to an alliance that has closed makes no account', async () => {
  const allianceId = uuidv7();
  const secret = await inviteByLink(ada, allianceId);
  expect(await look(secret)).toMatchObject({ purpose: 'invitation' });
  const closed = await keyed(ada, `/api/alliances/${allianceId}`, { type: 'close' });
  expect(closed.status).toBe(200);
  expect((await send(server.url, '/api/join/look', { secret })).status).toBe(404);
  const late = await send(server.url, '/api/join', newAccount(secret, 'late@example.org'));
  expect(await refusalOf(late)).toMatchObject({ status: 404, codes: ['ID18'] });
});

test('[ID21] a new password of my own needs the present one, ends my other sessions and keeps this one', async () => {
  const eve = await join(server.url, ada, 'eve@example.org');
  const elsewhere = await signInWith(server.url, eve.email);
  const tab = openTab(server.url, elsewhere.cookie);
  await tab.opened;
  const set = (proof: string, password: string): Promise<Response> =>
    eve.post('/api/me/password', { proof, password });
  expect((await refusalOf(await set('three quiet gulls!', 'four loud puffins'))).codes).toEqual([
    'ID28',
    'wrong-proof',
  ]);
  expect((await refusalOf(await set(goodPassword, 'short'))).codes).toEqual(['ID9']);
  expect((await refusalOf(await set(goodPassword, 'EVE@example.org'))).codes).toEqual(['ID9']);
  expect((await set(goodPassword, 'four loud puffins')).status).toBe(204);
  expect(await tab.closed).toBe(4401);
  expect((await elsewhere.get('/api/me')).status).toBe(401);
  expect((await eve.get('/api/me')).status).toBe(200);
  await signInWith(server.url, eve.email, 'four loud puffins');
});

test('[ID29] an address has one account, in whatever case it is written', async () => {
  const taken = newAccount(await linkToJoin(), 'ADA@example.org');
  const refusal = await refusalOf(await send(server.url, '/api/join', taken));
  expect(refusal).toMatchObject({ status: 409, codes: ['ID29'] });
  const fay = await join(server.url, ada, 'Fay@Example.org');
  const change = (body: unknown): Promise<Response> => fay.post('/api/me/account', body);
  expect((await change({ email: 'fay.new@example.org' })).status).toBe(422);
  expect(
    (await refusalOf(await change({ email: 'Ada@Example.org', proof: goodPassword }))).codes,
  ).toEqual(['ID29']);
  expect(
    await (await change({ email: 'Fay.New@Example.org', proof: goodPassword })).json(),
  ).toEqual({
    email: 'fay.new@example.org',
    isAdministrator: false,
    hasSecondFactor: false,
  });
  await signInWith(server.url, 'FAY.new@example.org');
});

test.each([
  ['陳美玲醫師', true],
  ['Dr Zoë Ångström-Nuñez', true],
  ['د. ليلى حداد', true],
  ["Siobhán O'Brien RN 🩺", true],
  ['Two\nlines', false],
  ['Turned \u202Earound', false],
  ['   ', false],
  ['x'.repeat(121), false],
])('[ID30] a name is one line in any script: %s', async (name, isTaken) => {
  const change = await ada.post('/api/me/account', { name });
  expect(change.status).toBe(isTaken ? 200 : 400);
  const me = (await (await ada.get('/api/me')).json()) as { readonly person: { name: string } };
  expect(me.person.name === name.normalize('NFC')).toBe(isTaken);
});
