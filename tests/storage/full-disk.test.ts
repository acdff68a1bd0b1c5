import { spawnSync } from 'node:child_process';

import { expect, test } from 'vitest';

import { temporaryFolder } from './temporary-folder.ts';

const child = new URL('./full-disk-child.ts', import.meta.url).pathname;

/** Runs something with a disk of six mebibytes, which nobody else sees and which is gone with it. */
function onSmallDisk(folder: string, ...command: readonly string[]): ReturnType<typeof spawnSync> {
  const script = 'mount -t tmpfs -o size=6m tmpfs "$0" && exec "$@"';
  return spawnSync('unshare', ['--mount', 'sh', '-c', script, folder, ...command], {
    encoding: 'utf8',
    timeout: 120_000,
  });
}

test('[ST45 C4] on a disk that is really full nothing is acknowledged, everything before is read, and writing goes on when there is space', ({
  skip,
}) => {
  if (onSmallDisk(temporaryFolder(), 'true').status !== 0)
    skip('No small disk can be mounted here.');
  const folder = temporaryFolder();
  const { stdout, status } = onSmallDisk(folder, process.execPath, child, folder);
  expect(status).toBe(0);
  const said: { readonly acknowledged: number } = JSON.parse(String(stdout));
  const { acknowledged } = said;
  expect(acknowledged).toBeGreaterThan(50);
  expect(said).toEqual({
    refusal: 'StorageFull',
    whileFull: 'StorageFull',
    read: acknowledged,
    acknowledged,
    afterwards: 'ok',
    isWritten: true,
    head: acknowledged + 1,
    isWhole: true,
  });
});
