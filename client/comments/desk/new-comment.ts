import { type Words, toCommentId } from '@alliance/shared/comments/thread';
import { type NewComment } from '@alliance/shared/comments/thread-command';
import { commentCharactersMax } from '@alliance/shared/limits';
import { v7 as uuid } from 'uuid';

import { type Written } from './desk.ts';
import { holdsWords } from './unsent.ts';

/** What was written as a comment on its way: as typed, not a character less. */
export function newComment(written: Written, isSbar = false): NewComment {
  return {
    commentId: toCommentId(uuid()),
    words: wordsOf(written, isSbar),
    mentions: written.mentions ?? [],
  };
}

/** The words of what was written: the boxes of SBAR when it has them. */
export function wordsOf({ text, sbar }: Written, isSbar = false): Words {
  return isSbar && sbar !== undefined ? { sbar } : { text };
}

/** Whether it can be sent: something that can be seen, and no box longer than a comment may be (CM15). */
export function canSend(written: Written, isSbar = false): boolean {
  const { text, sbar } = written;
  const boxes = isSbar ? Object.values(sbar ?? {}) : [text];
  return (
    holdsWords(isSbar ? { ...written, text: '' } : { text }) &&
    boxes.every((box) => box.length <= commentCharactersMax)
  );
}
