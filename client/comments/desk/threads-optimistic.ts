import { toPlanId } from '@alliance/shared/careplan/care-plan';
import { firstField } from '@alliance/shared/comments/field';
import {
  type Author,
  type CommentId,
  type CommentPurpose,
  type Words,
} from '@alliance/shared/comments/thread';
import { type ThreadId } from '@alliance/shared/comments/thread';
import {
  type NewComment,
  type StartThread,
  type ThreadAction,
  type ThreadCommand,
} from '@alliance/shared/comments/thread-command';
import { type CommentView, type ThreadView } from '@alliance/shared/comments/thread-view';

/** What was sent, as it was sent. */
export type Sent =
  | { readonly action: 'start'; readonly thread: StartThread }
  | { readonly action: 'command'; readonly threadId: ThreadId; readonly command: ThreadCommand };

/** Something sent that is shown before the server has it. */
export interface Pending {
  readonly sent: Sent;
  /** ISO 8601 instant, by this device's clock. */
  readonly at: string;
}

/** Who sends, and in which plan. */
export interface Sender {
  readonly planId: string;
  readonly author: Author;
}

/** The threads as they will be when the server has what is on its way: its order is kept, what was started stands last. */
export function withPending(
  threads: readonly ThreadView[],
  pending: readonly Pending[],
  sender: Sender,
): readonly ThreadView[] {
  return pending.reduce((present, { sent, at }) => {
    if (sent.action === 'start') return started(present, startedThread(sent.thread, at, sender));
    return present.map((thread) =>
      thread.id === sent.threadId ? changed(thread, sent.command, { ...sender, at }) : thread,
    );
  }, threads);
}

/** The thread to which something sent belongs. */
export function threadIdOf(sent: Sent): ThreadId {
  return sent.action === 'start' ? sent.thread.threadId : sent.threadId;
}

/** What something sent does. */
export function actionOf(sent: Sent): ThreadAction {
  return sent.action === 'start' ? 'start' : sent.command.type;
}

/** The comment that something sent writes or changes; undefined when there is none. */
export function commentIdOf(sent: Sent): CommentId | undefined {
  if (sent.action === 'start') return sent.thread.comment.commentId;
  const { command } = sent;
  if (command.type === 'edit') return command.commentId;
  if ('comment' in command) return command.comment.commentId;
  return 'note' in command ? command.note?.commentId : undefined;
}

/** The words that something sent writes; undefined when it writes none. */
export function wordsSent(sent: Sent): Omit<NewComment, 'commentId'> | undefined {
  if (sent.action === 'start') return sent.thread.comment;
  const { command } = sent;
  if (command.type === 'edit') return command;
  if ('comment' in command) return command.comment;
  return 'note' in command ? command.note : undefined;
}

/** Words as plain text, for Copy: the boxes of SBAR one below the other. */
export function plainTextOf(words: Words): string {
  if ('text' in words) return words.text;
  const { situation, background, assessment, recommendation } = words.sbar;
  return [situation, background, assessment, recommendation].filter(Boolean).join('\n');
}

/** The answer to a start may come with an event before it comes as an answer: the server's thread stands. */
function started(threads: readonly ThreadView[], thread: ThreadView): readonly ThreadView[] {
  return threads.some(({ id }) => id === thread.id) ? threads : [...threads, thread];
}

function startedThread(start: StartThread, at: string, { author, planId }: Sender): ThreadView {
  const by = author.personId;
  return {
    id: start.threadId,
    planId: toPlanId(planId),
    subject: subjectOf(start),
    audience: start.audience,
    kind: firstField(start.kind, by, at),
    assignment: firstField(start.assignment ?? null, by, at),
    status: 'open',
    comments: [commentOf(start.comment, 'comment', { author, at })],
    version: 0,
    readCount: 1,
    can: [],
  };
}

function subjectOf({ subject }: StartThread): ThreadView['subject'] {
  if (subject.on === 'text')
    return { ...subject, quote: subject.anchor.exact, isQuoteVerified: true };
  if (subject.on === 'node') return { ...subject, isQuoteVerified: false };
  return subject;
}

function commentOf(
  { commentId, words, mentions }: NewComment,
  purpose: CommentPurpose,
  { author, at }: Told,
): CommentView {
  return { id: commentId, author, at, purpose, words, mentions };
}

interface Told {
  readonly author: Author;
  readonly at: string;
}

/** Only what cannot be taken for something else: a read-back or a yes is shown when the server has it. */
function changed(thread: ThreadView, command: ThreadCommand, told: Told): ThreadView {
  const by = told.author.personId;
  switch (command.type) {
    case 'reply':
      return { ...opened(thread), ...withComment(thread, command.comment, 'comment', told) };
    case 'resolve':
      return {
        ...thread,
        status: 'resolved',
        resolved: { by: told.author, at: told.at },
        ...withComment(thread, command.note, 'resolution', told),
      };
    case 'reopen':
      return { ...opened(thread), ...withComment(thread, command.note, 'reopening', told) };
    case 'read-back':
    case 'not-quite':
      return { ...thread, ...withComment(thread, command.comment, command.type, told) };
    case 'edit':
      return { ...thread, comments: edited(thread.comments, command) };
    case 'assign':
      return {
        ...thread,
        assignment: {
          ...firstField(command.assignment.value, by, told.at),
          version: thread.assignment.version,
        },
      };
    case 'mark':
      return {
        ...thread,
        kind: { ...firstField(command.kind.value, by, told.at), version: thread.kind.version },
      };
    case 'confirm':
    case 'attach':
      return thread;
  }
}

function opened(thread: ThreadView): ThreadView {
  const { resolved: _resolved, ...rest } = thread;
  return { ...rest, status: 'open' };
}

function withComment(
  thread: ThreadView,
  comment: NewComment | undefined,
  purpose: CommentPurpose,
  told: Told,
): Pick<ThreadView, 'comments' | 'readCount'> {
  const isThere = thread.comments.some(({ id }) => id === comment?.commentId);
  if (comment === undefined || isThere)
    return { comments: thread.comments, readCount: thread.readCount };
  const [first, ...others] = thread.comments;
  const isAllRead = thread.readCount >= thread.comments.length;
  return {
    comments: [first, ...others, commentOf(comment, purpose, told)],
    // What stands before it unread stays so: only behind what is read do one's own words move the mark.
    readCount: isAllRead ? thread.readCount + 1 : thread.readCount,
  };
}

function edited(
  [first, ...others]: ThreadView['comments'],
  { commentId, words, mentions }: Extract<ThreadCommand, { type: 'edit' }>,
): ThreadView['comments'] {
  const edit = (comment: CommentView): CommentView =>
    comment.id === commentId ? { ...comment, words, mentions } : comment;
  return [edit(first), ...others.map(edit)];
}
