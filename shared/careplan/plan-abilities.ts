/**
 * Who may do what with a plan's sections as a whole (CP8 to CP17): one table, asked by the decision and by what the
 * reader is shown. What stands in a section is decided elsewhere, by the rights in it.
 */
import { decide, presentRight } from '../access/access-table.ts';
import { leadsIn, stewardsIn } from '../access/alliance-access.ts';
import { existsFor, rightInSection } from '../access/right-in-section.ts';
import { type Alliance, type Seat } from '../alliance/alliance.ts';
import { seatsOf } from '../alliance/coverage.ts';
import { type PersonId } from '../identity/person.ts';
import { type CarePlan, type Section } from './care-plan.ts';
import { type SectionAbility, sectionAbilities } from './plan-view.ts';
import { type SectionKey, sectionKeys } from './section.ts';

/** Where somebody stands in a plan at one instant. */
export interface PlanStanding {
  readonly alliance: Alliance;
  readonly personId: PersonId;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The seat in which somebody adds a section, or does something to it: the first whose own right there is to edit. */
export function editingSeat(standing: PlanStanding, key: SectionKey): Seat | undefined {
  const { alliance, personId, now } = standing;
  if (alliance.status === 'closed' || alliance.consent === undefined) return undefined;
  return seatsOf(alliance, personId, now).find(
    (seat) => decide(presentRight(alliance, seat, key), 'section.edit').allowed,
  );
}

/** Whether somebody may put the sections of the plan in order and say what they are called: leads and stewards, while the alliance works. */
export function mayArrange({ alliance, personId, now }: PlanStanding): boolean {
  if (rests(alliance)) return false;
  return leadsIn(alliance, personId, now) || stewardsIn(alliance, personId, now);
}

/** Whether nobody changes anything in the plan now. */
export function rests({ status, consent }: Alliance): boolean {
  return status === 'suspended' || status === 'closed' || consent === undefined;
}

/** The sections that somebody may add, in reading order: those that the plan does not have for them, and that they would edit. */
export function addableSections(
  standing: PlanStanding,
  { sections }: Pick<CarePlan, 'sections'>,
): readonly SectionKey[] {
  const there = new Set(
    sections
      .filter((section) => existsFor(section, standing.personId))
      .map((section) => section.key),
  );
  return sectionKeys.filter((key) => !there.has(key) && editingSeat(standing, key) !== undefined);
}

/** What somebody may do with one section as a whole now, in the order of {@link sectionAbilities}. */
export function abilitiesInSection(
  standing: PlanStanding,
  section: Section,
): readonly SectionAbility[] {
  const { alliance, personId, now } = standing;
  if (rests(alliance) || rightInSection({ alliance, section, personId, now }) === 'none') return [];
  const isMine = section.private?.by.personId === personId;
  const arranges = isMine || mayArrange(standing);
  // An emergency opens the text for an hour; what becomes of the section stays with whose it is.
  const edits = editingSeat(standing, section.key) !== undefined;
  const isThere = section.retired === undefined;
  const may: Readonly<Record<SectionAbility, boolean>> = {
    rename: arranges && isThere,
    move: arranges,
    retire: (edits || arranges) && isThere,
    restore: (edits || arranges) && !isThere,
    share: isMine,
    review: edits && isThere,
    'set-stale': arranges && isThere,
  };
  return sectionAbilities.filter((ability) => may[ability]);
}
