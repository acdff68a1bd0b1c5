/**
 * The last step of a restore: what was there goes aside, what was restored takes its place. It is decided by one
 * rename, and whatever interrupts it after that is finished by whoever opens the folder next.
 *
 *   restore.unfinished/ ── renamed ──▶ restore.ready/     decided: from here on the folder holds the restored data
 *   alliance.sqlite-wal, -shm, alliance.sqlite ─▶ before-restore-…/        then each file of restore.ready/ moves in
 */
import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { databaseFile, restoredFolder, secretFile } from './data-folder.ts';
import { renameSynced, syncPath } from './synced-files.ts';

/** In the folder of what was restored: the name of the folder for what was there before. */
export const asideFile = 'aside';

/** The write-ahead log goes first: beside another database it would be written into that one. */
const companions: Readonly<Record<string, readonly string[]>> = {
  [databaseFile]: [`${databaseFile}-wal`, `${databaseFile}-shm`],
  [secretFile]: [],
};

/** Finishes a restore that has been decided; does nothing when there is none. Only for the process that holds the lock. */
export function finishRestore(folder: string): void {
  const steps = swapSteps(folder);
  while (steps.next().done !== true);
}

/** The same, step by step: after each, the process may end. */
export function* swapSteps(folder: string): Generator<string, void> {
  const ready = join(folder, restoredFolder);
  if (!existsSync(ready)) return;
  // Without the name of the other folder there is nothing left to move: it goes last.
  if (existsSync(join(ready, asideFile))) yield* moveFiles(folder, ready);
  rmdirSync(ready);
  syncPath(folder);
}

function* moveFiles(folder: string, ready: string): Generator<string, void> {
  const aside = join(folder, readFileSync(join(ready, asideFile), 'utf8'));
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  yield aside;
  for (const [file, beside] of Object.entries(companions)) {
    // While the restored file waits here, whatever has its name outside is of before.
    if (!existsSync(join(ready, file))) continue;
    for (const old of [...beside, file]) {
      if (!existsSync(join(folder, old))) continue;
      renameSynced(join(folder, old), join(aside, old));
      yield old;
    }
    renameSynced(join(ready, file), join(folder, file));
    yield file;
  }
  rmSync(join(ready, asideFile));
  yield asideFile;
}
