import { type ThreadId } from '@alliance/shared/comments/thread';
import { type ThreadView } from '@alliance/shared/comments/thread-view';

import { type WordRanges } from './page-text.ts';

/** The threads on words under a point of the window, the one on the fewest words first. */
export function threadsAt(
  threads: readonly ThreadView[],
  ranges: WordRanges,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
): readonly ThreadId[] {
  return found(threads, ranges, (range) =>
    [...range.getClientRects()].some(
      ({ left, right, top, bottom }) =>
        clientX >= left && clientX <= right && clientY >= top && clientY <= bottom,
    ),
  );
}

/** The threads on words in which the caret stands, the one on the fewest words first. */
export function threadsAtCaret(
  threads: readonly ThreadView[],
  ranges: WordRanges,
): readonly ThreadId[] {
  const selection = document.getSelection();
  if (selection === null || selection.focusNode === null) return [];
  const { focusNode, focusOffset } = selection;
  return found(threads, ranges, (range) => range.isPointInRange(focusNode, focusOffset));
}

function found(
  threads: readonly ThreadView[],
  ranges: WordRanges,
  isHit: (range: Range) => boolean,
): readonly ThreadId[] {
  return threads
    .flatMap(({ id, status }) => {
      const range = ranges.get(id);
      if (range === undefined || !isHit(range)) return [];
      return [{ id, isOpen: status === 'open', length: range.toString().length }];
    })
    .toSorted(
      (one, other) => Number(other.isOpen) - Number(one.isOpen) || one.length - other.length,
    )
    .map(({ id }) => id);
}
