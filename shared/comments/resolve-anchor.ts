import type * as Y from 'yjs';

import { type Anchor, type TextRange, isAnchor } from './anchor.ts';
import { isLeftOver, isMostlyKept } from './edited-words.ts';
import { findByContext, findByWords, findNear } from './find-quote.ts';
import { type PreparedText, preparedOf } from './prepared-text.ts';
import { decodeOffset } from './relative-position.ts';
import { type Offsets, type RunningText, rangeAt } from './running-text.ts';

/** Where an anchor was found, and by what: its positions, its words, or what stands around them. */
export interface ResolvedAnchor {
  readonly range: TextRange;
  readonly how: 'position' | 'quote' | 'context';
}

/**
 * Where an anchor is in a text now; undefined when that is not sure, then its thread is unplaced (AN3, AN4). It
 * depends on the content of the document alone, so every copy gives the same (AN5), and no anchor, however broken,
 * makes it throw (AN6).
 *
 *   1. the positions hold exactly the words              position
 *   2. the words are found for sure; where they were only
 *      typed in, nowhere but there                       quote
 *   3. the positions hold most of the words              position
 *   4. something stands between the old neighbours       context
 */
export function resolveAnchor(
  source: Y.Doc | PreparedText,
  anchor: Anchor,
): ResolvedAnchor | undefined {
  if (!isAnchor(anchor)) return undefined;
  const text = preparedOf(source);
  const found = locate(text, anchor);
  return found === undefined ? undefined : { range: rangeAt(text, found), how: found.how };
}

/** {@link resolveAnchor} in offsets of the running text, for an anchor of the right shape. */
export function locate(text: PreparedText, anchor: Anchor): LocatedAnchor | undefined {
  const { exact } = anchor;
  const held = heldBy(text, anchor);
  const words = held === undefined ? '' : text.text.slice(held.start, held.end);
  if (held !== undefined && words === exact) return { ...held, how: 'position' };
  const isKept = words !== '' && isMostlyKept(words, exact);
  // What is left of cut words is no place for their thread when they were pasted whole.
  const isElsewhere = !isKept || isLeftOver(words, exact);
  const quoted = isElsewhere ? findByWords(text, anchor, held) : findNear(text, anchor, held);
  if (quoted !== undefined) return { ...quoted, how: 'quote' };
  if (held !== undefined && isKept) return { ...held, how: 'position' };
  const replaced = findByContext(text, anchor);
  return replaced === undefined || !touches(replaced, held)
    ? undefined
    : { ...replaced, how: 'context' };
}

/** A {@link ResolvedAnchor} in offsets of the running text. */
export interface LocatedAnchor extends Offsets {
  readonly how: ResolvedAnchor['how'];
}

/** What the two positions hold; nothing but a point when one of them is gone or all between them. */
function heldBy(text: PreparedText, { from, to }: Anchor): Offsets | undefined {
  const first = decodeOffset(text, from);
  const last = decodeOffset(text, to);
  const start = first ?? last;
  const end = last ?? first;
  return start === undefined || end === undefined || start > end ? undefined : { start, end };
}

function touches(one: Offsets, other: Offsets | undefined): boolean {
  return other === undefined || (one.start <= other.end && other.start <= one.end);
}

/**
 * Where an anchor's words are in a text that is known without its `Y.Doc`; undefined when that is not sure. Once the
 * document is there, {@link resolveAnchor} knows better.
 */
export function rangeOfQuote(running: RunningText, anchor: Anchor): TextRange | undefined {
  if (!isAnchor(anchor)) return undefined;
  const found = findByWords(running, anchor, undefined) ?? findByContext(running, anchor);
  return found === undefined ? undefined : rangeAt(running, found);
}
