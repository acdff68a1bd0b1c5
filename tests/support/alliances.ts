import { type Alliance, type Coverage, type Seat } from '@alliance/shared/alliance/alliance';
import { type DisciplineKey } from '@alliance/shared/alliance/discipline';
import { acceptedInvitation } from '@alliance/shared/alliance/invitation';
import { startingAgreements } from '@alliance/shared/alliance/starting-agreements';
import { type PersonId } from '@alliance/shared/identity/person';

/** Noon of an ordinary day: the `now` of tests that need no other. */
export const noon = Date.parse('2026-03-02T12:00:00Z');

/** A person id from a plain name. */
export function personId(name: string): PersonId {
  return name as PersonId;
}

/** An instant relative to {@link noon}, in hours, as ISO 8601. */
export function hours(fromNoon: number): string {
  return new Date(noon + fromNoon * 3_600_000).toISOString();
}

/** A stretch of coverage around noon; hours relative to it. */
export function covers(
  name: string,
  from: number,
  to: number | undefined,
  kind: Coverage['kind'] = 'primary',
): Coverage {
  const start = { personId: personId(name), from: hours(from), kind };
  return to === undefined ? start : { ...start, to: hours(to) };
}

/** An accepted seat with the given discipline and coverage; anything can be replaced. */
export function seat(
  disciplineKey: DisciplineKey,
  coverage: readonly Coverage[],
  other: Partial<Seat> = {},
): Seat {
  return {
    id: `seat-${disciplineKey}` as Seat['id'],
    role: { disciplineKey, title: disciplineKey, responsibilities: [], offers: [], needs: [] },
    isRequired: true,
    isLead: false,
    isSteward: false,
    invitation: acceptedInvitation,
    contact: 'ext. 1',
    coverage,
    scope: [],
    revision: 1,
    ...other,
  };
}

/** An active alliance of the given seats. */
export function alliance(seats: readonly Seat[], other: Partial<Alliance> = {}): Alliance {
  return {
    id: 'alliance-1' as Alliance['id'],
    name: 'Test alliance',
    purpose: 'To test.',
    status: 'active',
    version: 1,
    consent: {
      kind: 'recorded',
      how: 'spoken',
      note: '',
      at: hours(-100),
      by: { seatId: 'seat-lead' as Seat['id'], personId: personId('lead') },
    },
    charter: {
      documentId: 'charter-1' as Alliance['charter']['documentId'],
      revision: 1,
      agreements: startingAgreements('2026-06-01'),
      signatures: [],
    },
    restricted: [],
    emergencies: [],
    seats,
    ...other,
  };
}
