import { type SectionKey } from '../../careplan/section.ts';
import { type Role } from '../alliance.ts';
import { type TemplateBlock, type TemplateSeat, type TemplateSection } from '../template.ts';

/** Says what the words of a template are. It stands first in every section that a template fills. */
export const startingPoint: TemplateBlock = {
  kind: 'quote',
  text: 'A starting point, no clinical advice and not reviewed by clinicians. What stands in {braces} is for the team to set. Delete this line when the section is yours.',
};

/** A section with first words; the patient's own section begins with a question and without a label. */
export function section(
  key: SectionKey,
  called: string,
  ...blocks: readonly TemplateBlock[]
): TemplateSection {
  return {
    key,
    heading: called,
    blocks: key === 'what-matters' ? blocks : [startingPoint, ...blocks],
  };
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

/** A heading inside a section. */
export function heading(text: string): TemplateBlock {
  return { kind: 'heading', text, level: 2 };
}

/** One bullet each. */
export function bullets(...texts: readonly string[]): readonly TemplateBlock[] {
  return texts.map((text) => ({ kind: 'bullet', text }));
}

/** One goal each, to be ticked. */
export function goals(...texts: readonly string[]): readonly TemplateBlock[] {
  return [heading('Goals'), ...texts.map((text) => ({ kind: 'check', text }) as const)];
}

/** One row each: what is seen → what to do at once → whom to call. */
export function calls(
  ...rows: readonly (readonly [when: string, act: string, call: string])[]
): readonly TemplateBlock[] {
  return bullets(...rows.map((row) => row.join(' → ')));
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
