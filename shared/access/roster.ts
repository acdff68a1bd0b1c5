import { type Alliance, type Seat } from '../alliance/alliance.ts';
import { seatsOf } from '../alliance/coverage.ts';
import { type SectionKey } from '../careplan/section.ts';
import { type PersonId } from '../identity/person.ts';

/**
 * Who may act in which seat of a plan's alliance at one instant. Made once and asked many times: whoever reads two
 * hundred threads asks for each of them who may do what.
 */
export interface Roster {
  readonly alliance: Alliance;
  /** The sections of the plan, in reading order. */
  readonly sectionKeys: readonly SectionKey[];
  /** The seats in which each person may act now, the grace of a handover included (AL3); nobody in a closed alliance and before consent (AC1). */
  readonly seats: ReadonlyMap<PersonId, readonly Seat[]>;
}

/** The roster of a plan at an instant; `now` in milliseconds since the epoch. */
export function rosterAt(request: {
  readonly alliance: Alliance;
  readonly sectionKeys: readonly SectionKey[];
  readonly now: number;
}): Roster {
  const { alliance, sectionKeys, now } = request;
  const everybody = new Set(
    alliance.seats.flatMap((seat) => seat.coverage.map(({ personId }) => personId)),
  );
  const seats = new Map<PersonId, readonly Seat[]>();
  if (alliance.status !== 'closed' && alliance.consent !== undefined)
    for (const personId of everybody) {
      const held = seatsOf(alliance, personId, now);
      if (held.length > 0) seats.set(personId, held);
    }
  return { alliance, sectionKeys, seats };
}
