import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** All tests together hold less than a tenth of it at one time. */
const bytesMin = 4 * 1024 ** 3;

/**
 * Where the data folders of tests are made: in memory where the machine offers it with room enough, otherwise among the
 * temporary files. Everything is still written and synced as on a disk, and outlives the process that wrote it; but a
 * slow or busy disk decides no test.
 */
export const dataFolders: string = hasRoom('/dev/shm') ? '/dev/shm' : tmpdir();

function hasRoom(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= bytesMin;
  } catch {
    return false;
  }
}
