import { type Person } from '../identity/person.ts';
import { type CarePlan, type Section } from './care-plan.ts';
import { type PlanStanding } from './plan-abilities.ts';
import { type PlanRefusal, type PlanRefusalReason, planRefusals } from './plan-refusals.ts';
import { type SectionKey } from './section.ts';

/** What becomes of a plan, or why nothing does. */
export type PlanDecision =
  | {
      readonly ok: true;
      readonly plan: CarePlan;
      /** The section that it is about, as it is from now on. */
      readonly section: Section;
    }
  | { readonly ok: false; readonly refusal: PlanRefusal };

/** What a decision needs to know of the world. */
export interface PlanContext {
  readonly alliance: PlanStanding['alliance'];
  /** ISO 8601 instant, by the server's clock. */
  readonly at: string;
  /** The last row of the document of the section that is reviewed; 0 for none. */
  readonly head: number;
}

/** Everything that a single decision is made from. */
export interface PlanTurn {
  readonly plan: CarePlan;
  readonly by: Pick<Person, 'id' | 'name'>;
  readonly context: PlanContext;
  readonly standing: PlanStanding;
}

/** A refusal, with its rule. */
export function refusedPlan(
  reason: PlanRefusalReason,
): Extract<PlanDecision, { readonly ok: false }> {
  return { ok: false, refusal: { rule: planRefusals[reason], reason } };
}

/** The plan with one section changed, one version on. */
export function changedSection(
  { plan }: PlanTurn,
  before: Section,
  section: Section,
): PlanDecision {
  const sections = plan.sections.map((each) => (each === before ? section : each));
  return { ok: true, section, plan: { ...plan, sections, version: plan.version + 1 } };
}

/** The plan with one section after another one, or first: new there or moved. One version on. */
export function placedSection(
  { plan }: PlanTurn,
  section: Section,
  after: SectionKey | null,
): PlanDecision {
  const others = plan.sections.filter(({ key }) => key !== section.key);
  const index = after === null ? 0 : others.findIndex(({ key }) => key === after) + 1;
  const sections = others.toSpliced(index, 0, section);
  return { ok: true, section, plan: { ...plan, sections, version: plan.version + 1 } };
}
