import { type Alliance } from '@alliance/shared/alliance/alliance';
import { type Section } from '@alliance/shared/careplan/care-plan';
import { abilitiesInSection } from '@alliance/shared/careplan/plan-abilities';
import { type SectionCare, type SectionView } from '@alliance/shared/careplan/plan-view';
import { isStale } from '@alliance/shared/careplan/section-care';
import { type Person } from '@alliance/shared/identity/person';

import { type People } from '../alliance/alliance-reading.ts';
import { type PlanRecord } from '../storage/port.ts';
import { type LastEdit } from '../storage/port/plans.ts';
import { disciplineOf } from './section-change.ts';

/** Whoever reads a section, and when. */
export interface LifeReading {
  readonly person: Person;
  readonly record: PlanRecord;
  readonly people: People;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Where a section stands in the life of its plan, as its reader is shown it. */
export function sectionLife(
  reading: LifeReading,
  section: Section,
  edit: LastEdit | undefined,
): Pick<SectionView, 'isPrivate' | 'retired' | 'lastCare' | 'isStale' | 'staleAfterDays' | 'can'> {
  const { person, record, people, now } = reading;
  const { alliance } = record;
  const { retired, staleAfterDays } = section;
  const lastCare = lastCareOf(section, alliance, people, edit);
  const since = alliance.activeSince;
  return {
    ...(section.private !== undefined && { isPrivate: true }),
    ...(retired && { retired: { by: retired.by.name, at: retired.at, reason: retired.reason } }),
    ...(lastCare && { lastCare }),
    isStale: isStale(section, { editedAt: edit?.at, since, now }),
    staleAfterDays,
    can: abilitiesInSection({ alliance, personId: person.id, now }, section),
  };
}

/** The last edit or review, whichever came later. */
function lastCareOf(
  { reviewed }: Section,
  alliance: Alliance,
  people: People,
  edit: LastEdit | undefined,
): SectionCare | undefined {
  if (reviewed !== undefined && (edit === undefined || edit.at <= reviewed.at)) {
    const { name, disciplineKey } = reviewed.by;
    return { kind: 'reviewed', name, disciplineKey, at: reviewed.at };
  }
  if (edit === undefined) return undefined;
  const name = people.get(edit.personId)?.name ?? '';
  const disciplineKey = disciplineOf(alliance, edit.personId);
  return { kind: 'edited', name, disciplineKey, at: edit.at };
}
