import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { dataFolders } from '../support/data-folders.ts';
import { killChildren } from './child-server.ts';
import { alliance } from './contenders/alliance.ts';
import { RunningContender } from './contenders/running.ts';
import { createSeed } from './light/update-bytes.ts';
import { attackOnce, hostileCases, isFunctional } from './scenarios/hostile.ts';

let folder: string;
let running: RunningContender;

beforeAll(async () => {
  folder = await mkdtemp(join(dataFolders, 'alliance-hostile-'));
  running = await RunningContender.start({
    contender: alliance,
    folder,
    // One for the attacker, and for the two people beside one for each case.
    documents: 1 + hostileCases.length,
    seed: createSeed(0),
  });
});

afterAll(async () => {
  await running.close();
  killChildren();
  await rm(folder, { recursive: true, force: true });
});

test.each(hostileCases.map((one, index) => [one.name, one, 1 + index] as const))(
  '[BN13 A3] %s: the server lives, the offender gets the documented code, two people beside notice nothing',
  async (_name, one, canary) => {
    const end = await attackOnce(running, one, { share: 0.01, canary, calmMs: 30 });
    expect([one.name, end.isAlive, end.isUnharmed, end.missing]).toEqual([one.name, true, true, 0]);
    expect([...end.codes.keys()].filter((code) => !one.allowed.includes(code))).toEqual([]);
    expect(isFunctional(one, end)).toBe(true);
  },
);

test('[BN13] a server that dies, a code that is not the documented one, a lost letter and a refused colleague are each found', () => {
  const [one] = hostileCases;
  const good = {
    isAlive: true,
    codes: new Map([[4400, 3]]),
    grown: 1,
    stall: 5,
    busy: 1,
    missing: 0,
    isUnharmed: true,
  };
  const ends = [
    good,
    { ...good, isAlive: false },
    { ...good, codes: new Map([[1011, 1]]) },
    { ...good, missing: 1 },
    { ...good, isUnharmed: false },
  ];
  expect(ends.map((end) => one && isFunctional(one, end))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
