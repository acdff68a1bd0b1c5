import { toPersonId } from '../identity/person.ts';
import { type AllianceView, type SeatView } from './alliance-view.ts';
import { toSeatId } from './alliance.ts';
import { type Author } from './author.ts';
import { isDisciplineKey } from './discipline.ts';

/** A reader of an alliance, as the server tells them about themselves. */
export interface ReaderOfAlliance {
  readonly alliance: Pick<AllianceView, 'seats'>;
  /** The seats in which they may act now. */
  readonly mySeatIds: readonly string[];
  readonly personId: string;
  readonly personName?: string;
}

/** The seats in which a reader may act now, by the server's word: also in the hour after their shift, when nobody shows them there any more (AL3). */
export function seatsOf({
  alliance,
  mySeatIds,
}: Pick<ReaderOfAlliance, 'alliance' | 'mySeatIds'>): readonly SeatView[] {
  return alliance.seats.filter(({ id }) => mySeatIds.includes(id));
}

/** A reader as the author of what they have just sent; the server's own answer replaces it. Undefined for who has no seat now. */
export function authorIn(reader: ReaderOfAlliance): Author | undefined {
  const [seat] = seatsOf(reader);
  if (seat === undefined || !isDisciplineKey(seat.disciplineKey)) return undefined;
  const cover = seat.now.find(({ personId }) => personId === reader.personId);
  return {
    personId: toPersonId(reader.personId),
    seatId: toSeatId(seat.id),
    name: reader.personName ?? cover?.name ?? '',
    disciplineKey: seat.disciplineKey,
    title: seat.title,
  };
}
