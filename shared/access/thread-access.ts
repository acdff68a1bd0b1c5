/**
 * Who sees a thread and who may write in it (CM2, CM3), by the one table of rights: a thread is where its section is.
 * One on the whole plan asks for the weakest right among all sections. Which seats count depends on the audience:
 * what was said among colleagues is not seen from the seat of patient or family.
 */
import { type Seat } from '../alliance/alliance.ts';
import { isPatientSide } from '../alliance/discipline.ts';
import { type SectionKey } from '../careplan/section.ts';
import { type Thread } from '../comments/thread.ts';
import { type PersonId } from '../identity/person.ts';
import { type Action, decide, presentRight, rightOfSeat } from './access-table.ts';
import { type Roster } from './roster.ts';
import { type SectionRight, strongerRight, weakerRight } from './section-right.ts';

/** What decides who sees a thread: where it is, and for whom it was opened. */
export interface ThreadPlace {
  readonly subject: PlaceOfSubject;
  readonly audience: Thread['audience'];
}

type PlaceOfSubject =
  | { readonly on: 'plan' }
  | { readonly on: 'section' | 'text' | 'node'; readonly sectionKey: SectionKey };

/** Whether a person sees a thread now (CM2). */
export function seesThread(roster: Roster, place: ThreadPlace, personId: PersonId): boolean {
  return mayAmong(roster, place, {
    seats: seatsAt(roster, place, personId),
    action: seeing(place),
    rightOf: rightOfSeat,
  });
}

/** Whether a person may write in a thread, or open one there, now (CM3). */
export function mayComment(roster: Roster, place: ThreadPlace, personId: PersonId): boolean {
  const seats = seatsAt(roster, place, personId);
  return mayAmong(roster, place, { seats, action: 'section.comment', rightOf: presentRight });
}

/** Whether a person may change the text that a thread is about; for the whole plan, whether they lead or steward it. */
export function ownsPlace(roster: Roster, place: ThreadPlace, personId: PersonId): boolean {
  const seats = seatsAt(roster, place, personId);
  if (place.subject.on === 'plan') return seats.some(keepsPlan);
  return mayAmong(roster, place, { seats, action: 'section.edit', rightOf: presentRight });
}

/** Whether whoever sits in a seat may see a thread, so that it can be assigned to them or call them (CM9, CM16). Only seats that were accepted. */
export function seatSeesThread(roster: Roster, place: ThreadPlace, seat: Seat): boolean {
  if (seat.invitation.state !== 'accepted' || !isFor(place, seat)) return false;
  return mayAmong(roster, place, { seats: [seat], action: seeing(place), rightOf: rightOfSeat });
}

/** Everybody who sees a thread now. */
export function everybodyWhoSees(roster: Roster, place: ThreadPlace): ReadonlySet<PersonId> {
  return new Set(
    [...roster.seats.keys()].filter((personId) => seesThread(roster, place, personId)),
  );
}

/** The seat in which a person writes in a thread: the one with the strongest right there; undefined when they may not. */
export function writingSeat(
  roster: Roster,
  place: ThreadPlace,
  personId: PersonId,
): Seat | undefined {
  if (!mayComment(roster, place, personId)) return undefined;
  const seats = seatsAt(roster, place, personId);
  const rightFrom = (from: readonly Seat[]) => weakestRight(roster, place, from, presentRight);
  const strongest = rightFrom(seats);
  return seats.find((seat) => rightFrom([seat]) === strongest) ?? seats[0];
}

/** True for the seats that answer for the plan as a whole. */
export function keepsPlan(seat: Seat): boolean {
  return seat.isLead || seat.isSteward;
}

function seatsAt(roster: Roster, place: ThreadPlace, personId: PersonId): readonly Seat[] {
  return (roster.seats.get(personId) ?? []).filter((seat) => isFor(place, seat));
}

function isFor({ audience }: ThreadPlace, seat: Seat): boolean {
  return audience === 'shared' || !isPatientSide(seat.role.disciplineKey);
}

/** The whole plan is seen by who may comment in every section of it (CM2). */
function seeing({ subject }: ThreadPlace): Action {
  return subject.on === 'plan' ? 'section.comment' : 'section.read';
}

function mayAmong(
  roster: Roster,
  place: ThreadPlace,
  asked: { readonly seats: readonly Seat[]; readonly action: Action; readonly rightOf: RightOf },
): boolean {
  return decide(weakestRight(roster, place, asked.seats, asked.rightOf), asked.action).allowed;
}

/**
 * Which right of a seat counts: for writing what the state of the alliance leaves of it, for seeing the whole of it. A
 * suspended alliance hides no word that its people have seen.
 */
type RightOf = typeof presentRight;

/** What these seats together give in every section that the thread is about. */
function weakestRight(
  roster: Roster,
  place: ThreadPlace,
  seats: readonly Seat[],
  rightOf: RightOf,
): SectionRight {
  const rights = sectionsOf(roster, place).map((sectionKey) =>
    seats.map((seat) => rightOf(roster.alliance, seat, sectionKey)).reduce(strongerRight, 'none'),
  );
  return rights.reduce(weakerRight, rights[0] ?? 'none');
}

/** Empty, and so without any right, when the plan has no such section. */
function sectionsOf({ sectionKeys }: Roster, { subject }: ThreadPlace): readonly SectionKey[] {
  if (subject.on === 'plan') return sectionKeys;
  return sectionKeys.filter((key) => key === subject.sectionKey);
}
