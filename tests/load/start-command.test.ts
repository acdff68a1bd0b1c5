import { readFile } from 'node:fs/promises';

import { expect, test } from 'vitest';

import { temporaryFolder } from '../storage/temporary-folder.ts';
import { startServerProcess } from '../support/server-process.ts';
import { startSettings } from '../support/start-command.ts';
import { alliance } from './contenders/alliance.ts';
import { createSeed } from './light/update-bytes.ts';

test('[RM24] what is tested and measured is started as npm start does it', async () => {
  expect(startSettings).toEqual({
    flags: ['--max-semi-space-size=4'],
    environment: { MALLOC_ARENA_MAX: '2' },
  });
  const { flags, environment } = startSettings;
  const seed = createSeed(0).update;
  const prepared = await alliance.prepare({ folder: temporaryFolder(), documents: 1, seed });
  expect(prepared.args.slice(0, flags.length)).toEqual(flags);
  expect(prepared.env(1)).toMatchObject(environment);
  const server = await startServerProcess();
  const process = `/proc/${server.pid()}`;
  const command = await readFile(`${process}/cmdline`, 'utf8');
  const variables = await readFile(`${process}/environ`, 'utf8');
  await server.close();
  expect(command.split('\0').slice(1, 1 + flags.length)).toEqual(flags);
  expect(variables.split('\0')).toContain('MALLOC_ARENA_MAX=2');
});
