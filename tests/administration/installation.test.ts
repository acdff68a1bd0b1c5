import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, test } from 'vitest';

import { runAdmin } from '../admin/run-admin.ts';
import {
  type Member,
  newAccount,
  openTab,
  refusalOf,
  secretOf,
  send,
  setUp,
  startWithAccounts,
} from '../support/accounts.ts';
import { startInProcess } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';

const turn = (member: Pick<Member, 'post'>, isDemo: boolean): Promise<Response> =>
  member.post('/api/administration/demo', { isDemo });

const entranceOf = async (url: string): Promise<unknown> =>
  await (await fetch(`${url}/api/entrance`)).json();

test('[AM3] in the demo its people are the list, its physician administers, and nothing can be changed about them', async () => {
  const demo = await startInProcess();
  const [priya, tom] = await Promise.all([signIn(demo.url, 'priya'), signIn(demo.url, 'tom')]);
  expect(await (await priya.fetch('/api/me')).json()).toMatchObject({ isAdministrator: true });
  expect(await (await tom.fetch('/api/me')).json()).not.toHaveProperty('isAdministrator');
  expect((await tom.fetch('/api/administration/people')).status).toBe(404);
  const list = (await (await priya.fetch('/api/administration/people')).json()) as {
    readonly items: readonly { readonly personId: string; readonly isAdministrator: boolean }[];
  };
  expect(list.items.filter(({ isAdministrator }) => isAdministrator)).toEqual([
    expect.objectContaining({ personId: priya.personId }),
  ]);
  const change = await priya.post(`/api/administration/people/${tom.personId}`, {
    change: 'suspend',
  });
  expect(await refusalOf(change)).toMatchObject({ status: 409, codes: ['AM3'] });
  await demo.close();
});

test('[AM9] alliances are listed by who leads them and how far they are, without a word of what they are about', async () => {
  const demo = await startInProcess();
  const priya = await signIn(demo.url, 'priya');
  const answer = await (await priya.fetch('/api/administration/alliances')).text();
  const { items } = JSON.parse(answer) as {
    readonly items: readonly Readonly<Record<string, unknown>>[];
  };
  const plans = await priya.plans();
  expect(items.length).toBeGreaterThan(1);
  expect(items.map(({ leads }) => leads)).toContainEqual(['Dr Priya Raman']);
  const told = [
    'activeSince',
    'allianceId',
    'createdAt',
    'filledSeats',
    'leads',
    'seats',
    'status',
  ];
  for (const item of items) for (const key of Object.keys(item)) expect(told).toContain(key);
  const plan = await priya.plan();
  const alliance = await (await priya.fetch(`/api/alliances/${plan.alliance.id}`)).json();
  const { name, purpose } = alliance as { readonly name: string; readonly purpose: string };
  for (const words of [plan.patient.name, plan.title, name, purpose, plans[0]?.title ?? ''])
    expect(answer).not.toContain(words);
  await demo.close();
});

test('[AM10] an administrator says after how many minutes pages lock, from 1 to 30, and a restart keeps it', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'alliance-settings-'));
  const first = await startWithAccounts({}, { ALLIANCE_DATA: folder });
  const member = await setUp(first);
  const set = (idleMinutes: unknown): Promise<Response> =>
    member.post('/api/administration/settings', { idleMinutes });
  for (const wrong of [0, 31, 2.5, '5']) expect((await set(wrong)).status).toBe(400);
  expect(await (await set(12)).json()).toEqual({ idleMinutes: 12, isDemo: false });
  expect(await entranceOf(first.url)).toMatchObject({ idleMinutes: 12 });
  await first.close();
  const again = await startWithAccounts({}, { ALLIANCE_DATA: folder });
  expect(await entranceOf(again.url)).toMatchObject({ idleMinutes: 12 });
  await again.close();
  await rm(folder, { recursive: true });
});

