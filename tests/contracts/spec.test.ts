import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;

/** Ids of rules on the page: `- **AC1** …`. */
function rulesOf(page: string): readonly string[] {
  return [...page.matchAll(/^- \*\*([A-Z]{2}\d+)\*\* /gm)].map((match) => match[1] ?? '');
}

/** A requirement that rules make together. */
interface Requirement {
  readonly id: string;
  readonly isProven: boolean;
  readonly notProven: string;
}

/** Lines of the lists of requirements: `- **A1** What must hold: AC1, IN1. Not proven: what is not.` */
function requirementsOf(page: string): readonly Requirement[] {
  const lines = /^- \*\*([A-C]\d+)\*\* [^:]*: ([^.]*)\.(?: Not proven: (.*))?$/gm;
  return [...page.matchAll(lines)].map(([, id = '', rules = '', notProven = '']) => ({
    id,
    isProven: /[A-Z]{2}\d/.test(rules),
    notProven,
  }));
}

/** Ids that open the title of a test that runs: `test('[AC1] …`, `[AC1 A6] …`, a `.each` of it, and the ids of a table of cases. */
function provenIn(source: string): readonly string[] {
  const titles = [
    ...source.matchAll(/(\btest(?:\.\w+)?|\))\(\s*['"`]\[([A-Z]{2}\d+(?: [A-C]\d+)*)\] /g),
  ]
    .filter(([, call]) => call !== 'test.skip' && call !== 'test.todo')
    .flatMap(([, , ids]) => ids?.split(' ') ?? []);
  const cases = /\(['"`]\[%s\] /.test(source)
    ? [...source.matchAll(/^\s*\[?'([A-Z]{2}\d+)'/gm)].map((match) => match[1] ?? '')
    : [];
  return [...titles, ...cases];
}

/** What disagrees between the page and the tests, in words. */
function disagreements(page: string, sources: readonly string[]): readonly string[] {
  const rules = rulesOf(page);
  const requirements = requirementsOf(page);
  const known = new Set([...rules, ...requirements.map(({ id }) => id)]);
  const proven = new Set(sources.flatMap(provenIn));
  return [
    ...requirements
      .filter(({ id, isProven }) => isProven && !proven.has(id))
      .map(({ id }) => `${id} is in no title`),
    ...requirements
      .filter(({ isProven, notProven }) => !isProven && notProven === '')
      .map(({ id }) => `${id} says neither what proves it nor why nothing does`),
    ...rules
      .filter((id, index) => rules.indexOf(id) !== index)
      .map((id) => `${id} is written twice`),
    ...rules.filter((id) => !proven.has(id)).map((id) => `${id} has no test`),
    ...[...proven].filter((id) => !known.has(id)).map((id) => `${id} has no rule`),
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

test('[OP1] a rule or requirement without a test, a test without a rule and a rule written twice are all found', () => {
  const page = `- **ZZ1** One.
- **ZZ2** Two.
- **ZZ2** Two again.

- **A1** One: ZZ1.
- **A2** Two: ZZ2. Not proven: the rest.
- **A3** Nothing: no rule.
- **C4** Something: no rule. Not proven: it is too big.
`;
  // Put together here, so that this file does not name them itself.
  const planted = [
    ...['ZZ1 A1', 'ZZ9 A9'].map((id) => `test('[${id}] a title'`),
    ...['test.skip(', 'const title = '].map((before) => `${before}'[ZZ2] a title'`),
  ];
  expect(disagreements(page, planted)).toEqual([
    'A2 is in no title',
    'A3 says neither what proves it nor why nothing does',
    'ZZ2 is written twice',
    'ZZ2 has no test',
    'ZZ2 has no test',
    'ZZ9 has no rule',
    'A9 has no rule',
  ]);
});
