import { type Roster, rosterAt } from '../access/roster.ts';
import { type Alliance, type Seat } from '../alliance/alliance.ts';
import { coveredBy } from '../alliance/coverage.ts';
import { type SectionKey } from '../careplan/section.ts';
import { type PersonId } from '../identity/person.ts';

/**
 * Who has to do what a seat owes at an instant: whoever covers it now, and only while nobody does, whoever has just
 * left it. So what was left over is the next one's as soon as they have come, also in the grace of a handover (IB3).
 */
export function dutyAt(request: {
  readonly alliance: Alliance;
  readonly sectionKeys: readonly SectionKey[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}): Roster {
  const roster = rosterAt(request);
  const seats = [...roster.seats].map(
    ([personId, held]) => [personId, owedBy(personId, held, request.now)] as const,
  );
  return { ...roster, seats: new Map(seats.filter(([, owed]) => owed.length > 0)) };
}

/** Of the seats in which somebody may act at an instant, those whose duties are theirs. `now` in milliseconds since the epoch. */
export function owedBy(personId: PersonId, held: readonly Seat[], now: number): readonly Seat[] {
  return held.filter((seat) => {
    const here = coveredBy(seat, now);
    return here.length === 0 || here.some((row) => row.personId === personId);
  });
}
