import { type Words } from '../comments/thread.ts';
import { excerptCharactersMax } from '../limits.ts';

/** The beginning of a comment in one line, at most `excerptCharactersMax` long; of SBAR the boxes that say something, one after the other. */
export function excerptOf(words: Words): string {
  return beginningOf(textOf(words));
}

/** The beginning of a text in one line, at most `excerptCharactersMax` long. */
export function beginningOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= excerptCharactersMax) return line;
  const cut = line.slice(0, excerptCharactersMax - 1);
  // A character of two units is kept whole or left out.
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

function textOf(words: Words): string {
  if ('text' in words) return words.text;
  const { situation, background, assessment, recommendation } = words.sbar;
  return [situation, background, assessment, recommendation]
    .filter((box) => box.trim() !== '')
    .join(' · ');
}
