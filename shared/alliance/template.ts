import { type SectionKey } from '../careplan/section.ts';
import { type BlockKind } from '../editor/schema.ts';
import { type Role, type ScopeRule } from './alliance.ts';
import { type Agreements } from './charter.ts';

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
  readonly blocks: readonly TemplateBlock[];
}

/** One block of prose. `**…**` in its text is bold. */
export interface TemplateBlock {
  readonly kind: BlockKind;
  readonly text: string;
  readonly level?: number;
}
