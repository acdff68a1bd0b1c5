import { type Alliance } from '../alliance/alliance.ts';
import { leftDraftMs } from '../limits.ts';
import { rightOfSeat } from './access-table.ts';
import { type SectionState } from './right-in-section.ts';

/**
 * Whether a section is a draft that its author has left behind (CP20): there is no seat from which they read it, and
 * there has been none for long. Whoever is between two shifts comes back to what they drafted.
 */
export function isLeftBehind(
  { key, private: drafted }: Pick<SectionState, 'key' | 'private'>,
  alliance: Alliance,
  now: number,
): boolean {
  if (drafted === undefined) return false;
  return !alliance.seats.some(
    (seat) =>
      seat.invitation.state === 'accepted' &&
      rightOfSeat(alliance, seat, key) !== 'none' &&
      seat.coverage.some(
        ({ personId, to }) =>
          personId === drafted.by.personId &&
          (to === undefined || now < Date.parse(to) + leftDraftMs),
      ),
  );
}
