/** The operator's commands: `npm run admin -- <command>`. They work on the data folder of the server's configuration. */
import path from 'node:path';

import { readConfig, StartRefused } from '../config.ts';
import { addressOf } from '../http/address.ts';
import { createLog, describeError } from '../observe/log.ts';
import { DataFolderRefused } from '../storage/sqlite/data-folder.ts';
import { failureOf } from '../storage/sqlite/failure.ts';
import { BackupRefused } from '../storage/sqlite/make-backup.ts';
import { RestoreRefused } from '../storage/sqlite/restore-backup.ts';
import { backUp } from './backup.ts';
import { type Answer, CommandRefused, type Ground } from './command.ts';
import { doctor } from './doctor.ts';
import { Progress } from './progress.ts';
import { restore } from './restore.ts';
import { addUser, linkUser, listUsers } from './user.ts';
import { verifyLog } from './verify-log.ts';

const usage = `npm run admin -- <command>

  doctor             names every problem of the data folder and its fix
  log verify         proves every document from its first row; may run beside the server
  backup <folder>    copies everything into a new folder and proves the copy; may run beside the server
  restore <folder>   puts a backup in place of the data, which is moved aside; stop the server first
  user list          everybody with an account; stop the server first, as for the next ones
  user add           a link by which one person makes an account; "user add administrator" for who administers
  user link <email>  a link by which this person sets a new password

The data folder is the one of ALLIANCE_DATA, like the server's. Exit code: 0 done and sound, 1 something must be
done, 2 the line cannot be followed.`;

type Command = (ground: Ground) => Promise<Answer>;

/** The command that a line names; undefined when it names none. */
function commandOf(line: readonly string[]): Command | undefined {
  const [name, argument, ...more] = line;
  if (name === 'user') return userCommandOf(argument, more);
  if (more.length > 0) return undefined;
  if (name === 'doctor' && argument === undefined) return doctor;
  if (name === 'log' && argument === 'verify') return verifyLog;
  if (argument === undefined || argument === '' || argument.startsWith('-')) return undefined;
  if (name === 'backup') return (ground) => backUp(ground, argument);
  return name === 'restore' ? (ground) => restore(ground, argument) : undefined;
}

function userCommandOf(name: string | undefined, more: readonly string[]): Command | undefined {
  const [argument, ...rest] = more;
  if (rest.length > 0) return undefined;
  if (name === 'list' && argument === undefined) return listUsers;
  if (name === 'add' && argument === undefined) return (ground) => addUser(ground, false);
  if (name === 'add' && argument === 'administrator') return (ground) => addUser(ground, true);
  if (name !== 'link' || argument === undefined) return undefined;
  return (ground) => linkUser(ground, argument);
}

/** Where a command comes from, and where it speaks. */
export interface Outside {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
  /** For progress, refusals and the usage. */
  readonly sayAside: (line: string) => void;
}

/** Runs one line. Gives the exit code. */
export async function runLine(line: readonly string[], outside: Outside): Promise<0 | 1 | 2> {
  const { environment, say, sayAside } = outside;
  const command = commandOf(line);
  if (command === undefined) {
    sayAside(usage);
    return 2;
  }
  try {
    const config = readConfig(environment);
    const ground = {
      dataFolder: path.resolve(config.dataFolder),
      isDemo: config.isDemo,
      url: addressOf(config, config.port),
      now: Date.now,
      progress: new Progress(Date.now, sayAside),
    };
    const answer = await command(ground);
    for (const each of answer.lines) say(each);
    return answer.code;
  } catch (error) {
    sayAside(plainLine(error));
    return error instanceof StartRefused ? 2 : 1;
  }
}

const plainErrors = [
  BackupRefused,
  CommandRefused,
  DataFolderRefused,
  RestoreRefused,
  StartRefused,
] as const;

function plainLine(error: unknown): string {
  if (error instanceof Error && plainErrors.some((kind) => error instanceof kind)) {
    return error.message;
  }
  const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
  const { kind } = failureOf(error);
  if (isFull || kind === 'full') return noSpace;
  if (kind === 'corrupt') return damagedPage;
  createLog().error(describeError(error), 'admin.failed');
  return 'The command could not be finished; the data folder is as it was. The line above says where it stopped.';
}

const noSpace =
  'There is not enough space for it: free some and run it again; the data folder is as it was.';

const damagedPage =
  'A page of the database cannot be read, so the command was not finished; nothing was changed. Run npm run admin -- doctor: it names what is damaged and what to do.';

if (import.meta.main) {
  // Everything that is written is about patients: only this account may read it.
  process.umask(0o077);
  process.exitCode = await runLine(process.argv.slice(2), {
    environment: process.env,
    say: (line) => process.stdout.write(`${line}\n`),
    sayAside: (line) => process.stderr.write(`${line}\n`),
  });
}
