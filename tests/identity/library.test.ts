import net from 'node:net';

import { FewAtOnce } from '@alliance/server/identity/few-at-once';
import { openLibrary } from '@alliance/server/identity/library-secrets';
import { createSessions } from '@alliance/server/identity/sessions';
import { Silence } from '@alliance/server/identity/silence';
import { ThrowAwayMemory } from '@alliance/server/identity/throw-away-memory';
import { Turns } from '@alliance/server/identity/turns';
import { createMemoryStorage } from '@alliance/server/storage/memory';
import { type Storage } from '@alliance/server/storage/port';
import { toPersonId } from '@alliance/shared/identity/person';
import { expect, onTestFinished, test, vi } from 'vitest';

import { appCode, goodPassword, send, setUp, startWithAccounts } from '../support/accounts.ts';

const personId = toPersonId('someone');
const at = new Date(0).toISOString();

/** A storage in which somebody has an account with a password. */
async function withAccount(): Promise<Storage> {
  const storage = createMemoryStorage();
  const library = openLibrary({ storage, key: 'k'.repeat(32), now: Date.now });
  const signIn = (await library.password(personId, goodPassword)) ?? [];
  await storage.addAccount({
    person: { id: personId, name: 'Someone', shortName: 'Some', isSimulated: false },
    account: {
      personId,
      email: 'someone@example.org',
      isAdministrator: true,
      hasSecondFactor: false,
      failures: 0,
      createdAt: at,
      version: 1,
    },
    signIn,
    audit: { at, personId, action: 'account.add', subjectId: personId },
  });
  return storage;
}

test('[ID31] none of the library’s own routes is there', async () => {
  const server = await startWithAccounts();
  const ada = await setUp(server);
  const body = { email: ada.email, password: goodPassword };
  for (const path of [
    '/api/auth/sign-in/email',
    '/api/auth/sign-up/email',
    '/api/auth/get-session',
  ])
    expect((await send(server.url, path, body)).status).toBe(404);
  await server.close();
});

test('[ID31] its sessions open nothing: what it signs is no cookie of ours, and its memory is empty after each call', async () => {
  const memory = new ThrowAwayMemory(() => clock.now);
  const clock = { now: 0 };
  for (let each = 0; each < 1500; each++) await memory.set(`key ${each}`, 'value');
  expect(memory.size).toBe(1000);
  expect(await memory.get('key 1499')).toBe('value');
  expect(await memory.get('key 0')).toBeNull();
  expect(await memory.getAndDelete('key 1499')).toBe('value');
  expect(await memory.get('key 1499')).toBeNull();
  clock.now = 10 * 60_000;
  expect(await memory.get('key 1498')).toBeNull();
  const storage = await withAccount();
  const rows = await storage.querySignIn({
    sql: "SELECT name FROM sqlite_master WHERE name LIKE '%session%'",
    parameters: [],
  });
  expect(rows.rows).toEqual([]);
});

test('[ID31] it reaches out to nobody: no connection is made while it is opened and used', async () => {
  const connect = vi.spyOn(net.Socket.prototype, 'connect');
  const ask = vi.spyOn(globalThis, 'fetch');
  onTestFinished(() => [connect, ask].forEach((spy) => spy.mockRestore()));
  const storage = await withAccount();
  const library = openLibrary({ storage, key: 'k'.repeat(32), now: Date.now });
  expect(await library.checkPassword(personId, goodPassword)).toBe('right');
  expect(connect).not.toHaveBeenCalled();
  expect(ask).not.toHaveBeenCalled();
  // That it would be seen.
  await expect(fetch('http://127.0.0.1:1/')).rejects.toThrow('fetch failed');
  net.connect(1, '127.0.0.1').on('error', () => undefined);
  expect(ask).toHaveBeenCalledOnce();
  expect(connect).toHaveBeenCalled();
});

