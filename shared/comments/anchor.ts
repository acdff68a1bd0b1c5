/**
 * Where in a section's text a thread stands (rules AN of `SPEC.md`). An anchor is three answers to one question,
 * tried in this order, so that the thread is never invisible:
 *
 *   1. two Yjs relative positions     hold through typing, formatting, undo
 *   2. the words with their context   hold through split, join, move, cut and paste, which rewrite the text
 *   3. nothing                        the thread is unplaced, and keeps its quote
 *
 * Words are compared in the running text of the section: its blocks one after the other, without anything between
 * them, so that Enter and Backspace change nothing in it.
 *
 *   prepareText(doc)                 prepared-text.ts   reads the text once for many anchors; again after a change
 *   makeAnchor(source, range)        here               the anchor of a range
 *   resolveAnchor(source, anchor)    resolve-anchor.ts  where it is now, and how it was found
 *   rangeOfQuote(running, anchor)    resolve-anchor.ts  the same for text that has no `Y.Doc` yet
 *   rangeOfNode(running, node, id)   range-of-node.ts   where a chip or card is
 *   wordsIn, quotedText              quoted-text.ts     the words of a range, for comparing and for people
 *   runningTextOfSection, …OfBlocks  running-text.ts    the running text without a `Y.Doc`
 *   wordAt(running, place)           word-at.ts         the word at a caret
 *   refreshAnchor(prepared, anchor)  refresh-anchor.ts  what the server keeps after a change of the text
 */
import type * as Y from 'yjs';

import { contextCharactersMax, quoteCharactersMax } from '../limits.ts';
import { countOthers } from './find-quote.ts';
import { type PreparedText, preparedOf } from './prepared-text.ts';
import { encodeOffsets } from './relative-position.ts';
import { type Offsets, clipped, offsetsOf, rangeAt, wholeCharacters } from './running-text.ts';

/** An anchor as it is stored and sent. All lengths in UTF-16 units. */
export interface Anchor {
  /** A Yjs relative position, `Y.encodeRelativePosition` in base64; sticks to the character on its right. */
  readonly from: string;
  /** The same, sticking to the character on its left. */
  readonly to: string;
  /** The block in which it begins; absent while a stock client has not named it. */
  readonly blockId?: string;
  /** The words, without line ends; at least one, at most `quoteCharactersMax`. An atom is one U+FFFC. */
  readonly exact: string;
  /** What stands before and after them in the running text, at most `contextCharactersMax` each. */
  readonly prefix: string;
  readonly suffix: string;
  /** How many other places of the section had the same words when it was made; absent when nobody counted. */
  readonly others?: number;
  /** There were none of these at first: they are copies of its words. */
  readonly areCopies?: true;
  /** The words were gone when the server last looked: what is written between their neighbours since is not them. */
  readonly isLost?: true;
}

/** A point in a section's text: the block by its place among its siblings, and an offset in it; each atom counts as one. */
export interface Place {
  readonly block: number;
  readonly offset: number;
}

/** A stretch of a section's text, at least one character long. */
export interface TextRange {
  readonly from: Place;
  readonly to: Place;
}

/**
 * The anchor of a range; of a range longer than `quoteCharactersMax` its beginning counts. Undefined when nothing can
 * be anchored there: the range is empty, holds no character, or is not in the text.
 */
export function makeAnchor(source: Y.Doc | PreparedText, range: TextRange): Anchor | undefined {
  const text = preparedOf(source);
  const offsets = offsetsOf(text, range);
  return offsets === undefined ? undefined : anchorAt(text, clipped(text, offsets));
}

/**
 * The anchor of a stretch of running text.
 * @param exact the words that it is looked for by, when they are not those that stand there now
 */
export function anchorAt(text: PreparedText, offsets: Offsets, exact?: string): Anchor {
  const { start, end } = offsets;
  const words = text.text.slice(start, end);
  const blockId = text.blockIds[rangeAt(text, offsets).from.block];
  return {
    ...encodeOffsets(text, offsets),
    ...(blockId === undefined ? {} : { blockId }),
    exact: exact ?? words,
    prefix: wholeCharacters(text.text.slice(Math.max(start - contextCharactersMax, 0), start)),
    suffix: wholeCharacters(text.text.slice(end, end + contextCharactersMax)),
    others: countOthers(text.text, exact ?? words, start),
  };
}

/** Whether something from outside has the shape and the lengths of an anchor. Whether it leads anywhere is another question. */
export function isAnchor(value: unknown): value is Anchor {
  if (typeof value !== 'object' || value === null) return false;
  const {
    from,
    to,
    exact,
    prefix,
    suffix,
    blockId,
    others,
    areCopies,
    isLost,
  }: Partial<Record<keyof Anchor, unknown>> = value;
  return (
    isText(from, positionCharactersMax) &&
    isText(to, positionCharactersMax) &&
    isText(exact, quoteCharactersMax) &&
    exact !== '' &&
    isText(prefix, contextCharactersMax) &&
    isText(suffix, contextCharactersMax) &&
    (blockId === undefined || isText(blockId, blockIdCharactersMax)) &&
    (others === undefined || (typeof others === 'number' && others >= 0)) &&
    (areCopies === undefined || areCopies === true) &&
    (isLost === undefined || isLost === true)
  );
}

/** Longest position that is looked at; ours have at most 32 characters. */
const positionCharactersMax = 256;

/** Longest id of a block that is kept; ours have 36 characters. */
const blockIdCharactersMax = 128;

function isText(value: unknown, lengthMax: number): value is string {
  return typeof value === 'string' && value.length <= lengthMax;
}
