/**
 * The running text of a section: the text of its blocks one after the other, without anything between them.
 *
 *   blocks    [Walk twenty]  []  [ metres with ▣]     ▣ a chip, a mention, a line break
 *   running    Walk twenty metres with ￼              one U+FFFC each, also for a goal or a divider between the blocks
 *
 * Enter and Backspace at an end of a block change nothing in it, so words that were split, joined or moved can be
 * found again. All offsets are in UTF-16 units, as Yjs and the DOM count.
 */
import { type BlockJson, type SectionJson } from '../editor/section-json.ts';
import { quoteCharactersMax } from '../limits.ts';
import { type Place, type TextRange } from './anchor.ts';

/** Stands for everything that is not text: a chip, a mention, a line break, a goal, a divider. */
export const atomCharacter = '\uFFFC';

/** A section's text as one string, with what is needed to say where in it something stands. */
export interface RunningText {
  readonly text: string;
  /** Where each block begins in the text, in their order. */
  readonly starts: readonly number[];
  /** The ids of the blocks; undefined where a stock client has not named one. */
  readonly blockIds: readonly (string | undefined)[];
  /** What is not text, in order; empty where only plain text was known. */
  readonly atoms: readonly RunningAtom[];
}

/** Something in the text that is not text. */
export interface RunningAtom {
  /** Its offset in the running text. */
  readonly at: number;
  /** Its name in the schema. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A block as it is shown somewhere: its text with one U+FFFC for each atom, and its id. */
export interface ShownBlock {
  readonly text: string;
  readonly blockId?: string | undefined;
}

/** The running text of blocks that are known by their text alone, as those of a page that has no `Y.Doc` yet. */
export function runningTextOfBlocks(blocks: readonly ShownBlock[]): RunningText {
  let length = 0;
  const starts = blocks.map(({ text }) => {
    const start = length;
    length += text.length;
    return start;
  });
  return {
    text: blocks.map(({ text }) => text).join(''),
    starts,
    blockIds: blocks.map(({ blockId }) => blockId),
    atoms: [],
  };
}

/** The running text of a section's prose. Whatever is not a `block` of text counts as one atom. */
export function runningTextOfSection({ blocks }: SectionJson): RunningText {
  const running = runningTextOfBlocks(blocks.map(shownBlock));
  return {
    ...running,
    atoms: blocks.flatMap((block, at) => atomsOf(block, running.starts[at] ?? 0)),
  };
}

/** The id in a block's attributes, undefined when there is none that can be one. */
export function blockIdIn({ blockId }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof blockId === 'string' && blockId !== '' ? blockId : undefined;
}

function shownBlock({ name, attributes, inline }: BlockJson): ShownBlock {
  const blockId = blockIdIn(attributes);
  if (name !== 'block') return { text: atomCharacter, blockId };
  const text = inline.map((part) => ('text' in part ? part.text : atomCharacter)).join('');
  return { text, blockId };
}

function atomsOf({ name, attributes, inline }: BlockJson, start: number): readonly RunningAtom[] {
  if (name !== 'block') return [{ at: start, name, attributes }];
  let at = start;
  return inline.flatMap((part) => {
    const here = at;
    at += 'text' in part ? part.text.length : 1;
    return 'text' in part ? [] : [{ at: here, ...part }];
  });
}

/** The length of a block's text, 0 for one that is not there. */
export function lengthOfBlock({ text, starts }: RunningText, block: number): number {
  const start = starts[block];
  return start === undefined ? 0 : (starts[block + 1] ?? text.length) - start;
}

/** Where a place is in the running text, undefined for one that the section does not have. */
export function offsetOf(running: RunningText, { block, offset }: Place): number | undefined {
  const start = running.starts[block];
  if (start === undefined || !Number.isInteger(offset)) return undefined;
  return offset < 0 || offset > lengthOfBlock(running, block) ? undefined : start + offset;
}

/** Where a range is in the running text: from the first offset up to the second. Undefined if it is empty or not there. */
export function offsetsOf(running: RunningText, { from, to }: TextRange): Offsets | undefined {
  const start = offsetOf(running, from);
  const end = offsetOf(running, to);
  return start === undefined || end === undefined || start >= end ? undefined : { start, end };
}

/** A stretch of running text: its first offset, and the one behind its last. */
export interface Offsets {
  readonly start: number;
  readonly end: number;
}

/** The range of a stretch of running text. It begins in the block of its first character and ends in that of its last. */
export function rangeAt(running: RunningText, { start, end }: Offsets): TextRange {
  const to = placeOfCharacter(running, end - 1);
  return {
    from: placeOfCharacter(running, start),
    to: { block: to.block, offset: to.offset + 1 },
  };
}

function placeOfCharacter({ starts }: RunningText, at: number): Place {
  const block = lastAtOrBefore(starts, at);
  return { block, offset: at - (starts[block] ?? 0) };
}

/** The index of the last of ascending numbers that is not above a value; the empty blocks before it are passed over. */
export function lastAtOrBefore(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
}

/** A stretch, or its beginning when it is longer than a thread can quote. */
export function clipped({ text }: RunningText, { start, end }: Offsets): Offsets {
  if (end - start <= quoteCharactersMax) return { start, end };
  const clip = start + quoteCharactersMax;
  return { start, end: isHalf(text.charCodeAt(clip - 1), highSurrogates) ? clip - 1 : clip };
}

/** Text without the half of a character at a cut: storage would replace it. */
export function wholeCharacters(text: string): string {
  const start = isHalf(text.charCodeAt(0), lowSurrogates) ? 1 : 0;
  const end = isHalf(text.charCodeAt(text.length - 1), highSurrogates) ? 1 : 0;
  return text.slice(start, text.length - end);
}

const highSurrogates = [0xd800, 0xdbff] as const;
const lowSurrogates = [0xdc00, 0xdfff] as const;

function isHalf(unit: number, [from, to]: readonly [number, number]): boolean {
  return unit >= from && unit <= to;
}
