import { type SeatView } from '@alliance/shared/alliance/alliance-view';
import { isDisciplineKey, isPatientSide } from '@alliance/shared/alliance/discipline';
import { type Agreement, type GoalPart } from '@alliance/shared/careplan/item/goal';

import { type Items, type ItemViewOf } from './items-context.ts';

/** A seat before a goal: its part, and its word. */
export interface SeatBefore {
  readonly seat: SeatView;
  readonly part: GoalPart | undefined;
  readonly agreement: Agreement | undefined;
  /** The patient and the family: they say yes or no, and have no part to write. */
  readonly isPatientSide: boolean;
}

/** Every seat that sees a goal: who leads first, then who supports it or was asked, then the others, the patient and the family last. */
export function seatsBefore(items: Items, goal: ItemViewOf<'goal'>): readonly SeatBefore[] {
  return items.plan.alliance.seats
    .filter((seat) => isThere(seat, goal))
    .map((seat) => ({
      seat,
      part: goal.parts.find(({ seatId }) => seatId === seat.id),
      agreement: goal.agreements.find(({ seatId }) => seatId === seat.id),
      isPatientSide: isDisciplineKey(seat.disciplineKey) && isPatientSide(seat.disciplineKey),
    }))
    .toSorted((one, other) => rankOf(one, goal) - rankOf(other, goal));
}

/** The seat for which the reader speaks about a goal; undefined for who has none. */
export function mySeatBefore(items: Items, goal: ItemViewOf<'goal'>): SeatBefore | undefined {
  return seatsBefore(items, goal).find(({ seat }) => items.plan.mySeatIds.includes(seat.id));
}

function isThere(
  { invitation, isSimulated, rights }: SeatView,
  { sectionKey }: ItemViewOf<'goal'>,
): boolean {
  const right = rights.find((each) => each.sectionKey === sectionKey)?.right ?? 'none';
  return invitation === 'accepted' && isSimulated !== true && right !== 'none';
}

function rankOf(
  { seat, part, isPatientSide: isTheirs }: SeatBefore,
  { fields, supporting }: ItemViewOf<'goal'>,
): number {
  if (isTheirs) return 4;
  if (seat.disciplineKey === fields.leadDiscipline.value) return 0;
  if (supporting.some((key) => key === seat.disciplineKey)) return 1;
  return part === undefined ? 3 : 2;
}
