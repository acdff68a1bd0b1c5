import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';

import { databaseFile } from '@alliance/server/storage/sqlite/data-folder';
import { migrations } from '@alliance/server/storage/sqlite/migrations';
import { digestOfFile } from '@alliance/server/storage/sqlite/synced-files';
import { tableCounts } from '@alliance/server/storage/sqlite/table-counts';
import { expect, onTestFinished, test } from 'vitest';

import { breakRootPage, opened, tamper } from '../storage/opened.ts';
import { nurse, row, textA, textB } from '../storage/sample-world.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { writtenFolder } from '../storage/written-folder.ts';
import { backedUp, flipPayload } from './backed-up.ts';
import { runAdmin } from './run-admin.ts';

function read(folder: string): DatabaseSync {
  const database = new DatabaseSync(join(folder, databaseFile));
  onTestFinished(() => database.close());
  return database;
}

test('[AD2 C10] backup copies what the folder holds into one that only its owner reads, proved and with its digests', async () => {
  const folder = await writtenFolder();
  writeFileSync(join(folder, 'secret'), 'the key of the cookies', { mode: 0o600 });
  const backup = join(temporaryFolder(), 'deep', 'backup');
  const { code, stdout } = await runAdmin(folder, ['backup', backup]);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^Backup in .*\/deep\/backup: \d+ rows, \d+ kB, \d+\.\d s\. It verifies\.\n$/,
  );
  expect(readdirSync(backup).toSorted()).toEqual(['alliance.sqlite', 'backup.json', 'secret']);
  expect(statSync(backup).mode & 0o777).toBe(0o700);
  for (const file of readdirSync(backup))
    expect(statSync(join(backup, file)).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(backup, 'secret'), 'utf8')).toBe('the key of the cookies');
  expect(read(backup).prepare('SELECT count(*) AS rows FROM log').get()).toEqual({ rows: 7 });
});

test('[AD2 C10] a backup beside a storage that writes without a pause is one moment of it', async () => {
  const folder = await writtenFolder();
  const storage = await opened(folder);
  const backup = join(temporaryFolder(), 'backup');
  const state = { acknowledged: 1, isDone: false };
  const writing = (async () => {
    while (!state.isDone) {
      const rows = [row(nurse, [state.acknowledged % 256])];
      const request = { documentId: textB, expectedHead: state.acknowledged, rows, bind: [] };
      state.acknowledged = (await storage.append(request)).head.seq;
    }
  })();
  while (state.acknowledged < 20) await storage.probe();
  const before = state.acknowledged;
  const { code } = await runAdmin(folder, ['backup', backup]);
  state.isDone = true;
  await writing;
  const copied = read(backup)
    .prepare('SELECT count(*) AS rows, max(seq) AS last FROM log WHERE document = 2')
    .get();
  expect(code).toBe(0);
  expect(copied?.['rows']).toBe(copied?.['last']);
  expect(Number(copied?.['last'])).toBeGreaterThanOrEqual(before);
  expect(Number(copied?.['last'])).toBeLessThanOrEqual(state.acknowledged);
});

test('[AD3] backup writes into no folder that holds something, and leaves nothing when it cannot', async () => {
  const { folder, backup } = await backedUp();
  const before = readFileSync(join(backup, 'backup.json'), 'utf8');
  const again = await runAdmin(folder, ['backup', backup]);
  expect(again).toMatchObject({ code: 1, stdout: '' });
  expect(again.stderr).toMatch(
    /is there and not empty: name a new folder; nothing was changed\.\n$/,
  );
  expect(readFileSync(join(backup, 'backup.json'), 'utf8')).toBe(before);
  const parent = temporaryFolder();
  const nothing = await runAdmin(temporaryFolder(), ['backup', join(parent, 'backup')]);
  expect(nothing.stderr).toMatch(/^There is no data in /);
  expect(readdirSync(parent)).toEqual([]);
  const onFile = await runAdmin(folder, ['backup', join(backup, 'backup.json')]);
  expect(onFile.stderr).toMatch(/is there and not empty/);
  const inFile = join(backup, 'backup.json', 'backup');
  const unmakeable = await runAdmin(folder, ['backup', inFile]);
  expect(unmakeable.code).toBe(1);
  expect(unmakeable.stderr).toMatch(/cannot be made: name a folder that this account may write/);
  const unwritable = await runAdmin(inFile, ['restore', backup]);
  expect(unwritable.code).toBe(1);
  expect(unwritable.stderr).toMatch(/cannot be written: allow this user to write there/);
});

