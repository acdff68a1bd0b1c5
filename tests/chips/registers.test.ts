import { chipText, dateInWords } from '@alliance/shared/editor/chip-text';
import { valuesOf } from '@alliance/shared/editor/chip-values';
import { readChips, writeChip } from '@alliance/shared/editor/chips';
import { chipsOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import { type Dice, diceOf } from '../sync/honest-editing.ts';

/** Copies of one section, each written in by one person. */
function copies(count: number): readonly Y.Doc[] {
  return Array.from({ length: count }, (_, index) => createSectionDocument(100 + index));
}

/** Everybody hears everything, each copy in its own order. */
function meet(docs: readonly Y.Doc[], order: (count: number) => number = () => 0): void {
  const updates = docs.map((doc) => Y.encodeStateAsUpdate(doc));
  for (const doc of docs) {
    const waiting = [...updates];
    while (waiting.length > 0) {
      const [next] = waiting.splice(order(waiting.length), 1);
      if (next !== undefined) Y.applyUpdate(doc, next);
    }
  }
}

const mg = (value: string) => ({ value, unit: 'mg' });

/** What a copy shows of the chip `dose`. */
const shown = (doc: Y.Doc): readonly string[] =>
  valuesOf(readChips(doc)?.['dose'] ?? []).map(({ value }) => value);

describe('values side by side', () => {
  test('[CH14] what came since its writer looked stays beside what is written; who saw both decides', () => {
    const [doc] = copies(1);
    if (doc === undefined) throw new Error('There is a copy.');
    writeChip(doc, { chipId: 'dose', writeId: 'w1', ...mg('25') });
    writeChip(doc, { chipId: 'dose', writeId: 'w2', ...mg('12.5') });
    writeChip(doc, { chipId: 'dose', writeId: 'w3', ...mg('50'), inPlaceOf: ['w1'] });
    expect(shown(doc)).toEqual(['12.5', '50']);
    writeChip(doc, { chipId: 'dose', writeId: 'w4', ...mg('50'), inPlaceOf: ['w2', 'w3'] });
    expect(shown(doc)).toEqual(['50']);
  });

  test('[CH1] two people who change 25 mg to 50 and to 100 leave both, never a blend', () => {
    const [anna, ben] = copies(2);
    if (anna === undefined || ben === undefined) throw new Error('There are two copies.');
    writeChip(anna, { chipId: 'dose', writeId: 'w1', ...mg('25') });
    meet([anna, ben]);
    writeChip(anna, { chipId: 'dose', writeId: 'w2', ...mg('50') });
    writeChip(ben, { chipId: 'dose', writeId: 'w3', ...mg('100') });
    meet([anna, ben]);
    expect([shown(anna), shown(ben)]).toEqual([
      ['50', '100'],
      ['50', '100'],
    ]);
    writeChip(ben, { chipId: 'dose', writeId: 'w4', ...mg('50') });
    meet([anna, ben]);
    expect([shown(anna), shown(ben)]).toEqual([['50'], ['50']]);
  });

  test('[CH1] by chance: every copy shows the same values, each of them written by somebody, and nobody loses without a decision', () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const { expected, shownBy } = runByChance(seed);
      for (const each of shownBy) expect(each, `seed ${seed}`).toEqual(expected);
    }
  });

  test('[CH2] people who wrote the same agree', () => {
    const [anna, ben] = copies(2);
    if (anna === undefined || ben === undefined) throw new Error('There are two copies.');
    writeChip(anna, { chipId: 'dose', writeId: 'w1', ...mg('50') });
    writeChip(ben, { chipId: 'dose', writeId: 'w2', ...mg('50') });
    meet([anna, ben]);
    expect(shown(anna)).toEqual(['50']);
  });

  test('[CH2] entries in a ring stay, and what they all replaced does not come back', () => {
    const doc = createSectionDocument();
    const set = (writeId: string, supersedes: readonly string[]): unknown =>
      chipsOf(doc).set(`dose/${writeId}`, { ...mg(writeId), supersedes: [...supersedes] });
    set('a', ['b', 'a']);
    set('b', ['a', 'c']);
    expect(shown(doc)).toEqual(['a', 'b']);
    set('c', []);
    set('d', ['c']);
    expect(shown(doc)).toEqual(['a', 'b', 'd']);
  });
});

/** Three people write, meet in pairs and decide as it happens; what each has written without being replaced must stand. */
function runByChance(seed: number): {
  readonly expected: readonly string[];
  readonly shownBy: readonly (readonly string[])[];
} {
  const dice: Dice = diceOf(seed);
  const docs = copies(3);
  const written = new Map<string, readonly string[]>();
  let next = 0;
  for (let step = 0; step < 14; step += 1) {
    const doc = docs[dice(3)];
    const other = docs[dice(3)];
    if (doc === undefined || other === undefined) continue;
    if (dice(3) === 0) meet([doc, other], dice);
    else {
      next += 1;
      const writeId = `w${next}`;
      const seen = (readChips(doc)?.['dose'] ?? []).map((entry) => entry.writeId);
      written.set(writeId, seen);
      writeChip(doc, { chipId: 'dose', writeId, ...mg(String(next)) });
    }
  }
  meet(docs, dice);
  const replaced = new Set([...written.values()].flat());
  const expected = [...written.keys()].filter((writeId) => !replaced.has(writeId)).toSorted();
  return {
    expected,
    shownBy: docs.map((doc) => (readChips(doc)?.['dose'] ?? []).map(({ writeId }) => writeId)),
  };
}

const entry = (value: string, unit: string, writeId = 'w') => ({
  writeId,
  value,
  unit,
  supersedes: [],
});

describe('as words', () => {
  test.each([
    [[entry('25', 'mg')], '25 mg'],
    [[entry('2026-12-09', 'date')], '9 December 2026'],
    [[entry('2026-02-30', 'date')], '2026-02-30'],
    [[entry('12', '')], '12'],
    [[], '…'],
    [[entry('50', 'mg', 'a'), entry('100', 'mg', 'b')], '50 mg or 100 mg (not decided)'],
    [[entry('50', 'mg', 'a'), entry('50', 'g', 'b')], '50 mg or 50 g (not decided)'],
  ])('[CH3] %j reads %j', (entries, text) => {
    expect(chipText(entries)).toBe(text);
  });

  test('[CH3] only a day of the calendar is one', () => {
    expect(dateInWords('2028-02-29')).toBe('29 February 2028');
    expect(dateInWords('2027-02-29')).toBeUndefined();
    expect(dateInWords('2026-00-10')).toBeUndefined();
    expect(dateInWords('2026-04-31')).toBeUndefined();
  });
});

test('[CH4] what is no entry is left out, and what a stock client wrote is read', () => {
  const doc = createSectionDocument();
  const chips = chipsOf(doc);
  chips.set('dose/w1', { value: 20, supersedes: 'x' });
  chips.set('dose/w2', 'twenty');
  chips.set('dose', { value: 1 });
  chips.set('/w3', { value: 1 });
  chips.set('__proto__/w4', { value: ' 5 ', unit: 'm', supersedes: [1, 'w0'] });
  const read = readChips(doc);
  expect(read?.['dose']).toEqual([{ writeId: 'w1', value: '20', unit: '', supersedes: [] }]);
  expect(Object.keys(read ?? {})).toEqual(['__proto__', 'dose']);
  expect(readChips(createSectionDocument())).toBeUndefined();
});
