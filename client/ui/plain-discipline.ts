import { isDisciplineKey } from '@alliance/shared/alliance/discipline';
import { useTranslations } from 'use-intl';

/**
 * Says in plain words what somebody of the team does: to the patient "Your nurse", to the family "Elena’s nurse" (PP6).
 * @param patientName for the family: whom it is about; undefined for the patient
 */
export function usePlainDiscipline(
  patientName: string | undefined,
): (disciplineKey: string, title: string) => string {
  const mine = useTranslations('plainDiscipline');
  const theirs = useTranslations('plainDisciplineTo');
  return (disciplineKey, title) => {
    if (!isDisciplineKey(disciplineKey)) return title;
    return patientName === undefined
      ? mine(disciplineKey)
      : theirs(disciplineKey, { name: patientName });
  };
}
