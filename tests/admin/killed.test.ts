import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { LogChecker } from '@alliance/server/storage/sqlite/log-checker';
import { migrations } from '@alliance/server/storage/sqlite/migrations';
import { openDatabase } from '@alliance/server/storage/sqlite/open-database';
import { restoreBackup } from '@alliance/server/storage/sqlite/restore-backup';
import { finishRestore, swapSteps } from '@alliance/server/storage/sqlite/restore-swap';
import { expect, test } from 'vitest';

import { tamper } from '../storage/opened.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { writtenFolder } from '../storage/written-folder.ts';
import { ended, runAdmin, spawnAdmin } from './run-admin.ts';

/** How many restores are killed; more by the environment. */
const kills = Number(process.env['ALLIANCE_KILLS'] ?? 3);

/** Marks a folder, so that it can be told from a copy. */
function name(folder: string, title: string): void {
  tamper(folder, `UPDATE plans SET title = '${title}'`);
}

/** Opens a folder as a server does: the title of its plan, after every document was proved. */
function titleIn(folder: string): unknown {
  const open = openDatabase({ folder, startedAt: Date.now(), migrations });
  const row = open.database.prepare('SELECT title FROM plans').get();
  const checker = new LogChecker(open.database, { replays: true });
  const seen = checker.documentIds().map((documentId) => checker.check(documentId));
  open.close();
  expect(seen).toEqual([
    { rows: 6, snapshots: 2 },
    { rows: 1, snapshots: 0 },
    { rows: 0, snapshots: 0 },
  ]);
  return row?.['title'];
}

/** A folder in which a restore is decided and nothing is moved yet. */
async function decidedFolder(): Promise<string> {
  const [folder, backup] = [await writtenFolder(), await writtenFolder()];
  name(folder, 'before');
  name(backup, 'restored');
  writeFileSync(join(folder, 'secret'), 'before');
  // Left behind by a killed server: beside another database it must not be.
  writeFileSync(join(folder, 'alliance.sqlite-wal'), 'before');
  const ready = join(folder, 'restore.ready');
  mkdirSync(ready);
  cpSync(join(backup, 'alliance.sqlite'), join(ready, 'alliance.sqlite'));
  writeFileSync(join(ready, 'secret'), 'restored');
  writeFileSync(join(ready, 'aside'), 'before-restore-x');
  return folder;
}

test('[AD6] a restore that ends after any of its last steps is finished by whoever opens the folder next', async () => {
  const all = [...swapSteps(await decidedFolder())].length;
  expect(all).toBe(7);
  for (let steps = 0; steps <= all; steps++) {
    const folder = await decidedFolder();
    const swap = swapSteps(folder);
    for (let step = 0; step < steps; step++) swap.next();
    // Not finished, it is not read as if it were.
    const { stderr } = await runAdmin(folder, ['log', 'verify']);
    expect(stderr).toContain('is not finished');
    finishRestore(folder);
    expect(existsSync(join(folder, 'restore.ready'))).toBe(false);
    expect(readdirSync(join(folder, 'before-restore-x')).toSorted()).toEqual([
      'alliance.sqlite',
      'alliance.sqlite-wal',
      'secret',
    ]);
    expect(titleIn(folder)).toBe('restored');
  }
});

test('[AD6] a restore that cannot take its last step says that it is decided, and is finished by the next start', async () => {
  const source = await writtenFolder();
  name(source, 'restored');
  const backup = join(temporaryFolder(), 'backup');
  expect(await runAdmin(source, ['backup', backup])).toMatchObject({ code: 0 });
  const folder = await writtenFolder();
  const now = Date.UTC(2026, 10, 23);
  const inTheWay = join(folder, 'before-restore-2026-11-23T00-00-00.000Z');
  writeFileSync(inTheWay, '');
  const restoring = () =>
    restoreBackup({ dataFolder: folder, folder: backup, now, onProgress: () => undefined });
  expect(restoring).toThrow(/is not finished: start Alliance, or run the restore again/);
  rmSync(inTheWay);
  expect(titleIn(folder)).toBe('restored');
});

test('[AD6] the storage finishes an interrupted restore when it opens', async () => {
  const folder = await decidedFolder();
  expect(titleIn(folder)).toBe('restored');
});

test(
  `[AD6 C10] a restore killed at any moment leaves the old data or the restored, whole (${kills} kills)`,
  async () => {
    const backup = join(temporaryFolder(), 'backup');
    const source = await writtenFolder();
    name(source, 'restored');
    expect(await runAdmin(source, ['backup', backup])).toMatchObject({ code: 0 });
    for (let events = 1; events <= kills; events++) {
      const folder = await writtenFolder();
      name(folder, 'before');
      const child = spawnAdmin(folder, ['restore', backup]);
      const end = ended(child);
      let seen = 0;
      // Each change of the folder is a moment; later rounds wait for more of them.
      const watcher = watch(folder, () => {
        seen += 1;
        if (seen >= events * 4) child.kill('SIGKILL');
      });
      const { code } = await end;
      watcher.close();
      const title = titleIn(folder);
      expect(code === 0 ? ['restored'] : ['before', 'restored']).toContain(title);
    }
  },
  60_000 + kills * 20_000,
);

/** Begins a backup and kills it as soon as something is there; gives whether it died before it had its name. */
async function killBackup(folder: string, parent: string): Promise<boolean> {
  const backup = join(parent, 'backup');
  const child = spawnAdmin(folder, ['backup', backup]);
  const end = ended(child);
  const watcher = watch(parent, () => child.kill('SIGKILL'));
  await end;
  watcher.close();
  // On a busy machine it is done before this process gets to kill it. What has the name is whole.
  if (!existsSync(backup)) return true;
  expect(await runAdmin(temporaryFolder(), ['restore', backup])).toMatchObject({ code: 0 });
  return false;
}

test('[AD3 C10] a backup that is killed while it is made has no name, and the next one is whole', async () => {
  const folder = await writtenFolder();
  let parent = temporaryFolder();
  while (!(await killBackup(folder, parent))) parent = temporaryFolder();
  expect(readdirSync(parent)).not.toEqual([]);
  expect(await runAdmin(folder, ['backup', join(parent, 'backup')])).toMatchObject({ code: 0 });
});
