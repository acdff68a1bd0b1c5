import { type SeatView } from '@alliance/shared/alliance/alliance-view';
import { type Author } from '@alliance/shared/alliance/author';
import { authorIn, seatsOf } from '@alliance/shared/alliance/author-in-view';
import { isDisciplineKey, isPatientSide } from '@alliance/shared/alliance/discipline';

import { type DeskPage } from './desk.ts';

/** The seats in which the reader may act now, by the server's word: also in the hour after their shift, when nobody shows them there any more (AL3). */
export function seatsOfReader({ plan }: DeskPage): readonly SeatView[] {
  return seatsOf(plan);
}

/** Whether the reader is the patient or family: what they write is always shared. */
export function isPatientSideReader(page: DeskPage): boolean {
  const [seat] = seatsOfReader(page);
  return (
    seat !== undefined && isDisciplineKey(seat.disciplineKey) && isPatientSide(seat.disciplineKey)
  );
}

/** The reader as the author of what they have just sent; the server's own answer replaces it. Undefined for who has no seat now. */
export function readerAsAuthor({ plan, personId, personName }: DeskPage): Author | undefined {
  const { alliance, mySeatIds } = plan;
  return authorIn({
    alliance,
    mySeatIds,
    personId,
    ...(personName === undefined ? {} : { personName }),
  });
}
