import { runningTextOfBlocks } from '@alliance/shared/comments/running-text';
import { wordAt } from '@alliance/shared/comments/word-at';
import { expect, test } from 'vitest';

test.each([
  ['Walk |twenty metres', 'twenty'],
  ['Walk twen|ty metres', 'twenty'],
  ['Walk twenty| metres', 'twenty'],
  ['Walk twenty metres|', 'metres'],
  ['|  Walk', 'Walk'],
  ['Walk |  Rest', 'Walk'],
  ['Walk  |  Rest', 'Walk'],
  ['at 08:|00 h', '08:00'],
  ['2.5| mg', '2.5'],
  ["don't| stop", "don't"],
  ['Frühstück|.', 'Frühstück'],
  ['...|', '.'],
  ['\uFFFC|', '\uFFFC'],
] as const)('[RL6] in "%s" the word at the caret is "%s"', (line, word) => {
  const running = runningTextOfBlocks([{ text: 'Before' }, { text: line.replace('|', '') }]);
  const range = wordAt(running, { block: 1, offset: line.indexOf('|') });
  expect(line.replace('|', '').slice(range?.from.offset, range?.to.offset)).toBe(word);
});

test('[RL6] in an empty block there is no word', () => {
  const running = runningTextOfBlocks([{ text: 'Before' }, { text: '' }, { text: 'After' }]);
  expect(wordAt(running, { block: 1, offset: 0 })).toBeUndefined();
  expect(wordAt(running, { block: 9, offset: 0 })).toBeUndefined();
});
