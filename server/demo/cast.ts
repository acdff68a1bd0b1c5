import { type DisciplineKey } from '@alliance/shared/alliance/discipline';
import { type Person, type PersonId, toPersonId } from '@alliance/shared/identity/person';

import { stableId } from './stable-id.ts';

/** Everybody in the demo. All of them are invented. */
const names = {
  priya: ['Dr Priya Raman', 'Priya'],
  tom: ['Tom Akerele RN', 'Tom'],
  hannah: ['Hannah Lindqvist PT', 'Hannah'],
  marcus: ['Marcus Oyelaran OT', 'Marcus'],
  sofia: ['Sofia Benedetti SLP', 'Sofia'],
  janelle: ['Janelle Brooks MSW', 'Janelle'],
  elena: ['Elena Vargas (synthetic)', 'Elena'],
  lucia: ['Lucia Vargas (synthetic)', 'Lucia'],
  amara: ['Amara Diallo RN', 'Amara'],
  samuel: ['Dr Samuel Reyes', 'Samuel'],
  jonas: ['Jonas Weber PT', 'Jonas'],
  ingrid: ['Dr Ingrid Solberg', 'Ingrid'],
  mei: ['Mei Tanaka RD', 'Mei'],
  naomi: ['Naomi Castellanos PharmD', 'Naomi'],
  walter: ['Walter Jensen (synthetic)', 'Walter'],
  robin: ['Robin (simulated)', 'Robin'],
} as const satisfies Record<string, readonly [name: string, shortName: string]>;

/** A key of the cast. */
export type CastKey = keyof typeof names;

/** The id of one of the cast: the same in every demo. */
export function castId(key: CastKey): PersonId {
  return toPersonId(stableId(`person ${key}`));
}

/** One of the cast as a person. */
export function castMember(key: CastKey): Person {
  const [name, shortName] = names[key];
  return { id: castId(key), name, shortName, isSimulated: key === 'robin' };
}

/** The whole cast. */
export function wholeCast(): readonly Person[] {
  return Object.keys(names).filter(isCastKey).map(castMember);
}

/** Who a visitor of the demo can be, in the order of the page: the contract's keys. */
export const personas = [
  {
    key: 'priya',
    disciplineKey: 'rehab-physician',
    introduction: 'Rehab physician and lead. Edits the shared clinical sections.',
  },
  {
    key: 'tom',
    disciplineKey: 'rehab-nurse',
    introduction: 'Rehab nurse and plan steward. Edits the shared clinical sections, by day.',
  },
  {
    key: 'hannah',
    disciplineKey: 'physical-therapist',
    introduction: 'Physiotherapist. Edits walking and transfers, reads along elsewhere.',
  },
  {
    key: 'marcus',
    disciplineKey: 'occupational-therapist',
    introduction: 'Occupational therapist. Edits arm, dressing and home tasks.',
  },
  {
    key: 'sofia',
    disciplineKey: 'speech-language',
    introduction: 'Speech-language therapist. Edits swallowing and communication.',
  },
  {
    key: 'janelle',
    disciplineKey: 'social-worker',
    introduction: 'Social worker and discharge coordinator. Edits going home.',
  },
  {
    key: 'elena',
    disciplineKey: 'patient',
    introduction: 'The patient. Reads the plan in plain words and writes what matters to her.',
  },
  {
    key: 'lucia',
    disciplineKey: 'caregiver',
    introduction: 'Elena’s daughter. Sees what she helps with and writes what matters.',
  },
] as const satisfies readonly {
  readonly key: CastKey;
  readonly disciplineKey: DisciplineKey;
  readonly introduction: string;
}[];

/** A key by which a visitor signs in: `priya`, `tom` … */
export type PersonaKey = (typeof personas)[number]['key'];

function isCastKey(key: string): key is CastKey {
  return Object.hasOwn(names, key);
}
