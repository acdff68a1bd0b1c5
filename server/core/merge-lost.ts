/** Words that stand nowhere, because the block in which they were written went with somebody who had not seen them (MC2). */
import * as Y from 'yjs';

import { findingOf, type MergeFinding } from './merge-finding.ts';
import { type Change, type MergeHistory } from './merge-history.ts';
import { blockOf, type Pair } from './merge-view.ts';
import { hasWords, plain } from './merge-words.ts';
import { type DeletedRange, type UnitId } from './update-scan.ts';

/** Words of one person that went with the block of another. */
export interface Loss {
  readonly block: Y.Item;
  /** Who wrote the words, and who took the block. */
  readonly writer: Change;
  readonly taker: Change;
  /** The units of the words. */
  readonly words: DeletedRange[];
}

/** The words that went with this change unseen: its own, which arrived in what was gone, or those of others, which went with a block. */
export function lossesOf(history: MergeHistory, change: Change): readonly Loss[] {
  const losses = new Map<string, Loss>();
  for (const range of change.gone)
    for (const unit of unitsOf(range)) {
      const loss = isWord(history, unit) ? lossOf(history, change, unit) : undefined;
      if (loss === undefined) continue;
      const { client, clock } = loss.block.id;
      const name = `${client} ${clock} ${loss.writer.seq}`;
      const known = losses.get(name) ?? loss;
      losses.set(name, known);
      if (known !== loss) known.words.push(...loss.words);
    }
  return [...losses.values()];
}

/** The findings about losses that are losses still: one for each block and pair of people. */
export function foundLosses(
  history: MergeHistory,
  losses: readonly Loss[],
): readonly MergeFinding[] {
  const groups = Map.groupBy(losses, ({ block, writer, taker }) =>
    [block.id.client, block.id.clock, writer.personId, taker.personId].join(' '),
  );
  return [...groups.values()].flatMap((group) => foundLoss(history, group));
}

function foundLoss(history: MergeHistory, group: readonly Loss[]): readonly MergeFinding[] {
  const [first] = group;
  if (first === undefined) return [];
  const words = plain(history.lettersIn(group.flatMap((loss) => loss.words)));
  if (!hasWords(words) || isWrittenAgain(history, first.writer.seq, words)) return [];
  const { block, writer, taker } = first;
  const last = group.at(-1)?.writer ?? writer;
  const pair = pairOf(last.seq > taker.seq ? [taker, last] : [writer, taker]);
  return [findingOf(history, 'lost', pair, blocksOf(history, block, taker))];
}

function pairOf([earlier, later]: readonly [Change, Change]): Pair {
  return { earlier, later, seen: earlier.seq - 1 };
}

/** The block, and where its words went. */
function blocksOf(history: MergeHistory, block: Y.Item, taker: Change): ReadonlySet<Y.Item> {
  const blocks = new Set([block]);
  for (const item of history.itemsIn(taker.written)) {
    const into = item.content instanceof Y.ContentString ? blockOf(item) : undefined;
    if (into !== undefined) blocks.add(into);
  }
  return blocks;
}

function lossOf(history: MergeHistory, change: Change, unit: UnitId): Loss | undefined {
  const [item] = history.itemsIn([{ ...unit, length: 1 }]);
  const block = item && blockOf(item);
  if (block === undefined) return undefined;
  const words = [{ ...unit, length: 1 }];
  const writerSeq = history.writerOf(unit);
  const others = change.said?.ranges;
  if (writerSeq === change.seq) {
    if (others?.covers({ ...unit, length: 1 }) === true) return undefined;
    const gone = history.goneWith(block.id);
    const taker = gone === undefined || gone >= change.seq ? undefined : history.changeAt(gone);
    return taker && lossBetween({ block, writer: change, taker, words });
  }
  const writer = history.changeAt(writerSeq);
  if (writer === undefined || others === undefined || others.covers({ ...unit, length: 1 }))
    return undefined;
  return lossBetween({ block, writer, taker: change, words });
}

function lossBetween(loss: Loss): Loss | undefined {
  return loss.writer.personId === loss.taker.personId ? undefined : loss;
}

function isWord(history: MergeHistory, unit: UnitId): boolean {
  const [item] = history.itemsIn([{ ...unit, length: 1 }]);
  return item?.content instanceof Y.ContentString;
}

/** Whether somebody has written the words since, and they stand: our editor brings letters after their words by itself. */
function isWrittenAgain(history: MergeHistory, since: number, words: string): boolean {
  return (
    history.changes.some(
      ({ seq, written }) => seq >= since && plain(history.lettersIn(written, true)).includes(words),
    ) || plain(standingSince(history, since)).includes(words)
  );
}

/** All that was written since and stands, one after the other. */
function standingSince(history: MergeHistory, since: number): string {
  const ranges = history.changes
    .filter(({ seq }) => seq >= since)
    .flatMap(({ written }) => written);
  return history.lettersIn(ranges, true).replaceAll(' ', '');
}

function* unitsOf({ client, clock, length }: DeletedRange): Generator<UnitId> {
  for (let at = clock; at < clock + length; at++) yield { client, clock: at };
}
