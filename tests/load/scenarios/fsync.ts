import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { alliance } from '../contenders/alliance.ts';
import { RunningContender } from '../contenders/running.ts';
import { type LightClient } from '../light/light-client.ts';
import { createSeed } from '../light/update-bytes.ts';
import { type BenchOptions } from '../options.ts';
import { type Scenario } from './scenario.ts';

const attachMsMax = 5000;

/** Shows from outside, with strace, that every acknowledgement comes after the disk was told to keep it. */
export const fsync: Scenario = {
  name: 'fsync',
  summary:
    'what the kernel is asked for while one person types 20 letters, each after the last was saved; needs strace (--edits)',
  run: async (options) => {
    if (spawnSync('strace', ['-V']).status !== 0) {
      options.print('strace is not on this machine: nothing was looked at.');
      return 0;
    }
    const letters = options.size('edits', 20);
    const { synced, saved } = await typeUnderStrace(options, letters);
    const isShown = saved === letters && synced >= letters;
    options.print(
      `${letters} letters, ${saved} saved one by one; fsync or fdatasync was called ${synced} times meanwhile: ${isShown ? 'at least once for each' : 'NOT once for each'}.`,
    );
    return isShown ? 0 : 1;
  },
};

async function typeUnderStrace(
  options: BenchOptions,
  letters: number,
): Promise<{ readonly synced: number; readonly saved: number }> {
  const { folder } = options;
  const own = await mkdtemp(join(folder, 'strace-'));
  const running = await RunningContender.start({
    contender: alliance,
    folder,
    documents: 1,
    seed: createSeed(0),
  });
  try {
    const client = running.client(0, 0);
    await client.synced;
    while (client.saved === 0) await delay(5);
    const file = join(own, 'calls');
    const words = ['-f', '-e', 'trace=fsync,fdatasync', '-o', file, '-p', String(running.pid)];
    const strace = spawn('strace', words, { stdio: ['ignore', 'ignore', 'pipe'] });
    // It says so when it is attached.
    await Promise.race([once(strace.stderr, 'data'), delay(attachMsMax)]);
    const saved = await typeOneByOne(client, letters);
    strace.kill('SIGINT');
    await once(strace, 'exit');
    client.cut();
    return { synced: await callsIn(file), saved };
  } finally {
    await running.close();
    await rm(own, { recursive: true, force: true });
  }
}

async function typeOneByOne(client: LightClient, letters: number): Promise<number> {
  const before = client.saved;
  for (let letter = 1; letter <= letters; letter += 1) {
    client.type();
    while (client.saved < before + letter && client.closeCode === undefined) await delay(1);
  }
  return client.saved - before;
}

async function callsIn(file: string): Promise<number> {
  const text = await readFile(file, 'utf8');
  return [
    ...text.matchAll(
      /\b(?:fsync|fdatasync)\(\d+\) *= 0|<\.\.\. (?:fsync|fdatasync) resumed>.*= 0/g,
    ),
  ].length;
}
