import {
  type ThreadRefusal,
  type ThreadRefusalReason,
} from '@alliance/shared/comments/thread-refusals';
import {
  commentCharactersMax,
  commentsPerThreadMax,
  editsPerCommentMax,
  threadsPerPlanMax,
} from '@alliance/shared/limits';

import { type Problem, problems } from '../http/problem.ts';
import { keyCharactersMax } from './limits.ts';

/** A refusal as its reader gets it: what happened, what is safe, what to do next. What they may not see is answered as if it were not there (CM18). */
export function problemOfThread({ rule, reason }: ThreadRefusal): Problem {
  if (reason === 'not-there') return problems.notFound;
  const [kind, text] = words[reason];
  return { ...kinds[kind], text, rule, reason };
}

/** Problems of the comments that no rule about threads refuses. */
export const threadProblems = {
  keyMissing: {
    ...problems.malformed,
    text: `This request lacks an Idempotency-Key, or it is longer than ${keyCharactersMax} characters. It names the write, so that it is done once however often it is sent. Nothing was changed.`,
  },
  busy: {
    status: 503,
    code: 'transient',
    text: 'Others are changing this comment at this very moment. Nothing was lost; yours has not been added yet. Please send it again.',
  },
} as const satisfies Record<string, Problem>;

/** The ways in which a write of a thread is refused. */
const kinds = {
  forbidden: { status: 403, code: 'forbidden' },
  conflict: { status: 409, code: 'conflict' },
  invalid: { status: 422, code: 'business-rule' },
  throttled: { status: 429, code: 'throttled' },
} as const satisfies Record<string, Pick<Problem, 'status' | 'code'>>;

const words: Readonly<
  Record<
    Exclude<ThreadRefusalReason, 'not-there'>,
    readonly [kind: keyof typeof kinds, text: string]
  >
> = {
  'not-your-audience': [
    'forbidden',
    'A comment for the professionals alone cannot be opened from your seat, because you would not see it. Nothing was saved. Open it as shared.',
  ],
  'may-not-comment': [
    'forbidden',
    'You may read here, not comment. Nothing was saved. Tell somebody of the team what you wanted to say; My team says how to reach them.',
  ],
  'not-your-comment': [
    'forbidden',
    'Only its author changes a comment. It stays as it was. Answer below it instead.',
  ],
  'already-read-back': [
    'conflict',
    'This comment was read back, so its words stay as they are: somebody acts on them. Nothing was changed. Write what is new below it.',
  ],
  'may-not-resolve': [
    'forbidden',
    'This can be resolved by who asked, by who it is assigned to, or by who writes this section. It stays open. Answer that it is settled, and one of them closes it.',
  ],
  'note-needed': [
    'invalid',
    'Write a short note that says why it is settled: somebody else asked this. It stays open until then.',
  ],
  'may-not-reopen': ['forbidden', 'Answer instead: an answer opens it again. Nothing was changed.'],
  'may-not-assign': [
    'forbidden',
    'Who asked, and who writes this section, give it to somebody. Nothing was changed. You can take it for your own seat.',
  ],
  'seat-cannot-take-it': [
    'invalid',
    'Nobody in that seat can see this comment, or nobody has accepted the seat. It stays with whom it was. Choose another seat.',
  ],
  'not-a-receiver': [
    'forbidden',
    'This is read back by whom it speaks to: the seat it is assigned to, or who it mentions, or who writes this section; never by its author. Nothing was saved. Answer it instead.',
  ],
  'not-critical': [
    'conflict',
    'This is not marked as critical any more, so it needs no read-back. Nothing was saved. Answer it instead.',
  ],
  'read-back-done': [
    'conflict',
    'This was read back and confirmed meanwhile. Your words were not added. If you understood it differently, answer now and call its author.',
  ],
  'not-the-sender': [
    'forbidden',
    'Whether it was understood is said by who wrote it, or sits in their seat now. Nothing was changed. Call them if it cannot wait.',
  ],
  'own-read-back': [
    'forbidden',
    'You have read this back yourself, so somebody else says whether it was understood: its author. Nothing was changed.',
  ],
  'nothing-read-back': [
    'conflict',
    'There is no read-back to answer now. Nothing was changed. Look at the comment again.',
  ],
  'other-read-back': [
    'conflict',
    'Somebody has read back again since you looked. Nothing was confirmed. Read the newest words, then decide.',
  ],
  'read-back-missing': [
    'conflict',
    'This is critical and was not read back and confirmed yet, so it stays open. Nothing was lost. Ask for the read-back, or call.',
  ],
  'critical-stays': [
    'forbidden',
    'Only its author makes a critical comment less urgent. It stays critical. Answer with what you know.',
  ],
  'may-not-mark': [
    'forbidden',
    'Who asked, who it is assigned to, and who writes this section say what it is for. Nothing was changed. You can mark it as critical if it is.',
  ],
  'nothing-written': [
    'invalid',
    'There is nothing to read in this comment. Nothing was saved. Write at least one word.',
  ],
  'too-long': [
    'invalid',
    `A comment, and each box of SBAR, holds at most ${commentCharactersMax.toLocaleString('en')} characters. Nothing was saved; your words are still where you wrote them. Shorten it, or send it in two.`,
  ],
  'nobody-called': [
    'invalid',
    'It calls somebody who cannot see it, or whose seat nobody has accepted. Nothing was saved; your words are still where you wrote them. Call somebody else, or nobody.',
  ],
  'comment-there': ['conflict', 'This comment is there already. Nothing was added a second time.'],
  'thread-there': [
    'conflict',
    'A comment with this id exists already. Nothing was added or changed. Reload the page and look before you send it again.',
  ],
  'key-used': [
    'conflict',
    'This request carries the key of another one that was done. Nothing was changed. Reload the page and look before you send it again.',
  ],
  'comments-full': [
    'conflict',
    `This conversation has ${commentsPerThreadMax} comments, which is as many as it holds. All of them are safe; yours was not added. Open a new one at the same place.`,
  ],
  'thread-full': [
    'conflict',
    'This conversation has grown as long as it can. Everything in it is safe; your words were not added. Open a new one at the same place.',
  ],
  'threads-full': [
    'conflict',
    `This plan has ${threadsPerPlanMax.toLocaleString('en')} conversations, which is as many as it holds. All of them are safe; yours was not added. Answer in one that exists, or call.`,
  ],
  'edits-full': [
    'conflict',
    `This comment was changed ${editsPerCommentMax} times, which is as often as it can be. It stays as it is. Write what is new below it.`,
  ],
  'undecided-full': [
    'conflict',
    'Several people have written different things here, and nobody has decided yet. All of them are kept; yours was not added. Choose one of them first.',
  ],
  'too-fast': [
    'throttled',
    'That was more than one person writes in a minute. What was saved is safe; this was not saved yet. Wait a minute, then send it again.',
  ],
  'may-not-attach': [
    'forbidden',
    'Who asked, who it is assigned to, and who writes this section put it at new words. It stays where it is, with its quote.',
  ],
  'still-in-place': [
    'conflict',
    'This comment is at its words; somebody may have put it there meanwhile. Nothing was changed.',
  ],
  'words-not-there': [
    'conflict',
    'The words that you chose are not in the saved text. The comment is safe and keeps its quote. Choose the words again.',
  ],
};
