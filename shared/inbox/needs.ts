/** Why a thread needs a person, one question per reason (IB1). Pure: the records in, at most one comment out. */
import { type Roster } from '../access/roster.ts';
import { keepsPlan, mayComment, ownsPlace, seesThread } from '../access/thread-access.ts';
import {
  type ThreadRelation,
  callersOf,
  isCalled,
  relationsTo,
  seatsWaitedFor,
  sitsIn,
} from '../access/thread-relations.ts';
import { isPatientSide } from '../alliance/discipline.ts';
import { isCritical, raisedIn } from '../comments/critical.ts';
import { type Assignment, type Comment, type Thread } from '../comments/thread.ts';
import { type PersonId } from '../identity/person.ts';
import { type SeatToCall, type ThreadReason } from './inbox.ts';

/** An open question or handoff that nobody answered for so long waits for the owners of its section (IB7). Milliseconds. */
export const waitingMs = 24 * 60 * 60_000;

/** A critical thread that nobody has read back for so long needs its sender, who has to call (IB21). Milliseconds. */
export const unheardMs = 30 * 60_000;

/** Everything that decides whether a thread needs somebody. */
export interface Asked {
  readonly thread: Thread;
  /** Who has to do what the seats owe now. */
  readonly duty: Roster;
  readonly personId: PersonId;
  /** How many comments the person has read, from the first. */
  readonly readCount: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** ISO 8601 date. */
  readonly today: string;
}

/** What a thread needs somebody for. */
export interface Need {
  readonly reason: ThreadReason;
  /** Whose words call. */
  readonly comment: Comment;
  /** So many comments must be read for the need to go, where reading is enough. */
  readonly readsTo?: number;
  /** The seats to call. */
  readonly call?: readonly SeatToCall[];
}

/** The most urgent need of a thread (IB2); undefined when it needs nothing of this person, or they may not see it (IB4). */
export function needOf(asked: Asked): Need | undefined {
  const { duty, thread, personId } = asked;
  if (!seesThread(duty, thread, personId)) return undefined;
  const isResolved = thread.status === 'resolved';
  // Only whoever had opened a resolved thread is told anything of it: the many others are passed over at once.
  if (isResolved && thread.comments[0].author.personId !== personId) return undefined;
  const relations = relationsTo(duty, thread, personId);
  for (const [reason, find] of finders) {
    if (isResolved && reason !== 'answered') continue;
    const need = find(asked, relations);
    if (need !== undefined) return { reason, ...need };
  }
  return undefined;
}

/** Until when my seat owes an answer, where somebody said so; of two undecided dates the earlier. */
export function dueOf({ thread, duty, personId }: Asked): string | undefined {
  const mine = assignmentsOf(thread).filter(({ seatId }) => sitsIn(duty, personId, seatId));
  return mine.flatMap(({ dueOn }) => dueOn ?? []).toSorted()[0];
}

type Found = Omit<Need, 'reason'>;
type Find = (asked: Asked, relations: ReadonlySet<ThreadRelation>) => Found | undefined;

/** Most urgent first, as in `threadReasons`. */
const finders: readonly (readonly [ThreadReason, Find])[] = [
  ['read-back', toReadBack],
  ['confirm', toConfirm],
  ['unheard', unheard],
  ['due', toDoByToday],
  ['waiting', waiting],
  ['mention', mentioned],
  ['assigned', assigned],
  ['answered', answered],
];

function toReadBack({ thread }: Asked, relations: ReadonlySet<ThreadRelation>): Found | undefined {
  if (!isCritical(thread.kind) || thread.readBack || !relations.has('receiver')) return undefined;
  return { comment: lastToReadBack(thread) };
}

/** What has to be read back: what was not understood, else the first words. */
function lastToReadBack({ comments }: Thread): Comment {
  return comments.findLast(({ purpose }) => purpose === 'not-quite') ?? comments[0];
}

function toConfirm(
  { thread, personId }: Asked,
  relations: ReadonlySet<ThreadRelation>,
): Found | undefined {
  const { kind, readBack, comments } = thread;
  if (!isCritical(kind) || !readBack || readBack.confirmed) return undefined;
  if (!relations.has('sender') || readBack.by.personId === personId) return undefined;
  return { comment: comments.find(({ id }) => id === readBack.commentId) ?? comments[0] };
}

/** Half an hour after the words that have to be read back, or after somebody made them critical. */
function unheard({ thread, duty, personId, now }: Asked): Found | undefined {
  const raised = raisedIn(thread.kind);
  if (raised === undefined || !callersOf(duty, thread).has(personId)) return undefined;
  const comment = lastToReadBack(thread);
  const since = Math.max(Date.parse(raised.at), Date.parse(comment.at));
  if (now - since < unheardMs) return undefined;
  const call = seatsWaitedFor(duty, thread).map(({ role: { title }, contact }) => ({
    title,
    contact,
  }));
  return { comment, ...(call.length > 0 && { call }) };
}

