import { type ContingencyValues } from '../careplan/item/contingency.ts';
import { type GoalValues } from '../careplan/item/goal.ts';
import { type InterventionValues } from '../careplan/item/intervention.ts';
import { type SectionKey } from '../careplan/section.ts';
import { type BlockKind } from '../editor/schema.ts';
import { type Role, type ScopeRule } from './alliance.ts';
import { type Agreements } from './charter.ts';
import { type DisciplineKey } from './discipline.ts';

/** What a new alliance can begin with: seats, sections with first words, and a charter. Starting points, no clinical advice: every number is the team's own. */
export const templateKeys = [
  'heart-failure-discharge',
  'stroke-rehabilitation',
  'hip-fracture',
  'diabetes-kidney',
  'palliative-home',
] as const;

/** One of {@link templateKeys}. */
export type TemplateKey = (typeof templateKeys)[number];

/** A starting point for a team. In its words `{…}` is a number, a name or a time that the team sets. */
export interface Template {
  /** What the plan is called. */
  readonly title: string;
  readonly purpose: string;
  /** The founder's first, patient and family last. */
  readonly seats: readonly TemplateSeat[];
  /** In reading order. */
  readonly sections: readonly TemplateSection[];
  /** First words of the charter's prose. */
  readonly charter: readonly TemplateBlock[];
  /** What it says otherwise than `startingAgreements`. */
  readonly agreements: Partial<Pick<Agreements, 'responses' | 'meetingNorms' | 'decisionRule'>>;
  /** Days after which the charter is looked at again. */
  readonly reviewDays: number;
}

/** A seat of a template. */
export interface TemplateSeat {
  readonly role: Role;
  readonly isRequired: boolean;
  readonly isSteward: boolean;
  /** Rights beside the default of the discipline. */
  readonly scope: readonly ScopeRule[];
}

/** A section of a template. */
export interface TemplateSection {
  readonly key: SectionKey;
  readonly heading: string;
  /** In reading order; an item stands as its card. */
  readonly blocks: readonly (TemplateBlock | TemplateItem)[];
}

/** One block of prose. `**…**` in its text is bold. */
export interface TemplateBlock {
  readonly kind: BlockKind;
  readonly text: string;
  readonly level?: number;
}

/** A record that a template begins with: a proposal until the team takes it up. */
export type TemplateItem = TemplateGoal | TemplateIntervention | TemplateRow;

/** A goal of a template. */
export interface TemplateGoal {
  readonly kind: 'goal';
  /** By which the template's interventions name it; never shown. */
  readonly name: string;
  readonly lead: DisciplineKey;
  readonly supporting: readonly DisciplineKey[];
  /** So many days after the plan is begun. */
  readonly dueDays: number;
  readonly values: Pick<GoalValues, 'statement' | 'measure'> &
    Partial<Pick<GoalValues, 'unit' | 'target' | 'baseline' | 'relevance' | 'achievable'>>;
}

/** An intervention of a template. */
export interface TemplateIntervention {
  readonly kind: 'intervention';
  readonly responsible: DisciplineKey;
  /** Names of the goals that it serves. */
  readonly serves: readonly string[];
  readonly values: Pick<InterventionValues, 'text'> &
    Partial<Pick<InterventionValues, 'frequency' | 'patientPart' | 'precautions' | 'stopRule'>>;
}

/** A contingency row of a template. */
export interface TemplateRow {
  readonly kind: 'contingency';
  readonly values: ContingencyValues;
}
