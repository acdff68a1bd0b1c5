import { type ThreadId } from '@alliance/shared/comments/thread';

import { type Draft, type Written } from './desk.ts';
import { plainTextOf } from './threads-optimistic.ts';

/** What a box of a card is for. */
export type BoxPurpose = (typeof purposes)[number];

const purposes = ['reply', 'edit', 'resolve', 'reopen', 'read-back', 'not-quite'] as const;

/** The key of a box in `Desk.written`; for an edit with the comment that it changes. */
export function boxKey(threadId: ThreadId, purpose: BoxPurpose, commentId = ''): string {
  return `${threadId} ${purpose} ${commentId}`;
}

/** What the key of a box says. */
export interface Box {
  readonly threadId: string;
  readonly purpose: BoxPurpose;
  /** The comment that is edited; empty for everything else. */
  readonly commentId: string;
}

/** Takes the key of a box apart. */
export function boxOfKey(key: string): Box {
  const [threadId = '', purpose, commentId = ''] = key.split(' ');
  return { threadId, purpose: purposes.find((each) => each === purpose) ?? 'reply', commentId };
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
