import { mentionAt } from '@alliance/client/comments/thread/mention-at';
import { type TextPiece, textPieces } from '@alliance/client/comments/thread/text-pieces';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

const origin = 'https://alliance.example';
const link = '/plans/d25f9d27-c13c/mobility?thread=0198-ab';

function kinds(text: string, labels: readonly string[] = []): readonly string[] {
  return textPieces(text, labels, origin).map(({ kind, text: piece }) => `${kind}:${piece}`);
}

function textOf(pieces: readonly TextPiece[]): string {
  return pieces.map((piece) => piece.text).join('');
}

test('[CM21] the pieces of a comment are its text, character by character', () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom('@Rehab nurse', link, `${origin}${link}`, '<b>', 'javascript:alert(1)', '\n'),
  );
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const typed = words.join(' ');
      expect(textOf(textPieces(typed, ['Rehab nurse', 'Rehab nurse (all)'], origin))).toBe(typed);
    }),
  );
});

test('[CM21] only a link to a thread of this server becomes a link', () => {
  expect(kinds(`See ${link}, or ${origin}${link}.`)).toEqual([
    'text:See ',
    `thread:${link}`,
    'text:, or ',
    `thread:${origin}${link}`,
    'text:.',
  ]);
  for (const other of [
    `https://elsewhere.example${link}`,
    `${origin}/plans/abc`,
    `${origin}.elsewhere.example${link}`,
    `javascript:${link}`,
    `x${link}`,
  ])
    expect(kinds(other)).toEqual([`text:${other}`]);
});

test('[CM16] the longest name of a mention is the one that is meant', () => {
  expect(
    kinds('@Rehab nurse (all), @Rehab nurse and @Rehab', ['Rehab nurse', 'Rehab nurse (all)']),
  ).toEqual(['mention:@Rehab nurse (all)', 'text:, ', 'mention:@Rehab nurse', 'text: and @Rehab']);
  expect(kinds('a@Rehab nurse', ['Rehab nurse'])).toEqual(['text:a@Rehab nurse']);
  expect(kinds('@a.b (x)', ['a.b (x)'])).toEqual(['mention:@a.b (x)']);
});

test('[CM16] a mention is being typed behind an @ that begins a word, in one line', () => {
  expect(mentionAt('Ask @reh', 8)).toEqual({ from: 4, typed: 'reh' });
  expect(mentionAt('@', 1)).toEqual({ from: 0, typed: '' });
  expect(mentionAt('mail@reh', 8)).toBeUndefined();
  expect(mentionAt('Ask @reh\nnow', 12)).toBeUndefined();
  expect(mentionAt('Ask @reh now', 3)).toBeUndefined();
});