test('[AD3] backup writes nowhere into the data folder, also not by another name of it: a restore works there', async () => {
  const folder = await writtenFolder();
  const before = readdirSync(folder);
  const link = join(temporaryFolder(), 'link');
  symlinkSync(folder, link);
  for (const inside of [folder, join(folder, 'restore.ready'), join(link, 'deep', 'backup')]) {
    const { code, stderr } = await runAdmin(folder, ['backup', inside]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/is in the data folder and would be lost with it: name a folder on/);
  }
  expect(readdirSync(folder)).toEqual(before);
});

test('[AD3] a backup of a folder with a damaged document is made, says so and ends with 1; a damaged page throws it away', async () => {
  const folder = await writtenFolder();
  tamper(folder, flipPayload);
  const parent = temporaryFolder();
  const damaged = await runAdmin(folder, ['backup', join(parent, 'damaged')]);
  expect(damaged.code).toBe(1);
  expect(damaged.stdout).toMatch(
    /^Document text-a does not verify at row 4.*\nBackup in .* true copy/,
  );
  const broken = await writtenFolder();
  breakRootPage(broken, 'people');
  const refused = await runAdmin(broken, ['backup', join(parent, 'broken')]);
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^A page of the database/),
  });
  // A page that nobody reads to copy and count.
  const unread = await writtenFolder();
  breakRootPage(unread, 'open_merge_checks');
  expect(await runAdmin(unread, ['backup', join(parent, 'unread')])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^The copy is not whole, so it was thrown away/),
  });
  expect(readdirSync(parent)).toEqual(['damaged']);

  const restored = await runAdmin(temporaryFolder(), ['restore', join(parent, 'damaged')]);
  expect(restored.code).toBe(0);
  expect(restored.stdout).toContain('Document text-a was damaged when the backup was made');
});

test('[AD4] restore refuses while a server has the folder, and what is no backup, was changed or is newer; nothing changes', async () => {
  const { folder, backup } = await backedUp();
  const storage = await opened(folder);
  const refusals = new Map<string, string>();
  const refuse = async (name: string, from: string): Promise<void> => {
    const { code, stdout, stderr } = await runAdmin(folder, ['restore', from]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    refusals.set(name, stderr);
  };
  await refuse('in use', backup);
  await storage.close();
  const before = readFileSync(join(folder, databaseFile));
  await refuse('nothing', temporaryFolder());
  const changed = join(temporaryFolder(), 'changed');
  cpSync(backup, changed, { recursive: true });
  tamper(changed, `UPDATE people SET name = 'Mallory' WHERE personId = 'person-nurse'`);
  await refuse('changed', changed);
  const manifest = JSON.parse(readFileSync(join(backup, 'backup.json'), 'utf8'));
  const damaged = join(temporaryFolder(), 'damaged');
  cpSync(backup, damaged, { recursive: true });
  tamper(damaged, flipPayload);
  const files = { ...manifest.files, [databaseFile]: digestOfFile(join(damaged, databaseFile)) };
  writeFileSync(join(damaged, 'backup.json'), JSON.stringify({ ...manifest, files }));
  await refuse('damaged, and its digest written anew', damaged);
  const newer = join(temporaryFolder(), 'newer');
  cpSync(backup, newer, { recursive: true });
  const version = (migrations.at(-1)?.to ?? 0) + 1;
  writeFileSync(join(newer, 'backup.json'), JSON.stringify({ ...manifest, version }));
  await refuse('newer', newer);
  expect([...refusals.values()]).toEqual([
    expect.stringContaining('is in use by another running Alliance'),
    expect.stringContaining('is not a backup'),
    expect.stringContaining('is not as it was made: use another one; nothing was changed.'),
    expect.stringContaining('is not as it was made: use another one; nothing was changed.'),
    expect.stringContaining('belongs to a newer version of Alliance'),
  ]);
  expect(Buffer.compare(readFileSync(join(folder, databaseFile)), before)).toBe(0);
  expect(readdirSync(folder).filter((name) => /restore/.test(name))).toEqual([]);
});

test('[AD5 C9] restore moves the data of before aside, and makes copies, cursors and sessions of before worth nothing', async () => {
  const { folder, backup } = await backedUp();
  const later = await opened(folder);
  const { cursor } = await later.threadsOf({ planId: 'plan-1' });
  await later.endSession('digest-of-nurse', {
    at: '',
    personId: nurse,
    action: 'session.end',
    subjectId: 'session',
  });
  await later.close();
  tamper(folder, 'DELETE FROM log WHERE document = 2');

  const { code, stdout } = await runAdmin(folder, ['restore', backup]);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^Restored the backup of 2\S+Z in \d+\.\d s: \d+ rows\. Start Alliance now\.\n/,
  );
  expect(stdout).toContain('Everybody signs in again (1 session ended).');
  const [, aside = ''] = /The data of before is in (\S+):/.exec(stdout) ?? [];
  expect(read(aside).prepare('SELECT count(*) AS rows FROM log').get()).toEqual({ rows: 6 });

  const storage = await opened(folder);
  expect(await storage.loadDocument(textA)).toMatchObject({ head: { seq: 6 } });
  expect((await storage.loadDocument(textA))?.incarnation).toMatch(/^[0-9a-f]{32}$/);
  const incarnations = read(folder).prepare('SELECT DISTINCT incarnation FROM documents').all();
  expect(incarnations).toHaveLength(3);
  expect(await storage.threadsOf({ planId: 'plan-1', after: cursor })).toMatchObject({
    isWhole: true,
  });
  expect(await storage.session('digest-of-nurse')).toBeUndefined();
  expect((await storage.readAudit(0, 10)).at(-1)).toMatchObject({
    action: 'storage.restore',
    subjectId: expect.stringMatching(/^backup-2/),
  });
});

