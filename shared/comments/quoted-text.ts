import * as Y from 'yjs';

import { type TextRange } from './anchor.ts';
import { prepareText } from './prepared-text.ts';
import { type RunningText, atomCharacter, clipped, offsetsOf } from './running-text.ts';

/** The words of a range as an anchor keeps them, without line ends; empty when it is not in the text. */
export function wordsIn(source: Y.Doc | RunningText, range: TextRange): string {
  const running = source instanceof Y.Doc ? prepareText(source) : source;
  const offsets = offsetsOf(running, range);
  return offsets === undefined ? '' : running.text.slice(offsets.start, offsets.end);
}

/** The words of a range for people: one line per block, `…` for what is not text. At most `quoteCharactersMax`. */
export function quotedText(source: Y.Doc | RunningText, range: TextRange): string {
  const running = source instanceof Y.Doc ? prepareText(source) : source;
  const offsets = offsetsOf(running, range);
  if (offsets === undefined) return '';
  const { start, end } = clipped(running, offsets);
  const cuts = [start, ...running.starts.filter((at) => at > start && at < end), end];
  return cuts
    .slice(1)
    .map((cut, index) => running.text.slice(cuts[index], cut))
    .filter((line) => line !== '')
    .join('\n')
    .replaceAll(atomCharacter, '…');
}
