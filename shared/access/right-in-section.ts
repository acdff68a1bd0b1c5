/** What becomes of a right by what the section itself is: private still, or out of the plan. */
import { type Alliance } from '../alliance/alliance.ts';
import { type Section } from '../careplan/care-plan.ts';
import { type PersonId } from '../identity/person.ts';
import { rightIn } from './access-table.ts';
import { type SectionRight, weakerRight } from './section-right.ts';

/** Of a section what decides who may do what there. */
export type SectionState = Pick<Section, 'key' | 'private' | 'retired' | 'anewSince'>;

/**
 * The right of a person in a section of a plan at an instant (AC23, AC24): that of the table, but one that is private
 * exists for its author alone, and in one that is out of the plan everybody reads at most.
 */
export function rightInSection(request: {
  readonly alliance: Alliance;
  readonly section: SectionState;
  readonly personId: PersonId;
  /** Milliseconds since the epoch. */
  readonly now: number;
}): SectionRight {
  const { section, personId } = request;
  if (!existsFor(section, personId)) return 'none';
  return leftIn(section, rightIn({ ...request, sectionKey: section.key }));
}

/** Whether a section is there for a person at all, whatever their seats. */
export function existsFor(section: Pick<SectionState, 'private'>, personId: PersonId): boolean {
  return section.private === undefined || section.private.by.personId === personId;
}

/** Whether what was made at an instant under the key of a section belongs to it, and not to a draft in whose place it stands (CP20). */
export function belongsTo({ anewSince }: Pick<SectionState, 'anewSince'>, madeAt: string): boolean {
  return anewSince === undefined || anewSince <= madeAt;
}

/** What of a right is left in a section. */
export function leftIn(section: Pick<SectionState, 'retired'>, right: SectionRight): SectionRight {
  return section.retired === undefined ? right : weakerRight(right, 'read');
}

/** Those that are not one person's alone: what an alliance arranges, and what lacks, is about these. */
export function sharedSections<Of extends Pick<SectionState, 'private'>>(
  sections: readonly Of[],
): readonly Of[] {
  return sections.filter((section) => section.private === undefined);
}
