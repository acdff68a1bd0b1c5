import { leadsIn } from '../access/alliance-access.ts';
import { type Alliance, type Seat, type SeatActor } from '../alliance/alliance.ts';
import { type CarePlan } from '../careplan/care-plan.ts';
import { type PersonId } from '../identity/person.ts';
import { type NamedInSeat } from './alliance-item.ts';

/** Everything that decides what of an alliance needs somebody. */
export interface AllianceAsked {
  readonly alliance: Alliance;
  readonly plan: CarePlan;
  readonly personId: PersonId;
  readonly names: ReadonlyMap<PersonId, string>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Where a row is about. Before the patient has agreed only who leads knows whom: the others are told the team's name. */
export function inAlliance({ alliance, plan, personId, now }: AllianceAsked) {
  const isKnown = alliance.consent !== undefined || leadsIn(alliance, personId, now);
  return {
    allianceId: alliance.id,
    planId: plan.id,
    planTitle: plan.title,
    patientName: isKnown ? plan.patient.name : alliance.name,
  };
}

/** The same, with the seat. */
export function inSeat(asked: AllianceAsked, { id, role }: Seat) {
  return { ...inAlliance(asked), seatId: id, seatTitle: role.title };
}

/** Somebody, beside the seat in which they did something. */
export function namedInSeat(asked: AllianceAsked, { seatId, personId }: SeatActor): NamedInSeat {
  const seat = asked.alliance.seats.find(({ id }) => id === seatId);
  return {
    name: nameOf(asked, personId) ?? '',
    seatTitle: seat?.role.title ?? '',
    disciplineKey: seat?.role.disciplineKey ?? '',
  };
}

/** Somebody's name, where it is known who it is. */
export function nameOf(
  { names }: AllianceAsked,
  personId: PersonId | undefined,
): string | undefined {
  return personId === undefined ? undefined : names.get(personId);
}
