import { type Agreements } from '../charter.ts';
import { startingAgreements } from '../starting-agreements.ts';
import { type Template, type TemplateKey } from '../template.ts';
import { diabetesKidney } from './diabetes-kidney.ts';
import { heartFailureDischarge } from './heart-failure-discharge.ts';
import { hipFracture } from './hip-fracture.ts';
import { palliativeHome } from './palliative-home.ts';
import { strokeRehabilitation } from './stroke-rehabilitation.ts';

/** The templates by their keys. */
export const templates: Readonly<Record<TemplateKey, Template>> = {
  'heart-failure-discharge': heartFailureDischarge,
  'stroke-rehabilitation': strokeRehabilitation,
  'hip-fracture': hipFracture,
  'diabetes-kidney': diabetesKidney,
  'palliative-home': palliativeHome,
};

/** What a charter begins with: the common agreements, with what the template says otherwise. Without one it is looked at after a quarter. */
export function firstAgreements(template: TemplateKey | undefined, at: string): Agreements {
  const { agreements = {}, reviewDays = 90 } = template === undefined ? {} : templates[template];
  const review = new Date(Date.parse(at) + reviewDays * dayMs).toISOString();
  return { ...startingAgreements(review.slice(0, 'yyyy-mm-dd'.length)), ...agreements };
}

const dayMs = 24 * 60 * 60_000;
