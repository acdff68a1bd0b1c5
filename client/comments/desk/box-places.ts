import { isCritical } from '@alliance/shared/comments/critical';
import { type ThreadId } from '@alliance/shared/comments/thread';
import { type ThreadView } from '@alliance/shared/comments/thread-view';

import { type Written } from './desk.ts';
import { type Box, boxKey, boxOfKey, holdsWords } from './unsent.ts';

/** Whether the open card of a thread shows a box now: by what the thread has become, and what the reader may do. */
export function hasPlace(
  thread: ThreadView,
  { purpose, commentId }: Omit<Box, 'threadId'>,
): boolean {
  const { can, status, version, comments, readBack } = thread;
  const waits = isCritical(thread.kind) && readBack?.confirmed === undefined;
  switch (purpose) {
    case 'reply':
      return version > 0 && can.includes('reply');
    case 'edit':
      return comments.some(({ id }) => id === commentId);
    case 'resolve':
      return status === 'open' && can.includes('resolve');
    case 'reopen':
      return status === 'resolved' && can.includes('reopen');
    case 'read-back':
      return waits && can.includes('read-back');
    case 'not-quite':
      return waits && (can.includes('confirm') || can.includes('not-quite'));
  }
}

/** Whether the reader is somebody whose read-back a thread waits for (CM11). */
export function owesReadBack(thread: ThreadView): boolean {
  return thread.readBack === undefined && hasPlace(thread, { purpose: 'read-back', commentId: '' });
}

/** A box with words in it. */
export interface HeldBox {
  /** Its key in `Desk.written`. */
  readonly key: string;
  readonly written: Written;
}

/** The boxes of a thread that hold words and that its card does not show now (RL7). */
export function boxesWithoutPlace(
  boxes: ReadonlyMap<string, Written>,
  thread: ThreadView,
): readonly HeldBox[] {
  return heldBoxes(boxes).filter(({ key }) => {
    const box = boxOfKey(key);
    return box.threadId === thread.id && !hasPlace(thread, box);
  });
}

/** The boxes that hold words and whose thread is not among these (RL7). */
export function boxesWithoutThread(
  boxes: ReadonlyMap<string, Written>,
  threads: readonly Pick<ThreadView, 'id'>[],
): readonly HeldBox[] {
  const known = new Set<string>(threads.map(({ id }) => id));
  return heldBoxes(boxes).filter(({ key }) => !known.has(boxOfKey(key).threadId));
}

/** Whether something is written in a box of a thread and not sent. */
export function hasUnsentWords(boxes: ReadonlyMap<string, Written>, threadId: ThreadId): boolean {
  return heldBoxes(boxes).some(({ key }) => boxOfKey(key).threadId === threadId);
}

/** The box for an answer, where its thread takes one and it is free for other words; undefined where not. */
export function freeAnswerBox(
  boxes: ReadonlyMap<string, Written>,
  thread: ThreadView | undefined,
): string | undefined {
  if (thread === undefined || !hasPlace(thread, { purpose: 'reply', commentId: '' }))
    return undefined;
  const key = boxKey(thread.id, 'reply');
  const held = boxes.get(key);
  return held !== undefined && holdsWords(held) ? undefined : key;
}

function heldBoxes(boxes: ReadonlyMap<string, Written>): readonly HeldBox[] {
  return [...boxes].flatMap(([key, written]) => (holdsWords(written) ? [{ key, written }] : []));
}
