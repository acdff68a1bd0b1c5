import { type Alliance } from '@alliance/shared/alliance/alliance';
import { handoverGraceMs } from '@alliance/shared/alliance/coverage';
import { type PersonId } from '@alliance/shared/identity/person';

/**
 * The instants after `now` at which the clock changes what a person may do, the earliest first: a stretch of theirs
 * begins, or the grace after one is over (AL3); an emergency edit of theirs begins or ends (AC8).
 * @param now milliseconds since the epoch, as are the instants
 */
export function changesByClock(
  alliance: Alliance,
  personId: PersonId,
  now: number,
): readonly number[] {
  const instants: number[] = [];
  const rows = alliance.seats.flatMap(({ coverage }) => coverage);
  for (const { from, to } of rows.filter((row) => row.personId === personId)) {
    instants.push(Date.parse(from));
    if (to !== undefined) instants.push(Date.parse(to) + handoverGraceMs);
  }
  for (const { by, from, to } of alliance.emergencies)
    if (by.personId === personId) instants.push(Date.parse(from), Date.parse(to));
  return instants.filter((instant) => instant > now).toSorted((one, other) => one - other);
}
