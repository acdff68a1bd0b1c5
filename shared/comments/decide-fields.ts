import { seatSeesThread } from '../access/thread-access.ts';
import { assigning, isOneOf, lowering, marking } from '../access/thread-actions.ts';
import { sitsIn } from '../access/thread-relations.ts';
import { undecidedMax } from '../limits.ts';
import { isCritical, raisedIn } from './critical.ts';
import { type Field, type FieldWrite, writeField } from './field.ts';
import { type ThreadCommand } from './thread-command.ts';
import { type ThreadDecision, type Turn, changed, opened, refused } from './thread-decision.ts';
import { type Assignment, type Thread, type ThreadKind } from './thread.ts';

/** Gives a thread to a seat, takes it for one's own, or gives it to nobody (CM9, CM10). */
export function assign(
  turn: Turn,
  command: Extract<ThreadCommand, { type: 'assign' }>,
): ThreadDecision {
  const { thread, author, relations, context } = turn;
  const { value } = command.assignment;
  const isOwn = value !== null && sitsIn(context.roster, author.personId, value.seatId);
  if (!isOwn && !isOneOf(relations, assigning)) return refused('may-not-assign');
  if (value !== null && !canTake(turn, value)) return refused('seat-cannot-take-it');
  const assignment = writeField(
    thread.assignment,
    command.assignment,
    { by: author.personId, at: context.at },
    isSameAssignment,
  );
  return isOverfull(assignment) ? refused('undecided-full') : changed(thread, { assignment });
}

/** Says what a thread is for (CM10, CM14). One that becomes critical is open, and is read back from then on. */
export function mark(
  turn: Turn,
  command: Extract<ThreadCommand, { type: 'mark' }>,
): ThreadDecision {
  const { thread, relations } = turn;
  const kind = markedKind(turn, command.kind);
  const [was, is] = [isCritical(thread.kind), isCritical(kind)];
  const mayLower = isOneOf(relations, lowering);
  if (was && !is && !mayLower) return refused('critical-stays');
  if (!was && is) return changed(withoutReadBack(opened(thread)), { kind });
  return command.kind.value === 'critical' || mayLower || isOneOf(relations, marking)
    ? changed(thread, { kind })
    : refused('may-not-mark');
}

/** Whoever says once more that it is critical has not made it so, and cannot take it back; unless it is their thread. */
function markedKind(
  { thread, author, relations, context }: Turn,
  write: FieldWrite<ThreadKind>,
): Field<ThreadKind> {
  const written = { by: author.personId, at: context.at };
  const kind = writeField(thread.kind, write, written, (one, other) => one === other);
  const raised = raisedIn(thread.kind);
  if (kind.value !== 'critical' || raised === undefined || relations.has('author')) return kind;
  return { ...kind, by: raised.by, at: raised.at };
}

function canTake({ thread, context: { roster } }: Turn, { seatId }: Assignment): boolean {
  const seat = roster.alliance.seats.find(({ id }) => id === seatId);
  return seat !== undefined && seatSeesThread(roster, thread, seat);
}

function isSameAssignment(one: Assignment | null, other: Assignment | null): boolean {
  return one?.seatId === other?.seatId && one?.dueOn === other?.dueOn;
}

function isOverfull({ candidates = [] }: Field<unknown>): boolean {
  return candidates.length > undecidedMax;
}

function withoutReadBack(thread: Thread): Thread {
  const { readBack: _earlier, ...rest } = thread;
  return rest;
}