test('[AM11] switching the demo off takes its world and its people away, and leads to the first account; a restart keeps it off', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'alliance-switched-'));
  const environment = { ALLIANCE_DEMO: '1', ALLIANCE_DATA: folder };
  const said: string[] = [];
  const announceSetUp = (address: string): unknown => said.push(address);
  const first = await startWithAccounts({ announceSetUp }, environment);
  const [priya, tom] = await Promise.all([signIn(first.url, 'priya'), signIn(first.url, 'tom')]);
  const tab = openTab(first.url, tom.cookie);
  await tab.opened;
  expect((await tom.post('/api/administration/demo', { isDemo: false })).status).toBe(404);
  const turned = await priya.post('/api/administration/demo', { isDemo: false });
  const { isDemo, setUpUrl = '' } = (await turned.json()) as {
    readonly isDemo: boolean;
    readonly setUpUrl?: string;
  };
  expect(isDemo).toBe(false);
  expect(said).toEqual([setUpUrl]);
  expect(await tab.closed).toBe(4401);
  expect((await priya.fetch('/api/me')).status).toBe(401);
  expect((await fetch(`${first.url}/api/demo/personas`)).status).toBe(404);
  expect((await send(first.url, '/api/demo/reset')).status).toBe(404);
  expect(await entranceOf(first.url)).toMatchObject({ isDemo: false, needsSetUp: true });
  const account = newAccount(secretOf(setUpUrl), 'first@example.org');
  expect((await send(first.url, '/api/set-up', account)).status).toBe(200);
  await first.close();
  const again = await startWithAccounts({}, environment);
  expect(await entranceOf(again.url)).toMatchObject({ isDemo: false, needsSetUp: false });
  await again.close();
  await rm(folder, { recursive: true });
});

test('[AM11] the demo comes only where nobody else reaches the server and no alliance is, and accounts outlive it', async () => {
  const fresh = await startWithAccounts();
  const first = await setUp(fresh);
  expect(await (await turn(first, true)).json()).toEqual({ isDemo: true });
  expect((await first.get('/api/me')).status).toBe(401);
  const priya = await signIn(fresh.url, 'priya');
  expect(await priya.plans()).not.toEqual([]);
  expect((await send(fresh.url, '/api/demo/reset')).status).toBe(204);
  const back = await turn(await signIn(fresh.url, 'priya'), false);
  expect(await back.json()).toEqual({ isDemo: false });
  const entered = await send(fresh.url, '/api/session', {
    email: first.email,
    password: 'three quiet herons',
  });
  expect(entered.status).toBe(200);
  await fresh.close();
  const open = await startWithAccounts({}, { HOST: '0.0.0.0' });
  const member = await setUp(open);
  expect(await refusalOf(await turn(member, true))).toMatchObject({ status: 409, codes: ['AM11'] });
  expect(await (await member.get('/api/administration/settings')).json()).toMatchObject({
    demoRefusal: 'not-this-machine',
  });
  await open.close();
});

test('[AM11] where alliances are, the demo is refused', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'alliance-lived-in-'));
  const demo = await startWithAccounts({}, { ALLIANCE_DEMO: '1', ALLIANCE_DATA: folder });
  await demo.close();
  const lived = await startWithAccounts({}, { ALLIANCE_DATA: folder });
  const member = await setUp(lived);
  const refused = await member.post('/api/administration/demo', { isDemo: true });
  expect(await refusalOf(refused)).toMatchObject({ status: 409, codes: ['AM11'] });
  await lived.close();
  await rm(folder, { recursive: true });
});

test('[AM12] on the command line an operator makes the first administrator, a link to a new password, and lists the accounts', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'alliance-users-'));
  const added = await runAdmin(folder, ['user', 'add', 'administrator']);
  expect(added).toMatchObject({ code: 0, stderr: '' });
  const link = added.stdout.split('\n')[0] ?? '';
  expect(link).toMatch(/^http:\/\/localhost:4400\/join#[\w-]{43}$/);
  const running = await startWithAccounts({}, { ALLIANCE_DATA: folder });
  const account = newAccount(secretOf(link), 'first@example.org');
  expect((await send(running.url, '/api/join', account)).status).toBe(200);
  const beside = await runAdmin(folder, ['user', 'list']);
  expect(beside.code).toBe(1);
  expect(beside.stderr).toContain('in use by another running Alliance');
  await running.close();
  const listed = await runAdmin(folder, ['user', 'list']);
  expect(listed.stdout).toBe('first@example.org  Dr first  (administrator)\n1 account.\n');
  const renewed = await runAdmin(folder, ['user', 'link', 'First@Example.org']);
  expect(renewed.stdout).toMatch(/^http:\/\/localhost:4400\/new-password#/);
  const nobody = await runAdmin(folder, ['user', 'link', 'nobody@example.org']);
  expect(nobody).toMatchObject({ code: 1 });
  expect(nobody.stderr).toContain('There is no account with this e-mail address.');
  for (const line of [['user'], ['user', 'remove'], ['user', 'add', 'x'], ['user', 'link']])
    expect((await runAdmin(folder, line)).code).toBe(2);
  await rm(folder, { recursive: true });
});
