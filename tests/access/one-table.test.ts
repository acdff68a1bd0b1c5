import { globSync, readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;

/** The files of a folder that hold something. */
function holding(folder: string, pattern: RegExp): readonly string[] {
  const exclude = ['**/node_modules/**', 'shared/access/**'];
  const files = globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root, exclude });
  expect(files.length).toBeGreaterThan(30);
  return files.filter((file) => pattern.test(readFileSync(`${root}/${file}`, 'utf8')));
}

test.each(['server', 'shared'])('[AC10] no file of %s compares rights by itself', (folder) => {
  expect(holding(folder, /[=!]== '(edit|suggest|comment|read)'/)).toEqual([]);
});

test('[AC10] the page ranks no rights by itself', () => {
  expect(holding('client', /(access|right|Access\([^()]*\)) [=!]== '(suggest|comment)'/)).toEqual(
    [],
  );
});

test.each([
  ['who leads or stewards', /isLead\s*\|\|\s*(\w+\.)?isSteward/],
  ['who owns a place', /owners\s*(\?)?\.(some|find|includes)\(/],
  ['which comments were read back', /purpose === 'read-back'/],
])('[AC10] in threads the page shows what the server decides by %s', (_what, pattern) => {
  expect(holding('client', pattern)).toEqual([]);
});
