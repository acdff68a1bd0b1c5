/** A ward with a plan of a few sections, for decisions about them. */
import { type Alliance } from '@alliance/shared/alliance/alliance';
import { type CarePlan, type Section } from '@alliance/shared/careplan/care-plan';
import { decidePlan } from '@alliance/shared/careplan/decide-plan';
import { type PlanCommand } from '@alliance/shared/careplan/plan-command';
import { type PlanDecision } from '@alliance/shared/careplan/plan-decision';
import {
  type DocumentId,
  type SectionId,
  type SectionKey,
  sectionHeadings,
} from '@alliance/shared/careplan/section';

import { planKeys, wardTeam } from '../alliance/ward-team.ts';
import { hours, personId } from '../support/alliances.ts';

/** A section of the plan. */
export function sectionOf(key: SectionKey, more: Partial<Section> = {}): Section {
  return {
    id: `section-${key}` as SectionId,
    key,
    heading: sectionHeadings[key],
    documentId: `text-${key}` as DocumentId,
    staleAfterDays: 7,
    ...more,
  };
}

/** The plan of the ward team: What matters, medicines, nursing, mobility, mood. */
export function plannedWard(...changed: readonly Section[]): CarePlan {
  const sections = planKeys.map(
    (key) => changed.find((section) => section.key === key) ?? sectionOf(key),
  );
  return {
    id: 'plan-1' as CarePlan['id'],
    allianceId: wardTeam().id,
    title: 'Plan',
    status: 'active',
    patient: {
      name: 'Pat',
      preferredName: 'Pat',
      bornOn: '1950-01-01',
      identifier: '1',
      needsInterpreter: false,
      allergies: [],
    },
    sections,
    version: 4,
  };
}

/** Somebody of the ward. */
export function named(name: string) {
  return { id: personId(name), name: `${name} of the ward` };
}

/** What becomes of the plan when somebody asks at noon. */
export function asked(
  name: string,
  command: PlanCommand,
  around: {
    readonly plan?: CarePlan;
    readonly alliance?: Alliance;
    readonly head?: number;
  } = {},
): PlanDecision {
  const { plan = plannedWard(), alliance = wardTeam(), head = 0 } = around;
  return decidePlan(plan, command, named(name), { alliance, at: hours(0), head });
}

/** The same, and it has to happen. */
export function done(...args: Parameters<typeof asked>): CarePlan {
  const decision = asked(...args);
  if (!decision.ok) throw new Error(`Refused: ${decision.refusal.reason}`);
  return decision.plan;
}

/** Why it does not happen; `done` when it does. */
export function refusalOf(...args: Parameters<typeof asked>): string {
  const decision = asked(...args);
  return decision.ok ? 'done' : `${decision.refusal.rule} ${decision.refusal.reason}`;
}

/** Who drafts something, or did something, in the ward. */
export function authored(name: string, seatId: string) {
  return {
    by: {
      personId: personId(name),
      seatId: seatId as Alliance['seats'][0]['id'],
      name: `${name} of the ward`,
      disciplineKey: 'physical-therapist' as const,
      title: 'physical-therapist',
    },
    at: hours(-3),
  };
}

/** The mobility section as Cat, the therapist, drafts it. */
export const draft = sectionOf('mobility', {
  private: authored('cat', 'seat-physical-therapist'),
});

/** The mobility section out of the plan. */
export const retired = sectionOf('mobility', {
  retired: { ...authored('cat', 'seat-physical-therapist'), reason: 'Walks alone' },
});

/** Everything that can be asked of a section, by its key. */
export function commandsOn(key: SectionKey): readonly PlanCommand[] {
  return [
    { type: 'rename-section', key, heading: 'Other', inPlaceOf: sectionHeadings[key] },
    { type: 'move-section', key, after: null },
    { type: 'retire-section', key, reason: 'No longer needed' },
    { type: 'restore-section', key },
    { type: 'share-section', key },
    { type: 'review-section', key, head: 0 },
    { type: 'stale-after', key, days: 3 },
  ];
}

/** A new section with fresh ids. */
export function adding(
  key: SectionKey,
  more: Partial<Extract<PlanCommand, { type: 'add-section' }>> = {},
): Extract<PlanCommand, { type: 'add-section' }> {
  return {
    type: 'add-section',
    sectionId: `new-${key}` as SectionId,
    documentId: `new-text-${key}` as DocumentId,
    key,
    heading: sectionHeadings[key],
    after: null,
    isPrivate: false,
    ...more,
  };
}
