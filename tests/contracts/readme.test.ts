import { readdirSync, readFileSync } from 'node:fs';

import { options } from '@alliance/server/config';
import { expect, test } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;
const readme = readFileSync(`${root}/README.md`, 'utf8');

test('[OP11] the README names every option of the server, and no other', () => {
  const named = [...readme.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map((match) => match[1]);
  expect(named).toEqual(Object.keys(options));
});

test('[OP11] every folder that the tour of the house names is there', () => {
  const tour = [...readme.matchAll(/^\| ((?:`[a-z/]+`(?: · )?)+)/gm)].flatMap((row) =>
    namesOf(row[1] ?? ''),
  );
  expect(tour.length).toBeGreaterThan(10);
  for (const folder of tour) expect(readdirSync(`${root}/${folder}`).length).toBeGreaterThan(0);
});

/** "`shared/alliance` · `careplan`" names two rooms of `shared`. */
function namesOf(cell: string): readonly string[] {
  const names = [...cell.matchAll(/`([a-z/]+)`/g)].map((match) => match[1] ?? '');
  const top = names[0]?.split('/')[0] ?? '';
  return names.map((name, index) => (index === 0 ? name : `${top}/${name}`));
}
