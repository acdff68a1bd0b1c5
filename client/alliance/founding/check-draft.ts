import { defaultRight } from '@alliance/shared/access/access-table';
import { isPatientSide } from '@alliance/shared/alliance/discipline';
import { type SectionKey, sectionKeys } from '@alliance/shared/careplan/section';

import { consentOf } from '../consent-fields.tsx';
import { type DraftSeat, type FoundingDraft } from './founding-draft.ts';

/** The steps of beginning an alliance, in their order. */
export const steps = [
  'team',
  'patient',
  'purpose',
  'roles',
  'charter',
  'consent',
  'invite',
] as const;

/** One of {@link steps}. */
export type StepKey = (typeof steps)[number];

/** What is missing before an alliance can begin: a message, and the step where it is typed. */
export interface Missing {
  readonly step: StepKey;
  readonly what:
    | 'patientName'
    | 'born'
    | 'purpose'
    | 'seatTitle'
    | 'seats'
    | 'consent'
    | 'reason'
    | 'who';
  readonly seat?: DraftSeat;
}

/** Everything that is missing, in the order of the steps. */
export function missingIn(draft: FoundingDraft): readonly Missing[] {
  const { seats, patient, purpose } = draft;
  const professionals = seats.filter(({ disciplineKey }) => !isPatientSide(disciplineKey));
  return [
    ...(professionals.length < 2 ? [{ step: 'team', what: 'seats' } as const] : []),
    ...(patient.name.trim() === '' ? [{ step: 'patient', what: 'patientName' } as const] : []),
    ...(patient.bornOn === '' ? [{ step: 'patient', what: 'born' } as const] : []),
    ...(purpose.trim() === '' ? [{ step: 'purpose', what: 'purpose' } as const] : []),
    ...seats
      .filter(({ words }) => words.title.trim() === '')
      .map((seat): Missing => ({ step: 'roles', what: 'seatTitle', seat })),
    ...missingConsent(draft),
    ...seats
      .slice(1)
      .filter(isWithoutWhom)
      .map((seat): Missing => ({ step: 'invite', what: 'who', seat })),
  ];
}

function missingConsent({ consent, isConsentLater }: FoundingDraft): readonly Missing[] {
  if (isConsentLater || consentOf(consent) !== undefined) return [];
  return [{ step: 'consent', what: consent.kind === 'waive' ? 'reason' : 'consent' }];
}

function isWithoutWhom({ whom }: DraftSeat): boolean {
  return whom !== undefined && whom.way !== 'link' && whom[whom.way].trim() === '';
}

/** The sections that the seats of a draft usually write, in reading order; what matters and contingency always. */
export function usualSections(seats: readonly DraftSeat[]): readonly SectionKey[] {
  return sectionKeys.filter(
    (key) =>
      key === 'what-matters' ||
      key === 'contingency' ||
      seats.some(({ disciplineKey }) => defaultRight(disciplineKey, key) === 'edit'),
  );
}

/** Who records what the patient says while neither patient nor family has a seat: who keeps the plan in order, or else the founder. */
export function recorderOf({
  seats,
  template,
  withoutSections,
}: FoundingDraft): DraftSeat | undefined {
  const isLeftOut = template === undefined && withoutSections.includes('what-matters');
  if (isLeftOut || seats.some(({ disciplineKey }) => isPatientSide(disciplineKey)))
    return undefined;
  return seats.find(({ isSteward }) => isSteward) ?? seats[0];
}
