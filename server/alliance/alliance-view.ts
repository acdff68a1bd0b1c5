import { type Alliance, type Coverage, type Seat } from '@alliance/shared/alliance/alliance';
import { coveredBy, coveredNext } from '@alliance/shared/alliance/coverage';
import {
  type AllianceView,
  type CoverView,
  type SeatView,
} from '@alliance/shared/careplan/plan-view';
import { type Person, type PersonId } from '@alliance/shared/identity/person';

import { gapsOf } from './gaps.ts';

/** People by id, as far as they are needed for a view. */
export type People = ReadonlyMap<PersonId, Person>;

/** Everybody who has or had a seat in an alliance, without doubles. */
export function peopleIn(alliance: Alliance): readonly PersonId[] {
  return [
    ...new Set(alliance.seats.flatMap((seat) => seat.coverage.map(({ personId }) => personId))),
  ];
}

/** An alliance as its members see it at an instant: who covers each seat now, who is next, and what is missing. */
export function allianceView(alliance: Alliance, people: People, now: number): AllianceView {
  return {
    id: alliance.id,
    name: alliance.name,
    purpose: alliance.purpose,
    status: alliance.status,
    ...(alliance.activeSince !== undefined && { activeSince: alliance.activeSince }),
    seats: alliance.seats.map((seat) => seatView(seat, people, now)),
    gaps: [...gapsOf(alliance, now)],
  };
}

/** True for the seat of the demo's scripted colleague: it is shown as such and owns nothing. */
export function isSimulatedSeat(seat: Seat, people: People): boolean {
  return seat.coverage.some(({ personId }) => people.get(personId)?.isSimulated === true);
}

function seatView(seat: Seat, people: People, now: number): SeatView {
  const next = coveredNext(seat, now);
  return {
    id: seat.id,
    title: seat.role.title,
    disciplineKey: seat.role.disciplineKey,
    isLead: seat.isLead,
    isSteward: seat.isSteward,
    isRequired: seat.isRequired,
    invitation: seat.invitation,
    contact: seat.contact,
    responsibilities: seat.role.responsibilities,
    offers: seat.role.offers,
    needs: seat.role.needs,
    now: coveredBy(seat, now).map((row) => coverView(row, people)),
    ...(next !== undefined && { next: coverView(next, people) }),
    ...(isSimulatedSeat(seat, people) && { isSimulated: true }),
  };
}

function coverView(row: Coverage, people: People): CoverView {
  return {
    personId: row.personId,
    name: people.get(row.personId)?.name ?? '',
    kind: row.kind,
    from: row.from,
    ...(row.to !== undefined && { to: row.to }),
  };
}
