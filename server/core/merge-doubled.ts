/** Words that stand twice, because two people moved them (MC1): by splitting or joining a block, or by moving it whole. */
import * as Y from 'yjs';

import { findingOf, type MergeFinding } from './merge-finding.ts';
import { type Change, type MergeHistory } from './merge-history.ts';
import { blockOf, type Pair } from './merge-view.ts';
import { commonText, hasWords, plain } from './merge-words.ts';

/** A doubling as it was when its second half came. */
export interface Doubling {
  readonly pair: Pair;
  /** The words that stand twice. */
  readonly run: string;
}

/** Whether a change writes words enough to have moved any. */
export function mayMove(history: MergeHistory, change: Change): boolean {
  return (
    change.written.some(({ length }) => length > 1) && hasWords(history.lettersIn(change.written))
  );
}

/** The doubling that a pair of changes makes; undefined when it makes none. */
export function doublingOf(history: MergeHistory, pair: Pair): Doubling | undefined {
  const { earlier, later } = pair;
  const run = commonText(
    history.lettersIn(earlier.written, true),
    history.lettersIn(later.written, true),
  );
  if (run === '') return undefined;
  // They were there before: two people who type the same word have moved nothing.
  const isMoved = [earlier, later].some(
    ({ gone }) => commonText(history.lettersIn(gone), run) !== '',
  );
  return isMoved ? { pair, run } : undefined;
}

/** The finding, when the words still stand twice. */
export function foundDoubling(
  history: MergeHistory,
  { pair, run }: Doubling,
): MergeFinding | undefined {
  const stand = [pair.earlier, pair.later].every(({ written }) =>
    plain(history.lettersIn(written, true)).includes(run),
  );
  if (!stand) return undefined;
  const blocks = new Set<Y.Item>();
  for (const { written, gone } of [pair.earlier, pair.later])
    for (const item of history.itemsIn([...written, ...gone])) {
      const block = item.content instanceof Y.ContentString ? blockOf(item) : undefined;
      if (block !== undefined) blocks.add(block);
    }
  return findingOf(history, 'doubled', pair, blocks);
}
