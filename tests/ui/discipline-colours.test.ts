import { readFileSync } from 'node:fs';
import path from 'node:path';

import { disciplines } from '@alliance/shared/alliance/discipline';
import { expect, test } from 'vitest';

import { en } from '../../client/ui/messages/en.ts';

const folder = path.resolve(import.meta.dirname, '../../client/ui');
const sheet = readFileSync(path.join(folder, 'discipline.css'), 'utf8');
const ground = readFileSync(path.join(folder, 'ground.css'), 'utf8');
const codes = [...new Set(Object.values(disciplines).map(({ code }) => code))];

/** The pair of colours, light and dark, that a rule gives a variable. */
function pairIn(css: string, name: string): readonly string[] {
  const [, light = '', dark = ''] =
    new RegExp(`${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css) ?? [];
  if (light === '') throw new Error(`There is no pair of colours for ${name}.`);
  return [light, dark];
}

/** What the sheet says of one short code. */
function ruleOf(code: string): string {
  const [, after = ''] = sheet.split(`[data-discipline='${code}'] {`);
  return after.slice(0, after.indexOf('}'));
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => {
    const part = Number.parseInt(colour.slice(place, place + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

test('[AL5] the code of every discipline can be read on its colour, and its colour on the page, in light and dark', () => {
  const on = pairIn(sheet, '--discipline-on');
  const pages = ['--ground', '--surface', '--surface-quiet'].map((name) => pairIn(ground, name));
  for (const code of codes) {
    const fill = pairIn(ruleOf(code), '--discipline');
    const ink = pairIn(ruleOf(code), '--discipline-ink');
    for (const theme of [0, 1]) {
      const pairs = [[fill, on], ...pages.map((page) => [ink, page])];
      const contrasts = pairs.map(([one = [], other = []]) =>
        contrast(one[theme] ?? '', other[theme] ?? ''),
      );
      expect([code, theme, Math.min(...contrasts) >= 4.5]).toEqual([code, theme, true]);
    }
  }
});

test('[AL5] no two codes have one colour, and no code has none', () => {
  const fills = codes.map((code) => pairIn(ruleOf(code), '--discipline').join(' '));
  expect(new Set(fills).size).toBe(codes.length);
  expect(() => pairIn(ruleOf('XX'), '--discipline')).toThrow('no pair of colours');
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

test('[AL5] every discipline has its name, and one in plain words for patient and family', () => {
  for (const names of [en.discipline, en.plainDiscipline, en.plainDisciplineTo])
    expect(Object.keys(names)).toEqual(Object.keys(disciplines));
});
