import { type ThreadRefusalReason } from '@alliance/shared/comments/thread-refusals';

import { ServerRefusal } from '../../ui/server-refusal.ts';

/** Why something was not taken: a key of the messages `comments.refused.why`. */
export type WhyRefused = (typeof byReason)[ThreadRefusalReason] | 'right' | 'changed' | 'other';

const byReason = {
  'not-your-audience': 'audience',
  'may-not-comment': 'right',
  'not-your-comment': 'notYours',
  'already-read-back': 'readBackWords',
  'may-not-resolve': 'resolve',
  'note-needed': 'note',
  'may-not-reopen': 'reopen',
  'may-not-assign': 'assign',
  'seat-cannot-take-it': 'seat',
  'not-a-receiver': 'receiver',
  'not-critical': 'notCritical',
  'read-back-done': 'readBackDone',
  'not-the-sender': 'sender',
  'own-read-back': 'ownReadBack',
  'nothing-read-back': 'noReadBack',
  'other-read-back': 'otherReadBack',
  'read-back-missing': 'unconfirmed',
  'critical-stays': 'critical',
  'may-not-mark': 'mark',
  'nothing-written': 'empty',
  'too-long': 'long',
  'nobody-called': 'mention',
  'comment-there': 'there',
  'thread-there': 'there',
  'key-used': 'there',
  'not-there': 'gone',
  'comments-full': 'threadFull',
  'thread-full': 'threadFull',
  'threads-full': 'planFull',
  'edits-full': 'editsFull',
  'undecided-full': 'undecided',
  'too-fast': 'fast',
  'may-not-attach': 'attach',
  'still-in-place': 'inPlace',
  'words-not-there': 'wordsGone',
} as const satisfies Record<ThreadRefusalReason, string>;

const byStatus: ReadonlyMap<number, WhyRefused> = new Map<number, WhyRefused>([
  [403, 'right'],
  [404, 'gone'],
  [409, 'changed'],
  [412, 'changed'],
  [413, 'long'],
]);

/** What a refusal means to who wrote it: by the reason that the server names, else by its status. */
export function whyRefused(refusal: Error): WhyRefused {
  if (!(refusal instanceof ServerRefusal)) return 'other';
  const { reason = '', status } = refusal;
  return isReason(reason) ? byReason[reason] : (byStatus.get(status) ?? 'other');
}

function isReason(reason: string): reason is ThreadRefusalReason {
  return Object.hasOwn(byReason, reason);
}
