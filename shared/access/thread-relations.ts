/**
 * What somebody is to a thread. Rights to a thread follow the seat: who sits in it now has them, who sat there
 * yesterday has not. Only the author's own words stay with the person who wrote them.
 */
import { type Seat, type SeatId } from '../alliance/alliance.ts';
import { isPatientSide } from '../alliance/discipline.ts';
import { isCritical, raisedIn, waitsForReadBack } from '../comments/critical.ts';
import { type Mention, type Thread } from '../comments/thread.ts';
import { type PersonId } from '../identity/person.ts';
import { type Roster } from './roster.ts';
import { keepsPlan, mayComment, ownsPlace, writingSeat } from './thread-access.ts';

/** Everything that somebody can be to a thread. */
export const threadRelations = [
  /** May comment there (CM3). */
  'member',
  /** Opened the thread. */
  'author',
  /** Sits in the assigned seat; while people disagree (CM10), in one of them. */
  'assigned',
  /** May change the text there; for the whole plan, leads or stewards it. */
  'owner',
  /** A critical thread speaks to them (CM11). */
  'receiver',
  /** Opened the thread, or sits in the seat in which it was opened; where none of them can answer a read-back, stands in for them (CM12). */
  'sender',
  /** Made it critical, and nobody has read it back since (CM14). */
  'raiser',
] as const;

/** One of {@link threadRelations}. */
export type ThreadRelation = (typeof threadRelations)[number];

/** What a person is to a thread now; nothing for who may not comment there. */
export function relationsTo(
  roster: Roster,
  thread: Thread,
  personId: PersonId,
): ReadonlySet<ThreadRelation> {
  if (!mayComment(roster, thread, personId)) return new Set();
  const isTrue: Readonly<Record<ThreadRelation, boolean>> = {
    member: true,
    author: authorOf(thread).personId === personId,
    assigned: isAssigned(roster, thread, personId),
    owner: ownsPlace(roster, thread, personId),
    receiver: receiversOf(roster, thread).has(personId),
    sender: isSender(roster, thread, personId) || sendersOf(roster, thread).has(personId),
    raiser: isRaiser(thread, personId),
  };
  return new Set(threadRelations.filter((relation) => isTrue[relation]));
}

/** The author of a thread: who wrote its first comment. */
export function authorOf(thread: Thread): Thread['comments'][0]['author'] {
  return thread.comments[0].author;
}

function isSender(roster: Roster, thread: Thread, personId: PersonId): boolean {
  const { personId: author, seatId } = authorOf(thread);
  return author === personId || sitsIn(roster, personId, seatId);
}

/** Made the thread critical; what somebody has read back since is not theirs to take back any more. */
function isRaiser({ kind, comments }: Thread, personId: PersonId): boolean {
  const raised = raisedIn(kind);
  if (raised?.by !== personId) return false;
  return !comments.some(({ purpose, at }) => purpose === 'read-back' && at >= raised.at);
}

/**
 * To whom a thread speaks, if it is critical (CM11): whoever sits in the assigned seat, else in the seats that its first
 * comment mentions, else the owners of its section with lead and steward, else everybody who may comment there; and whom
 * its sender has mentioned since. What others mention changes nothing. Its author is never among them, and a step in
 * which no professional can act now is passed over, so that no critical thread waits for nobody, or for the family alone.
 */
export function receiversOf(roster: Roster, thread: Thread): ReadonlySet<PersonId> {
  const author = authorOf(thread).personId;
  const members = membersOf(roster, thread).filter((personId) => personId !== author);
  const called = members.filter((personId) =>
    laterMentions(thread).some((mention) => calls(roster, mention, personId)),
  );
  return new Set([...firstAmong(roster, members, receivingSteps(roster, thread)), ...called]);
}

/**
 * Whose yes a read-back needs (CM12): its sender's, who is whoever opened the thread or sits in that seat; where none of
 * them can act now, lead and steward, else the owners of the place, else everybody who may comment there. Never that of
 * whoever has read back. Nobody while there is no read-back.
 */
export function sendersOf(roster: Roster, thread: Thread): ReadonlySet<PersonId> {
  const { readBack } = thread;
  if (readBack === undefined || !isCritical(thread.kind)) return new Set();
  const others = membersOf(roster, thread).filter((personId) => personId !== readBack.by.personId);
  return sendersAmong(roster, thread, others);
}

/** Who has to see to it that a critical thread is heard while nobody has read it back: its sender, or whoever stands in (CM12). */
export function callersOf(roster: Roster, thread: Thread): ReadonlySet<PersonId> {
  if (thread.readBack !== undefined || !isCritical(thread.kind)) return new Set();
  return sendersAmong(roster, thread, membersOf(roster, thread));
}

