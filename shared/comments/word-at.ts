import { type Place, type TextRange } from './anchor.ts';
import { type RunningText, lengthOfBlock } from './running-text.ts';

/** Letters, digits and marks; within a word also what holds a time, a number or a name together: `08:00`, `2.5`, `don't`. */
const words = /[\p{L}\p{N}\p{M}]+(?:[.,:/'’-][\p{L}\p{N}\p{M}]+)*/gu;

/**
 * The word at a caret: the one in which it stands or which it touches, else the nearest of its block, the one before
 * it first. In a block without words, the character beside the caret; undefined in a block without text.
 */
export function wordAt(running: RunningText, { block, offset }: Place): TextRange | undefined {
  const start = running.starts[block] ?? 0;
  const text = running.text.slice(start, start + lengthOfBlock(running, block));
  if (text === '') return undefined;
  const [nearest] = [...text.matchAll(words)]
    .map((match) => ({ from: match.index, to: match.index + match[0].length }))
    .toSorted((one, other) => distance(one, offset) - distance(other, offset));
  const { from, to } = nearest ?? characterAt(text, offset);
  return { from: { block, offset: from }, to: { block, offset: to } };
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

function distance({ from, to }: Stretch, offset: number): number {
  return Math.max(from - offset, offset - to, 0);
}

function characterAt(text: string, offset: number): Stretch {
  const from = Math.min(Math.max(offset - 1, 0), text.length - 1);
  return { from, to: from + 1 };
}
