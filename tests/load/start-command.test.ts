import { readFile } from 'node:fs/promises';

import { expect, test } from 'vitest';

import { temporaryFolder } from '../storage/temporary-folder.ts';
import { startServerProcess } from '../support/server-process.ts';
import { startFlags } from '../support/start-command.ts';
import { alliance } from './contenders/alliance.ts';
import { createSeed } from './light/update-bytes.ts';

test('[RM24] what is tested and measured is started with the flags of npm start', async () => {
  expect(startFlags).toEqual(['--max-semi-space-size=4']);
  const { args } = await alliance.prepare({
    folder: temporaryFolder(),
    documents: 1,
    seed: createSeed(0).update,
  });
  expect(args.slice(0, startFlags.length)).toEqual(startFlags);
  const server = await startServerProcess();
  const command = await readFile(`/proc/${server.pid()}/cmdline`, 'utf8');
  await server.close();
  expect(command.split('\0').slice(1, 1 + startFlags.length)).toEqual(startFlags);
});
