import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Progress } from '@alliance/server/admin/progress';
import { databaseFile } from '@alliance/server/storage/sqlite/data-folder';
import { expect, test } from 'vitest';

import { breakRootPage, opened, openedSample, tamper } from '../storage/opened.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { writtenFolder } from '../storage/written-folder.ts';
import { backedUp, flipPayload } from './backed-up.ts';
import { ended, runAdmin, spawnAdmin } from './run-admin.ts';

test('[AD1] log verify proves every document beside the storage that writes it, and says what it cannot prove', async () => {
  const folder = await writtenFolder();
  await opened(folder);
  const { code, stdout, stderr } = await runAdmin(folder, ['log', 'verify']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Everything verifies: 3 documents, 7 rows, 2 snapshots in \d+\.\d s\.\n/);
  expect(stdout).toContain('Not proved, because nothing is kept to prove it by: comments');
});

test('[AD1 C6] log verify names each damaged document with its first bad row, no word of it, and ends with 1', async () => {
  const folder = await writtenFolder();
  tamper(folder, flipPayload);
  tamper(folder, `UPDATE snapshots SET rowHash = zeroblob(32) WHERE seq = 3`);
  tamper(folder, `DELETE FROM log WHERE document = 2`);
  const { code, stdout } = await runAdmin(folder, ['log', 'verify']);
  expect(code).toBe(1);
  expect(stdout.split('\n').slice(0, 3)).toEqual([
    'Document text-a does not verify at row 4: the row was changed or is missing.',
    'Document text-b ends before row 1: rows at its end are missing.',
    expect.stringMatching(/^2 damaged documents among .* restore <folder>\.$/),
  ]);
  expect(stdout).not.toContain('elsewhere');
});

test('[AD7] doctor finds nothing to do in a sound folder with a backup, beside the storage that writes it', async () => {
  const { folder } = await backedUp();
  chmodSync(folder, 0o700);
  await opened(folder);
  const { code, stdout } = await runAdmin(folder, ['doctor'], { ALLIANCE_DEMO: '0' });
  expect({ code, bad: stdout.match(/^fix.*$/gm) }).toEqual({ code: 0, bad: null });
  expect(stdout).toContain('good  Alliance runs on');
  expect(stdout).toMatch(/Nothing must be done\.\n$/);
});

test('[AD7] doctor names each problem with its fix and ends with 1', async () => {
  const folder = await writtenFolder();
  tamper(folder, flipPayload);
  tamper(
    folder,
    `INSERT INTO audit(at, action, subjectId) VALUES ('2199-01-01T00:00:00.000Z', 'a', 'b')`,
  );
  chmodSync(folder, 0o755);
  chmodSync(join(folder, databaseFile), 0o644);
  const { code, stdout } = await runAdmin(folder, ['doctor'], { ALLIANCE_DEMO: '0' });
  expect(code).toBe(1);
  expect(stdout.match(/^fix.*$/gm)).toEqual([
    `fix   Other accounts may read ${folder}: chmod 700 ${folder}`,
    `fix   Other accounts may read ${folder}/alliance.sqlite: chmod 600 ${folder}/alliance.sqlite`,
    expect.stringMatching(
      /^fix   The newest row is [\d,]+ minutes ahead of this machine's clock: set the clock/,
    ),
    expect.stringMatching(/^fix   Document text-a does not verify at row 4: .*restore <folder>\.$/),
    expect.stringMatching(/^fix   No backup is known .*: make one with/),
  ]);
  expect(stdout).toMatch(/\n5 things must be done\.\n$/);
});

test('[AD7] doctor tells a folder without data, one that is newer and one with damaged pages', async () => {
  const newer = temporaryFolder();
  await (await openedSample(newer)).close();
  tamper(newer, `PRAGMA user_version = 99`);
  const broken = await writtenFolder();
  breakRootPage(broken, 'snapshots');
  for (const [folder, fix] of [
    [temporaryFolder(), 'There is no data in'],
    [newer, 'belongs to a newer version'],
    [broken, 'The database has damaged pages.'],
  ] as const) {
    const { code, stdout } = await runAdmin(folder, ['doctor']);
    expect({ code, fixes: stdout.match(/^fix.*$/gm)?.join() }).toEqual({
      code: 1,
      fixes: expect.stringContaining(fix),
    });
  }
});

test.each([
  [[]],
  [['nonsense']],
  [['log']],
  [['backup']],
  [['restore', '--help']],
  [['doctor', 'now']],
])('[AD8] the line %j is answered with the usage and 2', async (line) => {
  const { code, stdout, stderr } = await runAdmin(temporaryFolder(), line);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  for (const command of ['doctor', 'log verify', 'backup <folder>', 'restore <folder>'])
    expect(stderr).toContain(command);
});

test('[AD8] the command that npm runs is this one, and its exit code the answer', async () => {
  const { scripts } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  expect(scripts.admin).toBe('exec node server/admin/admin.ts');
  const nothing = await ended(spawnAdmin(temporaryFolder(), ['log', 'verify']));
  expect(nothing).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^There is no data in /),
  });
});

test('[AD8] a command that takes longer than a second says how far it is, once a second at most', () => {
  let now = 0;
  const lines: string[] = [];
  const progress = new Progress(
    () => now,
    (line) => lines.push(line),
  );
  for (; now < 3500; now += 100) progress.tell('copying', now / 4000);
  expect(lines).toEqual(['copying 25 %', 'copying 50 %', 'copying 75 %']);
});

test('[AD8] a wrong option of the configuration is answered with its plain line and 2', async () => {
  const { code, stderr } = await runAdmin(temporaryFolder(), ['doctor'], { PORT: 'many' });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(/^PORT must be a number .*\n$/),
  });
});
