import { globSync, readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;

test('[AC10] no file of the server compares rights by itself', () => {
  const files = globSync('server/**/*.ts', { cwd: root, exclude: ['**/node_modules/**'] });
  expect(files.length).toBeGreaterThan(50);
  const comparing = files.filter((file) =>
    /[=!]== '(edit|suggest|comment|read)'/.test(readFileSync(`${root}/${file}`, 'utf8')),
  );
  expect(comparing).toEqual([]);
});