function sendersAmong(
  roster: Roster,
  thread: Thread,
  people: readonly PersonId[],
): ReadonlySet<PersonId> {
  const senders = people.filter((personId) => isSender(roster, thread, personId));
  if (senders.length > 0) return new Set(senders);
  const isKeeper: Step = (personId) => seatsOf(roster, personId).some(keepsPlan);
  const isOwner: Step = (personId) => ownsPlace(roster, thread, personId);
  return new Set(firstAmong(roster, people, [isKeeper, isOwner]));
}

/** Titles of the seats for whose read-back, or for whose yes to it, a critical thread waits; none when it waits for nothing. */
export function waitedFor(roster: Roster, thread: Thread): readonly string[] {
  return [...new Set(seatsWaitedFor(roster, thread).map(({ role }) => role.title))];
}

/** The seats of {@link waitedFor}, each once. */
export function seatsWaitedFor(roster: Roster, thread: Thread): readonly Seat[] {
  if (!waitsForReadBack(thread)) return [];
  const people = thread.readBack ? sendersOf(roster, thread) : receiversOf(roster, thread);
  const seats = [...people].flatMap((personId) => seatsMeant(roster, thread, personId));
  return [...new Map(seats.map((seat) => [seat.id, seat])).values()];
}

/** In which of their seats a person is waited for: in those that are named, else in the one in which they would write. */
function seatsMeant(roster: Roster, thread: Thread, personId: PersonId): readonly Seat[] {
  const mentions = [...thread.comments[0].mentions, ...laterMentions(thread)];
  const isNamed = (seat: Seat): boolean =>
    thread.readBack
      ? seat.id === authorOf(thread).seatId
      : assignedSeats(thread).includes(seat.id) || mentions.some((each) => isCalled(seat, each));
  const named = seatsOf(roster, personId).filter(isNamed);
  return named.length > 0 ? named : [writingSeat(roster, thread, personId) ?? []].flat();
}

type Step = (personId: PersonId) => boolean;

/** Who is reached by the first step that reaches a professional, and those before; everybody where none does. */
function firstAmong(
  roster: Roster,
  people: readonly PersonId[],
  steps: readonly Step[],
): readonly PersonId[] {
  const last = steps.findIndex((step) =>
    people.some((personId) => step(personId) && isProfessional(roster, personId)),
  );
  if (last === -1) return people;
  return people.filter((personId) => steps.slice(0, last + 1).some((step) => step(personId)));
}

function membersOf(roster: Roster, thread: Thread): readonly PersonId[] {
  return [...roster.seats.keys()].filter((personId) => mayComment(roster, thread, personId));
}

function receivingSteps(roster: Roster, thread: Thread): readonly Step[] {
  const { mentions } = thread.comments[0];
  return [
    (personId) => isAssigned(roster, thread, personId),
    (personId) => mentions.some((mention) => calls(roster, mention, personId)),
    (personId) => ownsPlace(roster, thread, personId) || seatsOf(roster, personId).some(keepsPlan),
  ];
}

/** Whom the sender, or whoever sat in their seat, has called after the first comment. */
function laterMentions({ comments: [{ author }, ...later] }: Thread): readonly Mention[] {
  const isOfSender = (one: Thread['comments'][0]['author']): boolean =>
    one.personId === author.personId || one.seatId === author.seatId;
  return later.filter((comment) => isOfSender(comment.author)).flatMap(({ mentions }) => mentions);
}

function calls(roster: Roster, mention: Mention, personId: PersonId): boolean {
  return seatsOf(roster, personId).some((seat) => isCalled(seat, mention));
}

function isProfessional(roster: Roster, personId: PersonId): boolean {
  return seatsOf(roster, personId).some(({ role }) => !isPatientSide(role.disciplineKey));
}

function seatsOf({ seats }: Roster, personId: PersonId): readonly Seat[] {
  return seats.get(personId) ?? [];
}

function isAssigned(roster: Roster, thread: Thread, personId: PersonId): boolean {
  return assignedSeats(thread).some((seatId) => sitsIn(roster, personId, seatId));
}

function assignedSeats({ assignment }: Thread): readonly SeatId[] {
  const values = [assignment, ...(assignment.candidates ?? [])].map(({ value }) => value);
  return values.flatMap((value) => value?.seatId ?? []);
}

/** Whether a mention calls a seat. */
export function isCalled(seat: Seat, mention: Mention): boolean {
  return 'seatId' in mention
    ? seat.id === mention.seatId
    : seat.role.disciplineKey === mention.disciplineKey;
}

/** Whether a person may act in a seat now. */
export function sitsIn(
  { seats }: Pick<Roster, 'seats'>,
  personId: PersonId,
  seatId: SeatId | undefined,
): boolean {
  return (seats.get(personId) ?? []).some((seat) => seat.id === seatId);
}