function toDoByToday(asked: Asked): Found | undefined {
  const due = dueOf(asked);
  return due !== undefined && due <= asked.today ? assigned(asked) : undefined;
}

/** Two undecided assignments both count: somebody has to decide, and nobody may be left out by silence (CM10). */
function assigned({ thread, duty, personId }: Asked): Found | undefined {
  const isMine = assignmentsOf(thread).some(({ seatId }) => sitsIn(duty, personId, seatId));
  return isMine ? { comment: thread.comments[0] } : undefined;
}

/** A question or handoff for whose answer nobody is named: of a colleague for a day (IB7), of patient or family at once (IB14). */
function waiting(asked: Asked, relations: ReadonlySet<ThreadRelation>): Found | undefined {
  const { thread, personId, now } = asked;
  const [first, ...others] = thread.comments;
  const asks = thread.kind.value === 'question' || thread.kind.value === 'handoff';
  if (!asks || assignmentsOf(thread).length > 0) return undefined;
  if (isPatientSide(first.author.disciplineKey)) return askedOfTeam(asked);
  const isAnswered = others.some(({ author }) => author.personId !== first.author.personId);
  if (isAnswered || !relations.has('owner') || first.author.personId === personId) return undefined;
  return now - Date.parse(first.at) >= waitingMs ? { comment: first } : undefined;
}

/** The first words of patient or family that nobody of the team has answered, for whoever of the team has to. */
function askedOfTeam({ thread, duty, personId }: Asked): Found | undefined {
  const { comments } = thread;
  const answer = comments.findLastIndex(({ author }) => !isPatientSide(author.disciplineKey));
  const comment = comments[answer + 1];
  return comment && answerersOf(duty, thread).has(personId) ? { comment } : undefined;
}

/** The professionals who own the place of a thread; where no profession does, lead and steward: no question waits for nobody. */
function answerersOf(duty: Roster, thread: Thread): ReadonlySet<PersonId> {
  // As if for the team alone: then the seats of patient and family do not count.
  const place = { ...thread, audience: 'team' } as const;
  const people = [...duty.seats.keys()].filter((personId) => mayComment(duty, place, personId));
  const owners = people.filter((personId) => ownsPlace(duty, place, personId));
  if (owners.length > 0) return new Set(owners);
  return new Set(people.filter((personId) => duty.seats.get(personId)?.some(keepsPlan)));
}

/** The newest unread call; whoever has answered since, from the seat that was called, has heard it. */
function mentioned({ thread, duty, personId, readCount }: Asked): Found | undefined {
  const seats = duty.seats.get(personId) ?? [];
  const called = (comment: Comment): boolean =>
    comment.author.personId !== personId &&
    comment.mentions.some((mention) => seats.some((seat) => isCalled(seat, mention)));
  const index = thread.comments.findLastIndex(called);
  const hasAnswered = thread.comments
    .slice(index + 1)
    .some(({ author }) => author.personId === personId || sitsIn(duty, personId, author.seatId));
  return index >= readCount && !hasAnswered ? readTo(thread, index) : undefined;
}

/** The newest unread answer to a thread of mine or of my seat; of a resolved one only whoever had opened it is told. */
function answered({ thread, duty, personId, readCount }: Asked): Found | undefined {
  const { author } = thread.comments[0];
  const isMine = author.personId === personId;
  // Who stands in for an empty seat owes its confirmations (CM12), not its conversations.
  const isOfMySeat = thread.status === 'open' && sitsIn(duty, personId, author.seatId);
  if (!isMine && !isOfMySeat) return undefined;
  const index = thread.comments.findLastIndex((comment) => comment.author.personId !== personId);
  const isAnswer = isMine || thread.comments[index]?.author.seatId !== author.seatId;
  const hasAnswered = thread.comments
    .slice(index + 1)
    .some((comment) => comment.author.personId === personId);
  return index > 0 && index >= readCount && isAnswer && !hasAnswered
    ? readTo(thread, index)
    : undefined;
}

function readTo(thread: Thread, index: number): Found {
  return { comment: thread.comments[index] ?? thread.comments[0], readsTo: index + 1 };
}

function assignmentsOf({ assignment }: Thread): readonly Assignment[] {
  const values = [assignment, ...(assignment.candidates ?? [])].map(({ value }) => value);
  return values.filter((value) => value !== null);
}
