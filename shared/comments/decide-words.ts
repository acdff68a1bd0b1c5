import { editsPerCommentMax } from '../limits.ts';
import {
  callsTheSame,
  obstacleToComment,
  obstacleToSize,
  obstacleToWords,
  saysTheSame,
} from './check-comment.ts';
import { type NewComment, type ThreadCommand } from './thread-command.ts';
import {
  type ThreadDecision,
  type Turn,
  changed,
  commentOf,
  opened,
  refused,
} from './thread-decision.ts';
import { type Comment, type CommentPurpose, type Thread } from './thread.ts';

/** Answers a thread; a resolved one is open again (CM7). */
export function reply(
  turn: Turn,
  command: Extract<ThreadCommand, { type: 'reply' }>,
): ThreadDecision {
  return say(turn, command.comment, { purpose: 'comment', thread: opened(turn.thread) });
}

/** Changes one's own comment; what it said before is kept (CM5). */
export function edit(
  turn: Turn,
  command: Extract<ThreadCommand, { type: 'edit' }>,
): ThreadDecision {
  const { thread, author, context } = turn;
  const comment = thread.comments.find(({ id }) => id === command.commentId);
  if (comment?.author.personId !== author.personId) return refused('not-your-comment');
  if (wasReadBack(thread, comment)) return refused('already-read-back');
  const obstacle =
    obstacleToWords(context.roster, thread, command) ?? obstacleToSize(thread, command.words);
  if (obstacle !== undefined) return refused(obstacle);
  const { words, mentions } = command;
  const callsOthers = !callsTheSame(comment.mentions, mentions);
  if (!callsOthers && saysTheSame(comment.words, words)) return changed(thread);
  if (comment.earlier.length >= editsPerCommentMax) return refused('edits-full');
  const called = callsOthers && { mentions: comment.mentions };
  const said = { words: comment.words, ...called, at: context.at };
  const earlier = [...comment.earlier, said];
  return changed(withComment(thread, { ...comment, words, mentions, earlier }));
}

/** Whether a comment may still be changed by its author (CM5). */
export function canBeEdited(thread: Thread, comment: Comment): boolean {
  return !wasReadBack(thread, comment) && comment.earlier.length < editsPerCommentMax;
}

/** Adds a comment at the end, where nothing stands in its way; `thread` is what else becomes of it. */
export function say(
  { author, context, thread: before }: Turn,
  given: NewComment,
  { purpose, thread }: { readonly purpose: CommentPurpose; readonly thread: Thread },
): ThreadDecision {
  const obstacle = obstacleToComment(context.roster, before, given);
  if (obstacle !== undefined) return refused(obstacle);
  const comment = commentOf(given, { author, at: context.at, purpose });
  const [first, ...others] = thread.comments;
  return changed(thread, { comments: [first, ...others, comment] });
}

/** What was read back stands for good: somebody acted on it, whatever became of the thread since. */
function wasReadBack(thread: Thread, comment: Comment): boolean {
  const last = thread.comments.findLastIndex(({ purpose }) => purpose === 'read-back');
  return thread.comments.indexOf(comment) <= last;
}

function withComment(thread: Thread, comment: Comment): Thread {
  const replace = (each: Comment): Comment => (each.id === comment.id ? comment : each);
  const [first, ...others] = thread.comments;
  return { ...thread, comments: [replace(first), ...others.map(replace)] };
}