test('[AD2 AD5] a backup brings back alliances with their charter versions, and accounts with how they sign in; links that were sent are worth nothing', async () => {
  const old = temporaryFolder();
  const fixture = new URL('../storage/fixtures/stage-4.sqlite.gz', import.meta.url);
  writeFileSync(join(old, databaseFile), gunzipSync(readFileSync(fixture)), { mode: 0o600 });
  const counts = tableCounts(read(old));
  const backup = join(temporaryFolder(), 'backup');
  expect(await runAdmin(old, ['backup', backup])).toMatchObject({ code: 0 });
  const folder = join(temporaryFolder(), 'new');
  const { stdout } = await runAdmin(folder, ['restore', backup]);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  expect(stdout).toContain(`: ${all.toLocaleString('en')} rows.`);
  expect(stdout).toContain('One-time links from before are worth nothing (1 link ended)');
  expect(tableCounts(read(folder))).toEqual({
    ...counts,
    sessions: 0,
    account_links: 0,
    audit: Number(counts['audit']) + 1,
  });
  const inIt = ['alliances', 'charter_versions', 'alliance_links', 'accounts', 'account_links'];
  const empty = [...inIt, 'sign_in_users', 'installation'].filter((table) => !counts[table]);
  expect(empty).toEqual([]);
});

test('[AD5] restore fills a folder that is not there, from a backup of the first tables too', async () => {
  const old = temporaryFolder();
  const fixture = new URL('../storage/fixtures/stage-1.sqlite.gz', import.meta.url);
  writeFileSync(join(old, databaseFile), gunzipSync(readFileSync(fixture)), { mode: 0o600 });
  const backup = join(temporaryFolder(), 'backup');
  expect(await runAdmin(old, ['backup', backup])).toMatchObject({ code: 0 });
  const folder = join(temporaryFolder(), 'new');
  const { code, stdout } = await runAdmin(folder, ['restore', backup]);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining('There was no data before.'),
  });
  expect(existsSync(join(folder, 'restore.ready'))).toBe(false);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  const storage = await opened(folder);
  expect(await storage.loadDocument(textA)).toMatchObject({ head: { seq: 3 } });
  expect(readdirSync(folder).filter((name) => name === 'backups')).toEqual([]);
});
