import { isCritical } from './critical.ts';
import { say } from './decide-words.ts';
import { type ThreadCommand } from './thread-command.ts';
import { type ThreadDecision, type Turn, changed, opened, refused } from './thread-decision.ts';
import { type ThreadRefusalReason } from './thread-refusals.ts';
import { type CommentId, type Thread } from './thread.ts';

/** The receiver of a critical thread says what they understood (CM11). The newest read-back is the one to confirm. */
export function readBack(
  turn: Turn,
  { comment }: Extract<ThreadCommand, { type: 'read-back' }>,
): ThreadDecision {
  const { thread, author, context } = turn;
  if (!isCritical(thread.kind)) return refused('not-critical');
  if (thread.readBack?.confirmed !== undefined) return refused('read-back-done');
  const given = { commentId: comment.commentId, by: author, at: context.at };
  return say(turn, comment, { purpose: 'read-back', thread: { ...thread, readBack: given } });
}

/** The sender says that it was understood (CM12). Saying it twice changes nothing. */
export function confirm(
  turn: Turn,
  { commentId }: Extract<ThreadCommand, { type: 'confirm' }>,
): ThreadDecision {
  const { thread, author, context } = turn;
  const obstacle = obstacleToVerdict(turn, commentId);
  if (obstacle !== undefined) return refused(obstacle);
  const { readBack: given } = thread;
  if (given === undefined || given.confirmed !== undefined) return changed(thread);
  const confirmed = { by: author, at: context.at };
  return changed(thread, { readBack: { ...given, confirmed } });
}

/** The sender says what was not understood: a new read-back is needed, also where the old one was confirmed (CM12). */
export function notQuite(
  turn: Turn,
  { comment, commentId }: Extract<ThreadCommand, { type: 'not-quite' }>,
): ThreadDecision {
  const obstacle = obstacleToVerdict(turn, commentId);
  if (obstacle !== undefined) return refused(obstacle);
  const { readBack: _refused, ...rest } = opened(turn.thread);
  return say(turn, comment, { purpose: 'not-quite', thread: rest });
}

/** Why the sender's word on the read-back does not count; `meant` is the read-back that they saw. */
function obstacleToVerdict(
  { thread, author }: Turn,
  meant: CommentId | undefined,
): ThreadRefusalReason | undefined {
  const { readBack: given } = thread satisfies Thread;
  if (given === undefined || !isCritical(thread.kind)) return 'nothing-read-back';
  if (meant !== undefined && meant !== given.commentId) return 'other-read-back';
  return given.by.personId === author.personId ? 'own-read-back' : undefined;
}
