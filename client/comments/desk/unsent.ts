import { type ThreadId } from '@alliance/shared/comments/thread';

import { type Draft, type Written } from './desk.ts';
import { plainTextOf } from './threads-optimistic.ts';

/** What a box of a card is for. */
export type BoxPurpose = 'reply' | 'edit' | 'resolve' | 'reopen' | 'read-back' | 'not-quite';

/** The key of a box in `Desk.written`; for an edit with the comment that it changes. */
export function boxKey(threadId: ThreadId, purpose: BoxPurpose, commentId = ''): string {
  return `${threadId} ${purpose} ${commentId}`;
}

/** Whether somebody has written something in it: blanks and line ends alone are nothing. */
export function holdsWords(written: Draft | Written): boolean {
  return textOfWritten(written).trim() !== '';
}

/** Everything that stands in it, for Copy. */
export function textOfWritten({ text, sbar }: Draft | Written): string {
  const boxes = sbar === undefined ? '' : plainTextOf({ sbar });
  return [text, boxes].filter(Boolean).join('\n');
}
