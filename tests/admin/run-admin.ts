import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

import { runLine } from '@alliance/server/admin/admin';

const root = path.resolve(import.meta.dirname, '../..');

/** What a command said, and how it ended: with a code, or null when it was killed. */
export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a command of the operator on a data folder. */
export function spawnAdmin(
  dataFolder: string,
  line: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ChildProcess {
  return spawn(process.execPath, ['server/admin/admin.ts', ...line], {
    cwd: root,
    env: { PATH: process.env['PATH'], ALLIANCE_DATA: dataFolder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs one inside the test's process, which is much quicker. */
export async function runAdmin(...given: Parameters<typeof spawnAdmin>): Promise<Said> {
  const [dataFolder, line, environment] = given;
  const said = { stdout: '', stderr: '' };
  const code = await runLine(line, {
    environment: { ALLIANCE_DATA: dataFolder, ...environment },
    say: (text) => (said.stdout += `${text}\n`),
    sayAside: (text) => (said.stderr += `${text}\n`),
  });
  return { code, ...said };
}

/** Waits for the end of one. */
export function ended(child: ChildProcess): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })));
}
