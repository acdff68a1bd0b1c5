import { differingWords } from '@alliance/client/merge-checks/text/differing-words';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

test('[MC11] words that another text has not, or has elsewhere, are those that differ', () => {
  const [one, other] = [
    'Walks 20 m with a frame, twice a day.',
    'Walks\n15 m with a frame, twice.',
  ];
  expect(differing(one, other)).toEqual(['20 ', 'twice a day.']);
  expect(differing(other, one)).toEqual(['15 ', 'twice.']);
  expect(differing('b a', 'a b')).toHaveLength(1);
});

test('[MC11] of three texts a word differs when one of them has it not', () => {
  expect(differing('a b c', 'a b c', 'a c')).toEqual(['b ']);
});

test('[MC11] space and line ends alone are no difference; nothing beside something is all of it', () => {
  expect(differing('a  b', ' a\nb ')).toEqual([]);
  expect(differing('', 'a b')).toEqual([]);
  expect(differing('a b', '')).toEqual(['a b']);
});

const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'é'), maxLength: 60 });

test('[MC11] the stretches together are the text, and what does not differ is in each of the others', () => {
  fc.assert(
    fc.property(texts, fc.array(texts, { maxLength: 3 }), (text, others) => {
      const stretches = differingWords(text, others);
      expect(stretches.map((stretch) => stretch.text).join('')).toBe(text);
      const shared = stretches.filter(({ differs }) => !differs).map((stretch) => stretch.text);
      for (const other of others)
        expect(isWithin(wordsOf(shared.join(' ')), wordsOf(other))).toBe(true);
    }),
  );
});

function differing(text: string, ...others: readonly string[]): readonly string[] {
  const stretches = differingWords(text, others);
  return stretches.filter(({ differs }) => differs).map((stretch) => stretch.text);
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** Whether all words are in the other text, in the same order. */
function isWithin(words: readonly string[], other: readonly string[]): boolean {
  let found = 0;
  for (const word of other) if (word === words[found]) found += 1;
  return found === words.length;
}
