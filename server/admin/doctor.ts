import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DatabaseSync } from 'node:sqlite';

import { lastBackupFile, readLastBackup, readManifest } from '../storage/sqlite/backup-manifest.ts';
import {
  databaseFile,
  DataFolderRefused,
  restoringFolder,
  secretFile,
} from '../storage/sqlite/data-folder.ts';
import { isLocked } from '../storage/sqlite/folder-lock.ts';
import { keepsClosed, LogChecker } from '../storage/sqlite/log-checker.ts';
import { pragma } from '../storage/sqlite/migrate.ts';
import { migrations } from '../storage/sqlite/migrations.ts';
import { openForReading } from '../storage/sqlite/open-for-reading.ts';
import { isWhole } from '../storage/sqlite/table-counts.ts';
import { type Answer, type Ground } from './command.ts';
import { adviceFor } from './verify-log.ts';
import { counted, notProved, saidOf, since, sized } from './words.ts';

/** Space that must be left beside as much again as the database has: a migration copies it first. */
const freeBytesMin = 256 * 1024 * 1024;

/** How old the last backup may be. */
const backupMsMax = 7 * 24 * 3_600_000;

/** How far the newest row may be ahead of the clock: two clocks are never quite the same. */
const clockMsMax = 5 * 60_000;

/** What was looked at. `fix`: something must be done, and the text says what. */
interface Finding {
  readonly mark: 'good' | 'note' | 'fix';
  readonly text: string;
}

/** `doctor`: names every problem of the data folder and its fix. Changes nothing; may run beside the server. */
export async function doctor(ground: Ground): Promise<Answer> {
  const findings = [...folderFindings(ground), ...databaseFindings(ground), backupFinding(ground)];
  const problems = findings.filter(({ mark }) => mark === 'fix').length;
  const lines = findings.map(({ mark, text }) => `${mark.padEnd(4)}  ${text}`);
  const end =
    problems === 0 ? 'Nothing must be done.' : `${counted(problems, 'thing')} must be done.`;
  return { code: problems === 0 ? 0 : 1, lines: [...lines, `note  ${notProved}`, end] };
}

function folderFindings({ dataFolder }: Ground): readonly Finding[] {
  if (!existsSync(dataFolder)) return [];
  return [
    runningFinding(dataFolder),
    spaceFinding(dataFolder),
    ...modeFindings(dataFolder),
    ...leftoverFindings(dataFolder),
  ];
}

function runningFinding(dataFolder: string): Finding {
  const text = isLocked(dataFolder) ? 'Alliance runs on' : 'No Alliance runs on';
  return { mark: 'good', text: `${text} ${dataFolder}.` };
}

function spaceFinding(dataFolder: string): Finding {
  const { bavail, bsize } = statfsSync(dataFolder);
  const free = bavail * bsize;
  const needed = freeBytesMin + sizeOf(join(dataFolder, databaseFile));
  if (free >= needed) return { mark: 'good', text: `${sized(free)} are free.` };
  return {
    mark: 'fix',
    text: `Only ${sized(free)} are free: make it ${sized(needed)}. When nothing is left, nobody can save.`,
  };
}

function modeFindings(dataFolder: string): readonly Finding[] {
  const isMine = process.getuid === undefined || process.getuid() === 0;
  const findings = ['', databaseFile, `${databaseFile}-wal`, secretFile].flatMap(
    (file): Finding[] => {
      const path = join(dataFolder, file);
      if (!existsSync(path)) return [];
      const { mode, uid } = statSync(path);
      const isOwn = isMine || uid === process.getuid?.();
      if (!isOwn)
        return [{ mark: 'fix', text: `${path} belongs to another account: chown it to this one.` }];
      if ((mode & 0o077) === 0) return [];
      const wanted = file === '' ? '700' : '600';
      return [{ mark: 'fix', text: `Other accounts may read ${path}: chmod ${wanted} ${path}` }];
    },
  );
  if (findings.length > 0) return findings;
  return [{ mark: 'good', text: 'Only this account may read the folder and its files.' }];
}

