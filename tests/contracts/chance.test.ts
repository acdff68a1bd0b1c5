import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readConfigureGlobal } from 'fast-check';
import { expect, test } from 'vitest';

import { chooseSeed, seed, usualSeed } from '../support/seed.ts';

const folder = new URL('..', import.meta.url).pathname;

/** Where the seed is chosen; where chance does not decide what is tried: a free port, and what a server draws; and here. */
const elsewhere = new Set([
  'support/seed.ts',
  'vitest.config.ts',
  'support/server-process.ts',
  'sync/sync-world.ts',
  'contracts/chance.test.ts',
]);

/** What brings the chance of the machine, its clock or a seed of one's own into a source. */
function chanceIn(source: string): readonly string[] {
  return source.match(/Math\.random|\brandomInt\b|Date\.now\(\) %|env\['\w*SEED'\]/gu) ?? [];
}

test('[SM11] every run begins at the same seed; who asks for chance or for more than usual gets another, and a number repeats it', () => {
  expect([chooseSeed(undefined, false), chooseSeed('17', true), chooseSeed('-3', false)]).toEqual([
    usualSeed,
    17,
    -3,
  ]);
  const drawn = [0, 1, 2].map(() => [chooseSeed('random', false), chooseSeed(undefined, true)]);
  expect(new Set(drawn.flat()).size).toBeGreaterThan(1);
  for (const wrong of ['', 'seven', '1.5']) expect(() => chooseSeed(wrong, false)).toThrow('SEED');
});

test('[SM11] what fast-check tries begins at that seed too', () => {
  expect(readConfigureGlobal().seed).toBe(seed);
});

test('[SM11] no test draws a chance of its own', () => {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.includes('node_modules') && !elsewhere.has(name),
  );
  expect(names.length).toBeGreaterThan(200);
  const found = names.filter(
    (name) => chanceIn(readFileSync(join(folder, name), 'utf8')).length > 0,
  );
  expect(found).toEqual([]);
});

test.each([
  "const seed = Number(process.env['SEED'] ?? 1);",
  "const seed = Number(process.env['ALLIANCE_SEED'] ?? 1);",
  'const seed = Math.floor(Math.random() * 2 ** 31);',
  'const seed = randomInt(2 ** 31);',
  'const seed = Date.now() % 1_000_000;',
])('[SM11] it is found: %s', (source) => {
  expect(chanceIn(source)).toHaveLength(1);
});
