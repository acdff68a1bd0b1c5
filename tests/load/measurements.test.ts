import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { dataFolders } from '../support/data-folders.ts';
import { killChildren } from './child-server.ts';
import { type Contender } from './contenders/contender.ts';
import { hocuspocus } from './contenders/hocuspocus.ts';
import { wsRelay } from './contenders/ws-relay.ts';
import { measureAll } from './measurements.ts';
import { type BenchOptions, readOptions, UsageError } from './options.ts';
import { fanOut } from './scenarios/fan-out.ts';
import { kills } from './scenarios/kills.ts';
import { typists } from './scenarios/typists.ts';
import { medianOf } from './tables.ts';

// Servers and clients in processes of their own, which wait for each other on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(dataFolders, 'alliance-bench-'));
});

afterAll(async () => {
  killChildren();
  await rm(folder, { recursive: true, force: true });
});

function optionsFor(words: readonly string[], lines: string[] = []): BenchOptions {
  const resultsFile = join(folder, `${words.join('')}.jsonl`);
  const read = readOptions([...words, `--results=${resultsFile}`, `--folder=${folder}`]);
  return { ...read, print: (line) => lines.push(line) };
}

function failsForHocuspocus({ name }: Contender): Promise<{ readonly 'p50 ms': number }> {
  return name === 'hocus'
    ? Promise.reject(new Error('It did not start.'))
    : Promise.resolve({ 'p50 ms': 1 });
}

async function resultsOf(
  options: BenchOptions,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const lines = (await readFile(options.resultsFile, 'utf8')).trim().split('\n');
  return lines.map((line): Readonly<Record<string, unknown>> => JSON.parse(line));
}

function planFor(
  options: BenchOptions,
  once: (contender: Contender) => Promise<{ readonly 'p50 ms': number }>,
) {
  return {
    scenario: 'trial',
    size: 'small',
    options,
    contenders: [hocuspocus, wsRelay],
    once,
    compare: ['p50 ms'],
  };
}

test('[BN7] contenders take turns, and every run is kept as a line', async () => {
  const options = optionsFor(['turns', '--repetitions=2']);
  const order: string[] = [];

  const runs = await measureAll(
    planFor(options, ({ name }) => Promise.resolve({ 'p50 ms': order.push(name) })),
  );

  expect(order).toEqual(['hocus', 'ws relay', 'hocus', 'ws relay']);
  expect(medianOf(runs, 'hocus', 'p50 ms')).toBe(2);
  expect(
    (await resultsOf(options)).map(({ contender, measured }) => [contender, measured]),
  ).toEqual(order.map((name, index) => [name, { 'p50 ms': index + 1 }]));
});

test('[BN7] a contender that fails is called not available, and the others are measured', async () => {
  const lines: string[] = [];

  const runs = await measureAll(
    planFor(optionsFor(['failing', '--repetitions=2'], lines), failsForHocuspocus),
  );

  expect(runs.map(({ contender }) => contender)).toEqual(['ws relay', 'ws relay']);
  expect(lines).toContain('  1 hocus: not available. It did not start.');
});

test('[BN11] a run that other processes disturbed is measured again, and left out when it stays so', async () => {
  const lines: string[] = [];
  const others = [90, 10, 90, 90, 90];
  const plan = planFor(optionsFor(['disturbed', '--repetitions=2'], lines), () =>
    Promise.resolve({ 'p50 ms': others.length, 'other CPU %': others.shift() ?? 0 }),
  );

  const runs = await measureAll({ ...plan, contenders: [wsRelay] });

  expect(runs.map(({ isDisturbed, measured }) => [isDisturbed, measured['p50 ms']])).toEqual([
    [false, 4],
    [true, 1],
  ]);
  expect(medianOf(runs, 'ws relay', 'p50 ms')).toBe(4);
});

test('[BN8] a command line that cannot be followed is refused with what would be right', () => {
  expect(() => readOptions(['f1', '--only=nobody'])).toThrow(UsageError);
  expect(() => readOptions(['f1', '--only=nobody'])).toThrow('There are: alliance, yws');
  expect(() => readOptions(['f1', '--rate=fast'])).toThrow('--rate must be a whole number');
  expect(() => readOptions(['f1', '--unknown=1'])).toThrow(UsageError);
});

test('[BN9] in a fan-out every letter reaches every colleague, and a real document reads them all', async () => {
  const options = optionsFor([
    'f1',
    '--repetitions=1',
    '--documents=3',
    '--clients=2',
    '--rate=20',
    '--seconds=1',
    '--only=alliance,hocus',
  ]);

  expect(await fanOut.run(options)).toBe(0);

  const measured = (await resultsOf(options)).map((result) => [
    result['contender'],
    result['measured'],
  ]);
  const complete = expect.objectContaining({ missing: 0, converged: true });
  expect(measured).toEqual([
    ['alliance', complete],
    ['hocus', complete],
  ]);
});

test("[BN14] from each key to its Saved is timed beside the disk's own commit, and nothing stays unsaved", async () => {
  const options = optionsFor([
    't10',
    '--repetitions=1',
    '--clients=6',
    '--documents=2',
    '--seconds=1',
  ]);

  expect(await typists.run(options)).toBe(0);

  const [result] = await resultsOf(options);
  expect(result).toMatchObject({
    measured: {
      unsaved: 0,
      'p50 ms': expect.any(Number),
      'disk p99 ms': expect.any(Number),
    },
  });
  const { measured } = result as { readonly measured: Readonly<Record<string, number>> };
  expect(measured['saved/s']).toBeGreaterThan(0);
  expect(measured['p50 ms']).toBeGreaterThan(0);
});

describe('a server that is killed twice,', () => {
  let code: number;
  let measured: Readonly<Record<string, number>>;

  // The first kill comes in overload, the second while two people type.
  beforeAll(async () => {
    const options = optionsFor([
      'f8',
      '--repetitions=1',
      '--kills=2',
      '--background=2',
      '--only=alliance',
    ]);
    code = await kills.run(options);
    const [result] = await resultsOf(options);
    ({ measured } = result as { readonly measured: Readonly<Record<string, number>> });
  });

  test('[BN10] nothing that a colleague had seen or that was acknowledged is lost when the server is killed', () => {
    expect(code).toBe(0);
    expect(measured).toMatchObject({ 'seen, lost': 0, 'acknowledged, lost': 0 });
    // Otherwise nothing was acknowledged that could have been lost.
    expect(measured['most letters/s']).toBeGreaterThan(0);
  });

  test('[BN15 C1] others wrote in the background, and more than the server can take: nothing of theirs is lost either', () => {
    expect(measured).toMatchObject({ 'seen, lost': 0, 'acknowledged, lost': 0 });
    expect(measured['typed in overload']).toBeGreaterThan(0);
  });
});
