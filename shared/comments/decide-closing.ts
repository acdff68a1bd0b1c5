import { closingWithoutNote, isOneOf } from '../access/thread-actions.ts';
import { waitsForReadBack } from './critical.ts';
import { say } from './decide-words.ts';
import { type ThreadCommand } from './thread-command.ts';
import { type ThreadDecision, type Turn, changed, opened, refused } from './thread-decision.ts';
import { type Thread } from './thread.ts';

/** Closes a thread (CM6, CM13). Closing what is closed changes nothing; a note that comes with it is kept (CM8). */
export function resolve(
  turn: Turn,
  { note }: Extract<ThreadCommand, { type: 'resolve' }>,
): ThreadDecision {
  const { thread, author, context, relations } = turn;
  const isOpen = thread.status === 'open';
  if (isOpen && waitsForReadBack(thread)) return refused('read-back-missing');
  const isMine = isOneOf(relations, closingWithoutNote);
  if (isOpen && !isMine && note === undefined) return refused('note-needed');
  const after: Thread = isOpen
    ? { ...thread, status: 'resolved', resolved: { by: author, at: context.at } }
    : thread;
  return note === undefined
    ? changed(after)
    : say(turn, note, { purpose: 'resolution', thread: after });
}

/** Opens a thread again (CM7). */
export function reopen(
  turn: Turn,
  { note }: Extract<ThreadCommand, { type: 'reopen' }>,
): ThreadDecision {
  const after = opened(turn.thread);
  return note === undefined
    ? changed(after)
    : say(turn, note, { purpose: 'reopening', thread: after });
}
