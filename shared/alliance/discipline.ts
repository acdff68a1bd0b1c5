/**
 * The disciplines of an alliance. The key is the product's own vocabulary; terminologies map to it
 * at the edge (FHIR export), never the other way round. A discipline is shown as a short code with a
 * colour, never by colour alone (WCAG 1.4.1).
 */
export const disciplines = {
  physician: { code: 'MD', kind: 'medical' },
  'rehab-physician': { code: 'MD', kind: 'medical' },
  cardiologist: { code: 'MD', kind: 'medical' },
  'registered-nurse': { code: 'RN', kind: 'nursing' },
  'rehab-nurse': { code: 'RN', kind: 'nursing' },
  'physical-therapist': { code: 'PT', kind: 'therapy' },
  'occupational-therapist': { code: 'OT', kind: 'therapy' },
  'speech-language': { code: 'SLP', kind: 'therapy' },
  pharmacist: { code: 'PH', kind: 'pharmacy' },
  dietitian: { code: 'RD', kind: 'therapy' },
  'social-worker': { code: 'SW', kind: 'social' },
  'care-coordinator': { code: 'CC', kind: 'social' },
  patient: { code: 'ME', kind: 'patient' },
  caregiver: { code: 'FAM', kind: 'patient' },
} as const satisfies Record<string, Discipline>;

/** What every discipline has: the short code on its badge, and the group that decides its default rights. */
export interface Discipline {
  readonly code: string;
  readonly kind: 'medical' | 'nursing' | 'therapy' | 'pharmacy' | 'social' | 'patient';
}

/** A key of {@link disciplines}. */
export type DisciplineKey = keyof typeof disciplines;

/** Whether a string from outside is a discipline of ours. */
export function isDisciplineKey(text: string): text is DisciplineKey {
  return Object.hasOwn(disciplines, text);
}

/** True for the patient and for family: the people whose page is written in plain words. */
export function isPatientSide(discipline: DisciplineKey): boolean {
  return disciplines[discipline].kind === 'patient';
}
