import { type PersonId } from '../identity/person.ts';
import { type Alliance, type Coverage, type Seat } from './alliance.ts';

/** After a shift ends by the clock its holder keeps the seat's rights this long, to finish the handover (rule AL3). */
export const handoverGraceMs = 60 * 60_000;

/**
 * Who covers a seat at an instant, primary before cover before trainee, then by start. Empty when nobody does.
 * @param now milliseconds since the epoch
 */
export function coveredBy(seat: Seat, now: number): readonly Coverage[] {
  return seat.coverage.filter((row) => isWithin(row, now, 0)).toSorted(byRank);
}

/** The stretch that follows for a seat: the earliest that starts after `now`, if any. */
export function coveredNext(seat: Seat, now: number): Coverage | undefined {
  return seat.coverage
    .filter((row) => Date.parse(row.from) > now)
    .toSorted((one, other) => Date.parse(one.from) - Date.parse(other.from))[0];
}

/** The seats in which a person may act at an instant: accepted, and covered by them now or within the grace of a handover. */
export function seatsOf(alliance: Alliance, personId: PersonId, now: number): readonly Seat[] {
  return alliance.seats.filter(
    (seat) =>
      seat.invitation.state === 'accepted' &&
      seat.coverage.some((row) => row.personId === personId && isWithin(row, now, handoverGraceMs)),
  );
}

function isWithin({ from, to, isGivenBack }: Coverage, now: number, graceMs: number): boolean {
  const end = to === undefined ? Infinity : Date.parse(to) + (isGivenBack ? 0 : graceMs);
  return Date.parse(from) <= now && now < end;
}

const rank = { primary: 0, cover: 1, trainee: 2 } as const;

function byRank(one: Coverage, other: Coverage): number {
  return rank[one.kind] - rank[other.kind] || Date.parse(one.from) - Date.parse(other.from);
}
