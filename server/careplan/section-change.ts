import { type Alliance } from '@alliance/shared/alliance/alliance';
import { type SectionChange } from '@alliance/shared/careplan/plan-view';
import { type PersonId } from '@alliance/shared/identity/person';

import { type People } from '../alliance/alliance-reading.ts';
import { type DocumentChanges } from '../storage/port.ts';

/** Who changed a section since its reader last looked, latest first; undefined when nobody did. */
export function sectionChange(
  changes: DocumentChanges | undefined,
  alliance: Alliance,
  people: People,
): SectionChange | undefined {
  const latest = changes?.changes[0];
  if (changes === undefined || latest === undefined) return undefined;
  return {
    at: latest.at,
    by: changes.changes.map(({ personId }) => ({
      personId,
      name: people.get(personId)?.name ?? '',
      disciplineKey: disciplineOf(alliance, personId),
    })),
  };
}

/** The discipline under which a person's words stand in this alliance, also when their shift is over. */
function disciplineOf(alliance: Alliance, personId: PersonId): string {
  const seat = alliance.seats.find(({ coverage }) =>
    coverage.some((row) => row.personId === personId),
  );
  return seat?.role.disciplineKey ?? '';
}
