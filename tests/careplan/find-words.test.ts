import { findWords } from '@alliance/shared/editor/find-words';
import { fold, foldedText } from '@alliance/shared/editor/folded';
import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';

function wordsFound(text: string, words: string): readonly string[] {
  return findWords(fold(text), words, 100).map(({ from, to }) => text.slice(from, to));
}

test('[PG65] small and large letters, accents, and the marks that look alike are found alike', () => {
  expect(wordsFound('Señora Vargas, SENORA, señora', 'senora')).toEqual([
    'Señora',
    'SENORA',
    'señora',
  ]);
  expect(wordsFound('She doesn’t walk 10 m', "doesn't walk 10 m")).toEqual(['doesn’t walk 10 m']);
  expect(wordsFound('Cafe\u0301 at noon', 'café')).toEqual(['Cafe\u0301']);
  expect(wordsFound('oﬃce hours', 'office')).toEqual(['oﬃce']);
});

test('[PG65] places do not lie over each other, and no more than the limit are given', () => {
  expect(wordsFound('aaaa', 'aa')).toEqual(['aa', 'aa']);
  expect(findWords(fold('a'.repeat(50)), 'a', 7)).toHaveLength(7);
  expect(wordsFound('anything', '  ')).toEqual([]);
});

test('[PG65] whatever the text is, each place holds the words and nothing more', () => {
  const letters = constantFrom('a', 'B', 'é', 'e\u0301', 'ß', 'ﬁ', ' ', '\u00A0', '😀', 'İ');
  const texts = array(letters, { maxLength: 30 }).map((parts) => parts.join(''));
  assert(
    property(texts, texts, texts, (before, words, after) => {
      const wanted = foldedText(words.trim());
      const whole = before + words + after;
      const places = findWords(fold(whole), words, 100);
      expect(places.length > 0).toBe(wanted !== '');
      for (const { from, to } of places)
        expect(foldedText(whole.slice(from, to))).toContain(wanted);
    }),
  );
});
