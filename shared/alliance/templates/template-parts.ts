import { type Timing } from '../../careplan/item/intervention.ts';
import { type SectionKey } from '../../careplan/section.ts';
import { type Role } from '../alliance.ts';
import { type DisciplineKey } from '../discipline.ts';
import {
  type TemplateBlock,
  type TemplateGoal,
  type TemplateIntervention,
  type TemplateRow,
  type TemplateSeat,
  type TemplateSection,
} from '../template.ts';

/** Says what the words of a template are. It stands first in every section that a template fills. */
export const startingPoint: TemplateBlock = {
  kind: 'quote',
  text: 'A starting point, no clinical advice and not reviewed by clinicians. What stands in braces is for the team to set: click it and write. Delete this line when the section is yours.',
};

/**
 * A section with its goals and what is done for them, then its first words: whoever writes on does so below them. The
 * patient's own section begins with a question and without a label.
 */
export function section(
  key: SectionKey,
  called: string,
  ...blocks: TemplateSection['blocks']
): TemplateSection {
  if (key === 'what-matters') return { key, heading: called, blocks };
  const items = blocks.filter((block) => !('text' in block));
  const words = blocks.filter((block) => 'text' in block);
  const last = words.length === 0 ? [paragraph('')] : words;
  return { key, heading: called, blocks: [startingPoint, ...items, ...last] };
}

/** A seat that the alliance needs. */
export function seat(role: Role): TemplateSeat {
  return { role, isRequired: true, isSteward: false, scope: [] };
}

/** The seat of whoever keeps the plan in order. */
export function stewardSeat(role: Role): TemplateSeat {
  return { ...seat(role), isSteward: true };
}

/** A seat that may stay empty; those of patient and family are of this kind, so that nobody has to have an account. */
export function optionalSeat(role: Role): TemplateSeat {
  return { ...seat(role), isRequired: false };
}

/** A paragraph. */
export function paragraph(text: string): TemplateBlock {
  return { kind: 'paragraph', text };
}

/** One bullet each. */
export function bullets(...texts: readonly string[]): readonly TemplateBlock[] {
  return texts.map((text) => ({ kind: 'bullet', text }));
}

/** A goal, with the discipline that leads it and the days it is given. */
export function goal(
  name: string,
  values: TemplateGoal['values'],
  team: {
    readonly lead: DisciplineKey;
    readonly supporting?: readonly DisciplineKey[];
    readonly dueDays: number;
  },
): TemplateGoal {
  return { kind: 'goal', name, values, supporting: [], ...team };
}

/** What one discipline does for some of the goals. */
export function intervention(
  responsible: DisciplineKey,
  serves: readonly string[],
  values: TemplateIntervention['values'],
): TemplateIntervention {
  return { kind: 'intervention', responsible, serves, values };
}

/** So many times a day; when is for the team to say. */
export function daily(count: number): Timing {
  return { count, period: 1, unit: 'd', timesOfDay: [], isAsNeeded: false };
}

/** Once in so many weeks. */
export function everyWeeks(period: number): Timing {
  return { count: 1, period, unit: 'wk', timesOfDay: [], isAsNeeded: false };
}

/** One row each: what is seen, what to do at once, whom to call. */
export function calls(
  ...rows: readonly (readonly [condition: string, action: string, call: string])[]
): readonly TemplateRow[] {
  return rows.map(([condition, action, call]) => ({
    kind: 'contingency',
    values: { condition, action, call },
  }));
}

/** The patient's own seat. */
export const patientSeat: TemplateSeat = optionalSeat({
  disciplineKey: 'patient',
  title: 'Patient',
  responsibilities: ['Says what matters'],
  offers: ['I say when something is too much'],
  needs: ['Plain words, and time to think'],
});

/** The seat of somebody close. */
export function familySeat(title: string): TemplateSeat {
  return optionalSeat({
    disciplineKey: 'caregiver',
    title,
    responsibilities: ['Helps at home, as far as it goes'],
    offers: ['I tell you what I see at home'],
    needs: ['One person to call', 'Training at a time when I can come'],
  });
}
