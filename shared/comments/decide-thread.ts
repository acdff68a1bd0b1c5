/**
 * What may happen to a thread (rules CM of `SPEC.md`). Pure: the same thread, command and context always give the same
 * answer, so that a write that was overtaken is simply decided again on the newer thread.
 *
 *   sees it? ─no─▶ CM18      may comment? ─no─▶ CM3      is one of those who may? ─no─▶ the rule of the table
 *      │                          │                            │
 *      ▼                          ▼                            ▼
 *   the command itself: words, state, fields ─▶ the thread, one version on, or a refusal with its rule
 */
import { seesThread, writingSeat } from '../access/thread-access.ts';
import { isOneOf, threadActions } from '../access/thread-actions.ts';
import { relationsTo } from '../access/thread-relations.ts';
import { type Seat } from '../alliance/alliance.ts';
import { attach } from './decide-attach.ts';
import { reopen, resolve } from './decide-closing.ts';
import { assign, mark } from './decide-fields.ts';
import { confirm, notQuite, readBack } from './decide-read-back.ts';
import { edit, reply } from './decide-words.ts';
import { type ThreadCommand } from './thread-command.ts';
import {
  type Actor,
  type ThreadContext,
  type ThreadDecision,
  type Turn,
  refused,
} from './thread-decision.ts';
import { type Author, type Thread } from './thread.ts';

/** Decides a command on a thread. An accepted one always gives the next version, also where it changes nothing else. */
export function decideThread(
  thread: Thread,
  command: ThreadCommand,
  by: Actor,
  context: ThreadContext,
): ThreadDecision {
  const { roster } = context;
  if (!seesThread(roster, thread, by.id)) return refused('not-there');
  const seat = writingSeat(roster, thread, by.id);
  if (seat === undefined) return refused('may-not-comment');
  const relations = relationsTo(roster, thread, by.id);
  const right = threadActions[command.type];
  if (!isOneOf(relations, right.for)) return refused(right.refusal);
  return carryOut({ thread, author: authorIn(seat, by), relations, context }, command);
}

/** Who writes, as they are at this moment (CM4). */
export function authorIn(seat: Seat, by: Actor): Author {
  const { disciplineKey, title } = seat.role;
  return { personId: by.id, seatId: seat.id, name: by.name, disciplineKey, title };
}

function carryOut(turn: Turn, command: ThreadCommand): ThreadDecision {
  switch (command.type) {
    case 'reply':
      return reply(turn, command);
    case 'edit':
      return edit(turn, command);
    case 'resolve':
      return resolve(turn, command);
    case 'reopen':
      return reopen(turn, command);
    case 'assign':
      return assign(turn, command);
    case 'mark':
      return mark(turn, command);
    case 'read-back':
      return readBack(turn, command);
    case 'confirm':
      return confirm(turn, command);
    case 'not-quite':
      return notQuite(turn, command);
    case 'attach':
      return attach(turn);
  }
}
