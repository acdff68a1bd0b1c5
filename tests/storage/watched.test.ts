import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { expect, test } from 'vitest';

import { temporaryFolder } from './temporary-folder.ts';

const child = new URL('./watched-child.ts', import.meta.url).pathname;

test('[ST60] what Node reports of threads while it watches files is not taken for what they say', async () => {
  // Node sets this for what it runs with --watch.
  const env = { ...process.env, WATCH_REPORT_DEPENDENCIES: '1' };
  const { stdout } = await promisify(execFile)(process.execPath, [child, temporaryFolder()], {
    env,
  });
  expect(JSON.parse(stdout)).toEqual({
    hasTables: true,
    isEmpty: true,
    scanned: 'gone',
    replayed: 'different',
  });
});
