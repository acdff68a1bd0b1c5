import { isDisciplineKey, isPatientSide } from '@alliance/shared/alliance/discipline';
import { type Me } from '@alliance/shared/identity/person';

/** The plan that is the whole of Alliance for a patient or their family with one plan; undefined for everybody else. */
export function onlyPlanOfPatient(me: Me): string | undefined {
  const [seat, ...others] = me.seats;
  if (seat === undefined || others.length > 0) return undefined;
  const { disciplineKey, planId } = seat;
  return isDisciplineKey(disciplineKey) && isPatientSide(disciplineKey) ? planId : undefined;
}