function leftoverFindings(dataFolder: string): readonly Finding[] {
  const kept = readdirSync(dataFolder).filter((name) => name.startsWith('before-restore-'));
  const unfinished = existsSync(join(dataFolder, restoringFolder));
  return [
    ...kept.map((name): Finding => {
      const bytes = sizeOf(join(dataFolder, name, databaseFile));
      return {
        mark: 'note',
        text: `${name} holds the data of before a restore (${sized(bytes)}): delete it when nobody needs it any more.`,
      };
    }),
    ...(unfinished && !isLocked(dataFolder)
      ? [
          {
            mark: 'note' as const,
            text: 'A restore was interrupted before it changed anything: run it again.',
          },
        ]
      : []),
  ];
}

function databaseFindings(ground: Ground): readonly Finding[] {
  let database: DatabaseSync;
  try {
    database = openForReading(ground.dataFolder);
  } catch (error) {
    if (!(error instanceof DataFolderRefused)) throw error;
    return [{ mark: 'fix', text: error.message }];
  }
  try {
    return [
      versionFinding(database),
      pagesFinding(database),
      clockFinding(database, ground.now()),
      ...documentFindings(database, ground),
    ];
  } finally {
    database.close();
  }
}

function versionFinding(database: DatabaseSync): Finding {
  const version = pragma(database, 'user_version');
  const newest = migrations.at(-1)?.to ?? 0;
  if (version === newest)
    return { mark: 'good', text: `The tables are those of this version (${version}).` };
  return {
    mark: 'note',
    text: `The tables are of version ${version}: the next start copies the database and brings it to ${newest}.`,
  };
}

function pagesFinding(database: DatabaseSync): Finding {
  if (isWhole(database, 'quick'))
    return { mark: 'good', text: 'Every page of the database can be read.' };
  return {
    mark: 'fix',
    text: `The database has damaged pages. Keep this folder as it is, look at the disk, and restore the last good backup: npm run admin -- restore <folder>.`,
  };
}

function clockFinding(database: DatabaseSync, now: number): Finding {
  const row = database
    .prepare(
      `SELECT max(at) AS at FROM (SELECT max(committedAt) AS at FROM last_changes
      UNION ALL SELECT * FROM (SELECT at FROM audit ORDER BY seq DESC LIMIT 1))`,
    )
    .get();
  const newest = Date.parse(String(row?.['at']));
  if (!(newest > now + clockMsMax))
    return { mark: 'good', text: 'The clock is not behind what was written.' };
  const minutes = Math.round((newest - now) / 60_000);
  return {
    mark: 'fix',
    text: `The newest row is ${counted(minutes, 'minute')} ahead of this machine's clock: set the clock (NTP), or times on the screen and the ends of shifts are wrong.`,
  };
}

function documentFindings(database: DatabaseSync, { progress }: Ground): readonly Finding[] {
  const checker = new LogChecker(database, { replays: false });
  const { documents, damages } = checker.checkAll((what, done) => progress.tell(what, done));
  if (damages.length === 0) {
    return [
      {
        mark: 'good',
        text: `The chains of ${counted(documents, 'document')} verify; log verify proves their words too.`,
      },
    ];
  }
  return damages.map((damage) => ({
    mark: 'fix',
    text: `${saidOf(damage)} ${keepsClosed(damage) ? adviceFor([damage]) : 'Everything opens; keep the backups of before and look at the disk.'}`,
  }));
}

function backupFinding({ dataFolder, isDemo, now }: Ground): Finding {
  const last = readLastBackup(dataFolder);
  const mark = isDemo ? 'note' : 'fix';
  const how = 'make one with npm run admin -- backup <folder>, on another disk, every day';
  if (last === undefined) return { mark, text: `No backup is known (${lastBackupFile}): ${how}.` };
  const age = now() - Date.parse(last.madeAt);
  const said = `The last backup was made ${since(age)} in ${last.folder}`;
  if (readManifest(last.folder) === undefined) {
    return { mark: 'note', text: `${said}; from here it cannot be seen.` };
  }
  return age > backupMsMax
    ? { mark, text: `${said}: ${how}.` }
    : { mark: 'good', text: `${said}.` };
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}