test('[ID31] each call that writes leaves its audit entry with its first writing statement, and no password or secret is stored', async () => {
  const storage = await withAccount();
  const statements: { readonly sql: string; readonly audit: string | undefined }[] = [];
  const watched: Pick<Storage, 'querySignIn'> = {
    async querySignIn(statement) {
      statements.push({ sql: statement.sql.slice(0, 6), audit: statement.audit?.action });
      return await storage.querySignIn(statement);
    },
  };
  const library = openLibrary({ storage: watched, key: 'k'.repeat(32), now: Date.now });
  const audit = (action: string) => ({ at, personId, action, subjectId: personId });
  const made = await library.startSecondFactor({
    personId,
    password: goodPassword,
    label: 'someone@example.org',
    audit: audit('start'),
  });
  const code = appCode(made.secret);
  expect(await library.acceptSecondFactor(personId, '12', audit('wrong'))).toBe(false);
  expect(await library.acceptSecondFactor(personId, code, audit('accept'))).toBe(true);
  const [backup = ''] = made.backupCodes;
  expect(await library.checkCode(personId, backup, audit('backup'))).toBe(true);
  expect(await library.checkCode(personId, backup, audit('again'))).toBe(false);
  const written = statements.filter(({ audit: action }) => action !== undefined);
  expect(written.map(({ audit: action }) => action)).toEqual(['start', 'accept', 'backup']);
  for (const { sql } of written) expect(['insert', 'update']).toContain(sql);
  const tables = ['sign_in_users', 'sign_in_credentials', 'sign_in_second_factors'];
  const dumps = await Promise.all(
    tables.map((table) => storage.querySignIn({ sql: `SELECT * FROM ${table}`, parameters: [] })),
  );
  const dump = JSON.stringify(dumps.map(({ rows }) => rows));
  expect(dump).toContain('someone@person.invalid');
  for (const secret of [goodPassword, made.secret.replaceAll(' ', ''), backup])
    expect(dump).not.toContain(secret);
});

test('[ID31] the password of one person is not that of another, and nobody has none', async () => {
  const storage = await withAccount();
  const library = openLibrary({ storage, key: 'k'.repeat(32), now: Date.now });
  expect(await library.checkPassword(personId, goodPassword)).toBe('right');
  expect(await library.checkPassword(personId, `${goodPassword} `)).toBe('wrong');
  expect(await library.checkPassword(undefined, goodPassword)).toBe('wrong');
  expect(await library.checkPassword(toPersonId('another'), goodPassword)).toBe('wrong');
});

test('[ID32] only so many passwords are worked on at a time, only so many wait, and the rest are told at once', async () => {
  const few = new FewAtOnce({ atOnce: 2, waitingMax: 3 });
  const running = { now: 0, most: 0 };
  const { promise, resolve } = Promise.withResolvers<void>();
  const work = async (): Promise<string> => {
    running.most = Math.max(running.most, ++running.now);
    await promise;
    running.now--;
    return 'done';
  };
  const asked = Array.from({ length: 7 }, () => few.run(work));
  expect(await Promise.all(asked.slice(5))).toEqual([undefined, undefined]);
  resolve();
  expect(await Promise.all(asked.slice(0, 5))).toEqual(Array.from({ length: 5 }, () => 'done'));
  expect(running.most).toBe(2);
  await expect(few.run(() => Promise.reject(new Error('No.')))).rejects.toThrow('No.');
  expect(await few.run(work)).toBe('done');
});

test('[ID32] tries of one account wait for each other, those of another do not, and a failure stops nobody', async () => {
  const turns = new Turns(2);
  const told: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const first = turns.take('one', async () => {
    await promise;
    told.push('first');
    throw new Error('No.');
  });
  const second = turns.take('one', async () => told.push('second'));
  expect(await turns.take('one', async () => told.push('third'))).toBeUndefined();
  await turns.take('other', async () => told.push('other'));
  resolve();
  await expect(first).rejects.toThrow('No.');
  await second;
  expect(told).toEqual(['other', 'first', 'second']);
});

test('[ID34] somebody has twenty sessions at most: signing in once more ends the oldest', async () => {
  const storage = await withAccount();
  const clock = { now: Date.now() };
  const now = (): number => clock.now++;
  const silence = new Silence(now, () => 5);
  const key = 'k'.repeat(32);
  const sessions = createSessions({ storage, key, now, silence, isDemo: () => false });
  const ended: string[] = [];
  sessions.onEnd((ref) => ended.push(ref));
  const person = { id: personId, name: 'Someone', shortName: 'Some', isSimulated: false };
  const enter = { person, persona: 'account', kind: 'account', isSecure: false } as const;
  const { session: oldest } = await sessions.signIn(enter);
  for (let time = 0; time < 19; time++) await sessions.signIn(enter);
  expect(ended).toEqual([]);
  await sessions.signIn(enter);
  expect(ended).toEqual([oldest.ref]);
  expect(await sessions.living({ personId, limit: 100 })).toHaveLength(20);
});
