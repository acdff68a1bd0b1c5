import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;

/** Ids of rules on the page: `- **AC1** …`. */
function rulesOf(page: string): readonly string[] {
  return [...page.matchAll(/^- \*\*([A-Z]{2}\d+)\*\* /gm)].map((match) => match[1] ?? '');
}

/** Ids that open the title of a test that runs: `test('[AC1] …`, a `.each` of it, and the ids of a table of cases. */
function provenIn(source: string): readonly string[] {
  const titles = [...source.matchAll(/(\btest(?:\.\w+)?|\))\(\s*['"`]\[([A-Z]{2}\d+)\] /g)]
    .filter(([, call]) => call !== 'test.skip' && call !== 'test.todo')
    .map(([, , id]) => id ?? '');
  const cases = /\(['"`]\[%s\] /.test(source)
    ? [...source.matchAll(/^\s*\[?'([A-Z]{2}\d+)'/gm)].map((match) => match[1] ?? '')
    : [];
  return [...titles, ...cases];
}

/** What disagrees between the page and the tests, in words. */
function disagreements(page: string, sources: readonly string[]): readonly string[] {
  const rules = rulesOf(page);
  const proven = new Set(sources.flatMap(provenIn));
  return [
    ...rules
      .filter((id, index) => rules.indexOf(id) !== index)
      .map((id) => `${id} is written twice`),
    ...rules.filter((id) => !proven.has(id)).map((id) => `${id} has no test`),
    ...[...proven].filter((id) => !rules.includes(id)).map((id) => `${id} has no rule`),
  ];
}

test('[OP1] every rule has a test and every test id has a rule', () => {
  const page = readFileSync(join(root, 'shared/SPEC.md'), 'utf8');
  const sources = readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })
    .filter(
      (file) =>
        /\.(test|browser)\.tsx?$|contract\.ts$/.test(file) && !file.includes('node_modules'),
    )
    .map((file) => readFileSync(join(root, 'tests', file), 'utf8'));
  expect(disagreements(page, sources)).toEqual([]);
});

test('[OP1] a rule without a test, a test without a rule and a rule written twice are all found', () => {
  const page = '- **ZZ1** One.\n- **ZZ2** Two.\n- **ZZ2** Two again.\n';
  // Put together here, so that this file does not name them itself.
  const planted = [
    ...['ZZ1', 'ZZ9'].map((id) => `test('[${id}] a title'`),
    ...['test.skip(', 'const title = '].map((before) => `${before}'[ZZ2] a title'`),
  ];
  expect(disagreements(page, planted)).toEqual([
    'ZZ2 is written twice',
    'ZZ2 has no test',
    'ZZ2 has no test',
    'ZZ9 has no rule',
  ]);
});
