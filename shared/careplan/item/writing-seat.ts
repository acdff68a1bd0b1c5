import { type ItemStanding, rightFrom } from '../../access/item-standing.ts';
import { sectionRights } from '../../access/section-right.ts';
import { type Seat, type SeatId } from '../../alliance/alliance.ts';
import { type PlanItem } from './item.ts';

/** The seat in which somebody writes about an item: the responsible one where it is theirs, else the one with the strongest right there. */
export function writingSeatFor(
  standing: ItemStanding,
  item: Pick<PlanItem, 'sectionKey'>,
  responsible?: SeatId | null,
): Seat | undefined {
  const own = standing.seats.find(({ id }) => id === responsible);
  if (own !== undefined) return own;
  const rank = (seat: Seat): number =>
    sectionRights.indexOf(rightFrom(standing, seat, item.sectionKey));
  return standing.seats.toSorted((one, other) => rank(one) - rank(other))[0];
}
