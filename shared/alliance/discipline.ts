/**
 * The disciplines of an alliance. The key is the product's own vocabulary; terminologies map to it
 * at the edge (FHIR export), never the other way round. A discipline is shown as a short code with a
 * colour, never by colour alone (WCAG 1.4.1).
 */
export const disciplines = {
  physician: { code: 'MD', kind: 'medical' },
  attending: { code: 'MD', kind: 'medical' },
  'primary-care': { code: 'MD', kind: 'medical' },
  'family-medicine': { code: 'MD', kind: 'medical' },
  'rehab-physician': { code: 'MD', kind: 'medical' },
  cardiologist: { code: 'MD', kind: 'medical' },
  nephrologist: { code: 'MD', kind: 'medical' },
  neurologist: { code: 'MD', kind: 'medical' },
  'orthopaedic-surgeon': { code: 'MD', kind: 'medical' },
  geriatrician: { code: 'MD', kind: 'medical' },
  'palliative-physician': { code: 'MD', kind: 'medical' },
  psychiatrist: { code: 'MD', kind: 'medical' },
  'nurse-practitioner': { code: 'NP', kind: 'medical' },
  'physician-assistant': { code: 'PA', kind: 'medical' },
  'registered-nurse': { code: 'RN', kind: 'nursing' },
  'rehab-nurse': { code: 'RN', kind: 'nursing' },
  'community-nurse': { code: 'RN', kind: 'nursing' },
  'palliative-nurse': { code: 'RN', kind: 'nursing' },
  'diabetes-nurse': { code: 'RN', kind: 'nursing' },
  'clinical-nurse-specialist': { code: 'RN', kind: 'nursing' },
  'practical-nurse': { code: 'LPN', kind: 'nursing' },
  'physical-therapist': { code: 'PT', kind: 'therapy' },
  'occupational-therapist': { code: 'OT', kind: 'therapy' },
  'speech-language': { code: 'SLP', kind: 'therapy' },
  'respiratory-therapist': { code: 'RT', kind: 'therapy' },
  podiatrist: { code: 'POD', kind: 'therapy' },
  psychologist: { code: 'PSY', kind: 'therapy' },
  pharmacist: { code: 'PH', kind: 'pharmacy' },
  dietitian: { code: 'RD', kind: 'therapy' },
  'social-worker': { code: 'SW', kind: 'social' },
  'care-coordinator': { code: 'CC', kind: 'social' },
  'case-manager': { code: 'CM', kind: 'social' },
  'home-health-aide': { code: 'HHA', kind: 'support' },
  chaplain: { code: 'CH', kind: 'support' },
  interpreter: { code: 'INT', kind: 'support' },
  patient: { code: 'ME', kind: 'patient' },
  caregiver: { code: 'FAM', kind: 'patient' },
  advocate: { code: 'ADV', kind: 'patient' },
} as const satisfies Record<string, Discipline>;

/** What every discipline has: the short code on its badge, and the group that decides its default rights. */
export interface Discipline {
  readonly code: string;
  readonly kind: 'medical' | 'nursing' | 'therapy' | 'pharmacy' | 'social' | 'support' | 'patient';
}

/** A key of {@link disciplines}. */
export type DisciplineKey = keyof typeof disciplines;

/** Whether a string from outside is a discipline of ours. */
export function isDisciplineKey(text: string): text is DisciplineKey {
  return Object.hasOwn(disciplines, text);
}

/** True for the patient, for family and for who speaks for them: the people whose page is written in plain words. */
export function isPatientSide(discipline: DisciplineKey): boolean {
  return disciplines[discipline].kind === 'patient';
}
