/**
 * What somebody is to a thread. Rights to a thread follow the seat: who sits in it now has them, who sat there
 * yesterday has not. Only the author's own words stay with the person who wrote them.
 */
import { type Seat, type SeatId } from '../alliance/alliance.ts';
import { type Mention, type Thread } from '../comments/thread.ts';
import { type PersonId } from '../identity/person.ts';
import { type Roster } from './roster.ts';
import { keepsPlan, mayComment, ownsPlace } from './thread-access.ts';

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
  /** Opened the thread, or sits in the seat in which it was opened (CM12). */
  'sender',
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
    sender: isSender(roster, thread, personId),
  };
  return new Set(threadRelations.filter((relation) => isTrue[relation]));
}

/** The author of a thread: who wrote its first comment. */
export function authorOf(thread: Thread): Thread['comments'][0]['author'] {
  return thread.comments[0].author;
}

/** Whether a person opened the thread, or sits in the seat in which it was opened. */
export function isSender(roster: Roster, thread: Thread, personId: PersonId): boolean {
  const { personId: author, seatId } = authorOf(thread);
  return author === personId || sitsIn(roster, personId, seatId);
}

/**
 * To whom a thread speaks, if it is critical (CM11): whoever sits in the assigned seat, else in the seats that it
 * mentions, else the owners of its section with lead and steward, else everybody who may comment there. Its author is never
 * among them, and a step in which nobody else can act now is passed over, so that no critical thread waits for nobody.
 */
export function receiversOf(roster: Roster, thread: Thread): ReadonlySet<PersonId> {
  const author = authorOf(thread).personId;
  const members = [...roster.seats.keys()].filter(
    (personId) => personId !== author && mayComment(roster, thread, personId),
  );
  for (const speaksTo of stepsOf(roster, thread)) {
    const receivers = members.filter(speaksTo);
    if (receivers.length > 0) return new Set(receivers);
  }
  return new Set(members);
}

type Step = (personId: PersonId) => boolean;

function stepsOf(roster: Roster, thread: Thread): readonly Step[] {
  const mentions = thread.comments.flatMap((comment) => comment.mentions);
  const seatsOf = (personId: PersonId): readonly Seat[] => roster.seats.get(personId) ?? [];
  return [
    (personId) => isAssigned(roster, thread, personId),
    (personId) =>
      seatsOf(personId).some((seat) => mentions.some((mention) => isCalled(seat, mention))),
    (personId) => ownsPlace(roster, thread, personId) || seatsOf(personId).some(keepsPlan),
  ];
}

function isAssigned(roster: Roster, { assignment }: Thread, personId: PersonId): boolean {
  return [assignment, ...(assignment.candidates ?? [])].some(({ value }) =>
    sitsIn(roster, personId, value?.seatId),
  );
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
