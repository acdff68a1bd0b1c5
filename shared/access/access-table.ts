/**
 * The one table that decides every right. The server asks it before it acts; the client asks it only to
 * show the truth early. Two questions are answered here:
 *
 *   1. Which right does this person have in this section now?      rightIn(...)
 *   2. Does that right allow this action?                          decide(...)
 *
 * Editing is shared where care is shared: physician and nurse both edit the common clinical sections, a
 * therapist edits the section of their own discipline, patient and family edit What matters.
 */
import { type Alliance, type Seat, type SeatActor } from '../alliance/alliance.ts';
import { seatsOf } from '../alliance/coverage.ts';
import { type DisciplineKey, disciplines } from '../alliance/discipline.ts';
import { type SectionKey } from '../careplan/section.ts';
import { type PersonId } from '../identity/person.ts';
import { patientSideRight, professionalRight } from './default-rights.ts';
import { type SectionRight, strongerRight, weakerRight } from './section-right.ts';

/** Everything that a right can be asked for. */
export const actions = [
  'section.read',
  'section.edit',
  'section.suggest',
  'section.comment',
  'section.emergency-edit',
  'presence.share',
] as const;

/** One of {@link actions}. */
export type Action = (typeof actions)[number];

/** The answer to a request for an action: allowed, or refused by a rule of `SPEC.md`. */
export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly rule: string };

/** The right of a person in a section at an instant: the strongest of the seats in which they may act (AC1). */
export function rightIn(request: {
  readonly alliance: Alliance;
  readonly personId: PersonId;
  readonly sectionKey: SectionKey;
  /** Milliseconds since the epoch. */
  readonly now: number;
}): SectionRight {
  const { alliance, personId, sectionKey, now } = request;
  if (alliance.status === 'closed' || alliance.consent === undefined) return 'none';
  const seats = seatsOf(alliance, personId, now);
  const right = seats
    .map((seat) => presentRight(alliance, seat, sectionKey))
    .reduce(strongerRight, 'none');
  const isEmergency = seats.some((seat) =>
    hasEmergency(alliance, { by: { seatId: seat.id, personId }, sectionKey, now }),
  );
  return isEmergency && decide(right, 'section.emergency-edit').allowed ? 'edit' : right;
}

/** Whether a right allows an action, and if not, by which rule (AC2). Emergency edit needs a reason and is for professionals who can read. */
export function decide(right: SectionRight, action: Action): Decision {
  return allowedBy[right].includes(action)
    ? { allowed: true }
    : { allowed: false, rule: ruleOf[action] };
}

/**
 * The right of a seat in a section: what its charter says, or else the default of its discipline. A restricted section
 * exists only for the disciplines that edit it by default, and for whom a scope names.
 */
export function rightOfSeat(
  alliance: Pick<Alliance, 'restricted'>,
  seat: Seat,
  sectionKey: SectionKey,
): SectionRight {
  const own = seat.scope.find((rule) => rule.sectionKey === sectionKey);
  if (own !== undefined) return own.right;
  const right = defaultRight(seat.role.disciplineKey, sectionKey);
  return alliance.restricted.includes(sectionKey) && right !== 'edit' ? 'none' : right;
}

/** What of the right of a seat is left by the state of the alliance: in a suspended one everybody reads at most. */
export function presentRight(
  alliance: Pick<Alliance, 'restricted' | 'status'>,
  seat: Seat,
  sectionKey: SectionKey,
): SectionRight {
  const right = rightOfSeat(alliance, seat, sectionKey);
  return alliance.status === 'suspended' ? weakerRight(right, 'read') : right;
}

function hasEmergency(
  { emergencies }: Alliance,
  asked: { readonly by: SeatActor; readonly sectionKey: SectionKey; readonly now: number },
): boolean {
  const { by, sectionKey, now } = asked;
  return emergencies.some(
    (each) =>
      each.sectionKey === sectionKey &&
      each.by.personId === by.personId &&
      each.by.seatId === by.seatId &&
      Date.parse(each.from) <= now &&
      now < Date.parse(each.to),
  );
}

/** The default right of a discipline in a section (tables AC3 and AC13 of `SPEC.md`). */
export function defaultRight(discipline: DisciplineKey, sectionKey: SectionKey): SectionRight {
  return disciplines[discipline].kind === 'patient'
    ? patientSideRight(discipline, sectionKey)
    : professionalRight(discipline, sectionKey);
}

const readActions: readonly Action[] = ['section.read', 'presence.share'];
const commentActions: readonly Action[] = [...readActions, 'section.comment'];

const allowedBy: Readonly<Record<SectionRight, readonly Action[]>> = {
  edit: [...commentActions, 'section.suggest', 'section.edit'],
  suggest: [...commentActions, 'section.suggest', 'section.emergency-edit'],
  comment: commentActions,
  read: readActions,
  none: [],
};

const ruleOf: Readonly<Record<Action, string>> = {
  'section.read': 'AC4',
  'section.edit': 'AC5',
  'section.suggest': 'AC6',
  'section.comment': 'AC7',
  'section.emergency-edit': 'AC8',
  'presence.share': 'AC4',
};
