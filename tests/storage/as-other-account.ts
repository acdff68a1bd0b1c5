import { spawnSync } from 'node:child_process';
import { chownSync } from 'node:fs';

const child = new URL('./opening-child.ts', import.meta.url).pathname;

/** Rights to a file mean nothing to root: a test about them runs as the account that owns nothing. */
const other = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

/** Opens a data folder as an account whose rights count: "opened", or the name of the refusal. */
export function openAsOtherAccount(folder: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [child, folder], {
    ...other,
    encoding: 'utf8',
    timeout: 120_000,
  });
  return status === 0 ? stdout : `ended with ${status}: ${stderr}`;
}

/** Makes that account the owner of files. */
export function giveAway(...files: readonly string[]): void {
  if (other !== undefined) for (const file of files) chownSync(file, other.uid, other.gid);
}

/** Why that account cannot run a test at all; undefined when it can. */
export function whyNoOtherAccount(): string | undefined {
  const reading = ['-e', `require('node:fs').accessSync(${JSON.stringify(child)})`];
  const { status } = spawnSync(process.execPath, reading, { ...other, stdio: 'ignore' });
  return status === 0 ? undefined : 'Only root can read Node or this folder here.';
}
