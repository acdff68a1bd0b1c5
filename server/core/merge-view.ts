/** The text of blocks as it would be with some changes and without others (MC5). */
/* oxlint-disable no-underscore-dangle -- Yjs gives its lists only under such names */
import { bodyOf } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { type Change, type MergeHistory } from './merge-history.ts';
import { type UnitId } from './update-scan.ts';

/** Whether a unit stands. */
export type Stands = (unit: UnitId) => boolean;

/** Two changes of two people; the later one's author cannot have seen the earlier one. */
export interface Pair {
  readonly earlier: Change;
  readonly later: Change;
  /** The last row of others that the author of the later one can have seen. */
  readonly seen: number;
}

/** The document at the later change as the author of the later one had it: without what others did unseen. */
export function asLaterHadIt(history: MergeHistory, { later, seen }: Pair): Stands {
  const isIn = ({ seq, personId }: Change): boolean =>
    seq <= seen || (seq <= later.seq && personId === later.personId);
  return standsAmong(history, isIn, ({ personId }) => personId === later.personId);
}

/** The document at the later change without what its author did since they saw it last. */
export function asOthersHadIt(history: MergeHistory, { later, seen }: Pair): Stands {
  const isIn = ({ seq, personId }: Change): boolean =>
    seq <= seen || (seq <= later.seq && personId !== later.personId);
  return standsAmong(history, isIn, ({ said }) => said?.isAllKnown === false);
}

/** `tells`: whose further word about deletions counts. */
function standsAmong(
  history: MergeHistory,
  isIn: (change: Change) => boolean,
  tells: (change: Change) => boolean,
): Stands {
  const told = history.changes.filter((change) => change.said && isIn(change) && tells(change));
  const isInAt = (seq: number): boolean => {
    const change = history.changeAt(seq);
    return change === undefined || isIn(change);
  };
  return (unit) => {
    if (!isInAt(history.writerOf(unit))) return false;
    const gone = history.goneWith(unit);
    // What was gone when it arrived had been written into a block that somebody else had removed: its author saw it.
    if (gone !== undefined && gone !== history.writerOf(unit) && isInAt(gone)) return false;
    // What went only now, with a block, had to go for whoever removed the block: that is no word of theirs about it.
    return !told.some(({ said }) => said?.ranges.covers({ ...unit, length: 1 }));
  };
}

/** The document now. */
export function asItStands(history: MergeHistory): Stands {
  return (unit) => history.goneWith(unit) === undefined;
}

/** The elements of these blocks in the order in which they are read, gone ones among them. */
export function inOrder(history: MergeHistory, blocks: ReadonlySet<Y.Item>): readonly Y.Item[] {
  const ordered: Y.Item[] = [];
  for (let at = bodyOf(history.doc)._start; at !== null; at = at.right)
    if (blocks.has(at)) ordered.push(at);
  return ordered;
}

/** The text of blocks, one line each; blocks that do not stand are left out. */
export function textOf(blocks: readonly Y.Item[], stands: Stands): string {
  return blocks
    .filter(({ id }) => stands(id))
    .map((block) => lineOf(block, stands))
    .join('\n');
}

/** The text of one block, whether or not the block itself stands. */
export function lineOf(block: Y.Item, stands: Stands): string {
  let line = '';
  for (const text of childrenOf(block))
    if (text.content instanceof Y.ContentType && stands(text.id))
      for (const item of childrenOf(text)) line += lettersOf(item, stands);
  return line;
}

function lettersOf({ id, content }: Y.Item, stands: Stands): string {
  if (!(content instanceof Y.ContentString)) return '';
  return Array.from({ length: content.str.length }, (_, index) =>
    stands({ client: id.client, clock: id.clock + index }) ? content.str.charAt(index) : '',
  ).join('');
}

/** The items in a type, gone ones among them, in order. */
export function* childrenOf({ content }: Y.Item): Generator<Y.Item> {
  if (!(content instanceof Y.ContentType)) return;
  for (let at = content.type._start; at !== null; at = at.right) yield at;
}

/** The block in which an item stands or stood; undefined for what is in none. */
export function blockOf(item: Y.Item): Y.Item | undefined {
  let at = item;
  for (;;) {
    const parent = at.parent instanceof Y.AbstractType ? at.parent._item : null;
    if (parent === null) return at === item ? undefined : at;
    at = parent;
  }
}

/** The id of a block that stands; undefined when it is gone or has none. */
export function blockIdOf(block: Y.Item): string | undefined {
  if (block.deleted || !(block.content instanceof Y.ContentType)) return undefined;
  const entry = block.content.type._map.get('blockId');
  const [id]: unknown[] = entry === undefined || entry.deleted ? [] : entry.content.getContent();
  return typeof id === 'string' ? id : undefined;
}
