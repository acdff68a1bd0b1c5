/** What each discipline may do in each section until a charter changes it (AC3, AC13): the data behind `defaultRight`. */
import { type DisciplineKey, disciplines } from '../alliance/discipline.ts';
import { type SectionKey } from '../careplan/section.ts';
import { type SectionRight } from './section-right.ts';

/** The right of patient, family and advocate. */
export function patientSideRight(discipline: DisciplineKey, sectionKey: SectionKey): SectionRight {
  if (sectionKey === 'what-matters') return 'edit';
  return discipline === 'patient' ? 'comment' : familyRights[sectionKey];
}

/** The right of a professional: some edit, the others suggest; who helps beside the treatment gets what they need for it. */
export function professionalRight(discipline: DisciplineKey, sectionKey: SectionKey): SectionRight {
  if (sectionKey === 'what-matters') return 'comment';
  if (editorsOf[sectionKey](discipline)) return 'edit';
  const helps = helpsWith[discipline];
  return helps === undefined || helps.has(sectionKey) ? 'suggest' : 'read';
}

/** The family sees what they help with; what the patient has not shared with them stays with the professionals. */
const familyRights: Readonly<Record<SectionKey, SectionRight>> = {
  'what-matters': 'edit',
  snapshot: 'read',
  'health-concerns': 'none',
  medicines: 'none',
  'nursing-safety': 'read',
  mobility: 'comment',
  'self-care': 'comment',
  'swallowing-communication': 'comment',
  symptoms: 'read',
  nutrition: 'comment',
  cognition: 'comment',
  mood: 'none',
  social: 'comment',
  spirit: 'none',
  'advance-care': 'none',
  'self-management': 'comment',
  'going-home': 'comment',
  contingency: 'comment',
  'follow-up': 'comment',
};

/** Who helps beside the treatment suggests in what they help with, and reads the rest. */
const helpsWith: Readonly<Partial<Record<DisciplineKey, ReadonlySet<SectionKey>>>> = {
  'home-health-aide': new Set([
    'nursing-safety',
    'mobility',
    'self-care',
    'swallowing-communication',
    'symptoms',
    'nutrition',
    'social',
    'self-management',
    'going-home',
    'contingency',
  ]),
  chaplain: new Set(['mood', 'social', 'symptoms', 'advance-care']),
  interpreter: new Set(),
};

type Editors = (discipline: DisciplineKey) => boolean;

const ofKind =
  (...kinds: readonly (typeof disciplines)[DisciplineKey]['kind'][]): Editors =>
  (discipline) =>
    kinds.includes(disciplines[discipline].kind);

const only =
  (...owners: readonly DisciplineKey[]): Editors =>
  (discipline) =>
    owners.includes(discipline);

const either =
  (...each: readonly Editors[]): Editors =>
  (discipline) =>
    each.some((edits) => edits(discipline));

const medicalAndNursing = ofKind('medical', 'nursing');
const coordinating = ofKind('social');

const editorsOf: Readonly<Record<SectionKey, Editors>> = {
  'what-matters': ofKind('patient'),
  snapshot: medicalAndNursing,
  'health-concerns': medicalAndNursing,
  medicines: either(medicalAndNursing, only('pharmacist')),
  'nursing-safety': medicalAndNursing,
  mobility: only('physical-therapist'),
  'self-care': only('occupational-therapist'),
  'swallowing-communication': only('speech-language', 'dietitian'),
  symptoms: either(medicalAndNursing, only('respiratory-therapist')),
  nutrition: only('dietitian'),
  cognition: only('occupational-therapist', 'speech-language', 'psychologist', 'neurologist'),
  mood: only('psychologist', 'psychiatrist', 'social-worker'),
  social: coordinating,
  spirit: only('chaplain'),
  'advance-care': ofKind('medical'),
  // Each discipline writes what it has taught; a record of practice has no single owner.
  'self-management': ofKind('medical', 'nursing', 'therapy', 'pharmacy', 'social'),
  'going-home': coordinating,
  contingency: medicalAndNursing,
  'follow-up': either(medicalAndNursing, coordinating),
};
