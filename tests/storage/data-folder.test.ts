import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { expect, test } from 'vitest';

import {
  backupFolder,
  databaseFile,
  DataFolderInUse,
  DataFolderNewer,
  DataFolderNotWritable,
  DataFolderUnreadable,
} from '../../server/storage/sqlite/data-folder.ts';
import { type Migration, migrations } from '../../server/storage/sqlite/migrations.ts';
import { openDatabase } from '../../server/storage/sqlite/open-database.ts';
import { giveAway, openAsOtherAccount, whyNoOtherAccount } from './as-other-account.ts';
import { opened, openedSample, tamper } from './opened.ts';
import { threadA, threadB, threadOf, writeOf } from './sample-threads.ts';
import { plan } from './sample-world.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** So that the database is one file. */
const emptyWriteAheadLog = 'PRAGMA wal_checkpoint(TRUNCATE)';
const newest = migrations.at(-1)?.to ?? 0;
const startedAt = Date.parse('2026-03-02T12:00:00Z');

test('[ST22] a newer data folder is refused and left as it was', async () => {
  const folder = temporaryFolder();
  await (await openedSample(folder)).close();
  tamper(folder, `PRAGMA user_version = ${newest + 1}; ${emptyWriteAheadLog}`);
  const before = readFileSync(join(folder, databaseFile));
  const refused = opened(folder);
  await expect(refused).rejects.toThrow(DataFolderNewer);
  await expect(refused).rejects.toThrow(
    `The data folder ${folder} belongs to a newer version of Alliance: start that version, or name another folder in ALLIANCE_DATA.`,
  );
  expect(Buffer.compare(readFileSync(join(folder, databaseFile)), before)).toBe(0);
});

test('[ST22] a data folder in use is refused, and free once it is let go', async () => {
  const folder = temporaryFolder();
  const first = await openedSample(folder);
  await expect(opened(folder)).rejects.toThrow(DataFolderInUse);
  await first.close();
  const second = await opened(folder);
  expect(await second.isEmpty()).toBe(false);
});

test('[ST22] a folder that cannot be made is refused', async () => {
  const file = join(temporaryFolder(), 'a-file');
  writeFileSync(file, '');
  await expect(opened(join(file, 'data'))).rejects.toThrow(DataFolderNotWritable);
});

test('[ST22] a folder or a database without the right to write is refused', async ({ skip }) => {
  const reason = whyNoOtherAccount();
  if (reason !== undefined) skip(reason);
  const folder = temporaryFolder();
  chmodSync(folder, 0o500);
  giveAway(folder);
  expect(openAsOtherAccount(folder)).toBe('DataFolderNotWritable');
  expect(readdirSync(folder)).toEqual([]);
  chmodSync(folder, 0o700);
  await (await openedSample(folder)).close();
  const files = readdirSync(folder).map((name) => join(folder, name));
  giveAway(...files);
  expect(openAsOtherAccount(folder)).toBe('opened');
  chmodSync(join(folder, databaseFile), 0o400);
  expect(openAsOtherAccount(folder)).toBe('DataFolderNotWritable');
});

test('[ST22] a file that is not a database, or belongs to another program, is refused and left as it was', async () => {
  const garbage = temporaryFolder();
  const bytes = Buffer.alloc(9000, 'not a database');
  writeFileSync(join(garbage, databaseFile), bytes);
  await expect(opened(garbage)).rejects.toThrow(DataFolderUnreadable);
  expect(Buffer.compare(readFileSync(join(garbage, databaseFile)), bytes)).toBe(0);

  const foreign = temporaryFolder();
  tamper(foreign, 'CREATE TABLE theirs(x); INSERT INTO theirs VALUES (1)');
  await expect(opened(foreign)).rejects.toThrow(DataFolderUnreadable);
});

/** A step beyond the newest, as a later version will bring it. */
const nextStep: Migration = { to: newest + 1, sql: 'CREATE TABLE next(x INTEGER) STRICT' };

function openWith(folder: string, steps: readonly Migration[]): ReturnType<typeof openDatabase> {
  return openDatabase({ folder, startedAt, migrations: steps });
}

function valueOf(database: DatabaseSync, sql: string): unknown {
  return Object.values(database.prepare(sql).get() ?? {})[0];
}

test('[ST23] a migration copies the database first, and the copy holds everything', async () => {
  const folder = temporaryFolder();
  await (await openedSample(folder)).close();
  expect(readdirSync(folder)).not.toContain(backupFolder);

  const open = openWith(folder, [...migrations, nextStep]);
  expect(valueOf(open.database, 'PRAGMA user_version')).toBe(nextStep.to);
  expect(valueOf(open.database, 'SELECT count(*) FROM log')).toBe(2);
  open.close();

  const copies = readdirSync(join(folder, backupFolder));
  expect(copies).toEqual([`version-${newest}-2026-03-02T12-00-00.000Z.sqlite`]);
  const copy = new DatabaseSync(join(folder, backupFolder, copies[0] ?? ''));
  expect(valueOf(copy, 'PRAGMA user_version')).toBe(newest);
  expect(valueOf(copy, 'SELECT count(*) FROM log')).toBe(2);
  copy.close();

  openWith(folder, [...migrations, nextStep]).close();
  expect(readdirSync(join(folder, backupFolder))).toEqual(copies);
});

test('[ST23] a step that fails leaves the database as it was, with every step before it undone', async () => {
  const folder = temporaryFolder();
  await (await openedSample(folder)).close();
  const broken: Migration = { to: nextStep.to + 1, sql: 'DELETE FROM log; CREATE TABLE broken(' };
  expect(() => openWith(folder, [...migrations, nextStep, broken])).toThrow('syntax error');
  const storage = await opened(folder);
  expect(await storage.isEmpty()).toBe(false);
  await storage.close();
  const open = openWith(folder, migrations);
  expect(valueOf(open.database, 'SELECT count(*) FROM log')).toBe(2);
  expect(valueOf(open.database, `SELECT count(*) FROM sqlite_schema WHERE name = 'next'`)).toBe(0);
  open.close();
});

test('[ST23] the steps are numbered from 1 without gaps', () => {
  expect(migrations.map(({ to }) => to)).toEqual(migrations.map((_, index) => index + 1));
});

test('[ST33] a cursor from after the copy that was put back counts as none', async () => {
  const folder = temporaryFolder();
  const first = await openedSample(folder);
  await first.writeThread(writeOf(threadOf(threadA)));
  await first.close();
  tamper(folder, emptyWriteAheadLog);
  const copy = readFileSync(join(folder, databaseFile));
  const second = await opened(folder);
  await second.writeThread(writeOf(threadOf(threadB)));
  const { cursor } = await second.threadsOf({ planId: plan.id });
  await second.close();
  tamper(folder, emptyWriteAheadLog);
  writeFileSync(join(folder, databaseFile), copy);
  const third = await opened(folder);
  const { isWhole, threads } = await third.threadsOf({ planId: plan.id, after: cursor });
  expect([isWhole, threads]).toEqual([true, [threadOf(threadA)]]);
});
