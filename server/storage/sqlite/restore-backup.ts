/**
 * Puts a backup in place of what the data folder holds. All work is done in a folder beside, which takes the place of
 * the old data in one step (see `restore-swap.ts`): a restore that is interrupted has changed nothing, or is finished
 * by the next start.
 */
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type DatabaseSync } from 'node:sqlite';

import { type BackupManifest, readManifest } from './backup-manifest.ts';
import {
  backupFolder,
  databaseFile,
  DataFolderRestoring,
  lockFile,
  restoredFolder,
  restoringFolder,
  secretFile,
} from './data-folder.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { LogChecker, type OnProgress } from './log-checker.ts';
import { migrations } from './migrations.ts';
import { openDatabase, refusalOf } from './open-database.ts';
import { asideFile, finishRestore } from './restore-swap.ts';
import { digestOfFile, renameSynced, syncPath } from './synced-files.ts';
import { isWhole, sumOf, tableCounts } from './table-counts.ts';

/** A data folder with the data of a backup in it. */
export interface Restored {
  /** ISO 8601, UTC: the moment that it shows. */
  readonly madeAt: string;
  readonly rows: number;
  /** Where the data of before is; absent when there was none. */
  readonly aside?: string;
  /** How many people have to sign in again. */
  readonly sessions: number;
  /** One-time links that were ended. */
  readonly links: number;
  /** Documents that were damaged when the backup was made: they stay closed. */
  readonly damaged: readonly string[];
}

/** Why nothing was restored. The message is one plain sentence. */
export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused';
}

/** What is restored, and where. */
export interface RestoreRequest {
  readonly dataFolder: string;
  /** A backup. */
  readonly folder: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly onProgress: OnProgress;
}

/**
 * Restores a backup.
 * @throws {RestoreRefused} or {DataFolderRefused}; the data folder is as it was then, but with {DataFolderRestoring}
 */
export function restoreBackup(request: RestoreRequest): Restored {
  const { dataFolder } = request;
  const manifest = manifestOf(request.folder);
  const lock = takeFolder(dataFolder);
  const restoring = join(dataFolder, restoringFolder);
  try {
    finishRestore(dataFolder);
    rmSync(restoring, { recursive: true, force: true });
    fetchFiles(request.folder, restoring, manifest);
    const renewed = renew(restoring, manifest, request);
    return { ...renewed, ...decide(restoring, request), madeAt: manifest.madeAt };
  } catch (error) {
    rmSync(restoring, { recursive: true, force: true });
    // It may be decided already: whoever opens the folder next goes on where this stopped.
    throw existsSync(join(dataFolder, restoredFolder))
      ? new DataFolderRestoring(dataFolder)
      : error;
  } finally {
    lock.close();
  }
}

function takeFolder(folder: string): FolderLock {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return lockFolder(folder);
  } catch (error) {
    throw refusalOf(error, folder);
  }
}

function manifestOf(folder: string): BackupManifest {
  const manifest = readManifest(folder);
  if (manifest === undefined) {
    throw new RestoreRefused(
      `${resolve(folder)} is not a backup: name a folder that npm run admin -- backup has made; nothing was changed.`,
    );
  }
  if (manifest.version > (migrations.at(-1)?.to ?? 0)) {
    throw new RestoreRefused(
      `The backup ${resolve(folder)} belongs to a newer version of Alliance: restore it with that version; nothing was changed.`,
    );
  }
  return manifest;
}

/** Copies the files of the backup and checks each against its digest: what is checked is what is used. */
function fetchFiles(from: string, restoring: string, { files }: BackupManifest): void {
  mkdirSync(restoring, { mode: 0o700 });
  for (const [file, digest] of Object.entries(files)) {
    if (!existsSync(join(from, file))) throw changed(from);
    copyFileSync(join(from, file), join(restoring, file));
    if (digestOfFile(join(restoring, file)) !== digest) throw changed(from);
  }
}

function changed(from: string): RestoreRefused {
  return new RestoreRefused(
    `The backup ${resolve(from)} is not as it was made: use another one; nothing was changed.`,
  );
}

/** Brings the copy to this version, proves it, and makes it a database of its own. */
function renew(
  restoring: string,
  manifest: BackupManifest,
  { folder, now, onProgress }: RestoreRequest,
): Pick<Restored, 'rows' | 'sessions' | 'links' | 'damaged'> {
  const open = openDatabase({ folder: restoring, startedAt: now, migrations });
  try {
    const rows = sumOf(tableCounts(open.database));
    const checker = new LogChecker(open.database, { replays: false });
    const damaged = checker.checkAll(onProgress).damages.map(({ documentId }) => documentId);
    const isAsMade = damaged.every((documentId) => manifest.damaged.includes(documentId));
    if (!isAsMade || !isWhole(open.database, 'full')) throw changed(folder);
    return { rows, ...makeItsOwn(open.database, manifest, now), damaged };
  } finally {
    open.close();
  }
}

/**
 * What went on after the backup is known outside: browsers hold copies, cursors and cookies of it. New incarnations
 * keep those copies from being merged, a new secret makes the cursors count as none, nobody is signed in by a
 * session that may have been ended since, and nobody uses a link that was spent since. Gives how many those were.
 */
function makeItsOwn(
  database: DatabaseSync,
  { madeAt }: BackupManifest,
  now: number,
): Pick<Restored, 'sessions' | 'links'> {
  database.exec('BEGIN IMMEDIATE');
  database.exec(`
    UPDATE documents SET incarnation = lower(hex(randomblob(16)));
    UPDATE thread_changes SET secret = randomblob(32)`);
  const sessions = database.prepare('DELETE FROM sessions').run().changes;
  const links = database.prepare('DELETE FROM account_links').run().changes;
  database
    .prepare(`INSERT INTO audit(at, action, subjectId) VALUES (?, 'storage.restore', ?)`)
    .run(new Date(now).toISOString(), `backup-${madeAt}`);
  database.exec('COMMIT');
  return { sessions: Number(sessions), links: Number(links) };
}

/** From the rename on the restore holds; what was there is moved aside, never removed. */
function decide(restoring: string, { dataFolder, now }: RestoreRequest): Pick<Restored, 'aside'> {
  const aside = `before-restore-${new Date(now).toISOString().replaceAll(':', '-')}`;
  const isThere = existsSync(join(dataFolder, databaseFile));
  // The lock of the copy, and what a migration has copied of it: the backup itself is that copy.
  rmSync(join(restoring, lockFile), { force: true });
  rmSync(join(restoring, backupFolder), { recursive: true, force: true });
  writeFileSync(join(restoring, asideFile), aside, { mode: 0o600 });
  for (const file of [databaseFile, secretFile, asideFile, '']) {
    if (existsSync(join(restoring, file))) syncPath(join(restoring, file));
  }
  renameSynced(restoring, join(dataFolder, restoredFolder));
  finishRestore(dataFolder);
  return isThere ? { aside: join(resolve(dataFolder), aside) } : {};
}
