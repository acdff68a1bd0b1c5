import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type SeatView } from '@alliance/shared/alliance/alliance-view';
import { isDisciplineKey, isPatientSide } from '@alliance/shared/alliance/discipline';
import { type Author } from '@alliance/shared/comments/thread';
import { toPersonId } from '@alliance/shared/identity/person';

import { type DeskPage } from './desk.ts';

/** The seats in which the reader may act now, by the server's word: also in the hour after their shift, when nobody shows them there any more (AL3). */
export function seatsOfReader({ plan }: DeskPage): readonly SeatView[] {
  return plan.alliance.seats.filter(({ id }) => plan.mySeatIds.includes(id));
}

/** Whether the reader is the patient or family: what they write is always shared. */
export function isPatientSideReader(page: DeskPage): boolean {
  const [seat] = seatsOfReader(page);
  return (
    seat !== undefined && isDisciplineKey(seat.disciplineKey) && isPatientSide(seat.disciplineKey)
  );
}

/** The reader as the author of what they have just sent; the server's own answer replaces it. Undefined for who has no seat now. */
export function readerAsAuthor(page: DeskPage): Author | undefined {
  const [seat] = seatsOfReader(page);
  if (seat === undefined || !isDisciplineKey(seat.disciplineKey)) return undefined;
  const cover = seat.now.find(({ personId }) => personId === page.personId);
  return {
    personId: toPersonId(page.personId),
    seatId: toSeatId(seat.id),
    name: page.personName ?? cover?.name ?? '',
    disciplineKey: seat.disciplineKey,
    title: seat.title,
  };
}
