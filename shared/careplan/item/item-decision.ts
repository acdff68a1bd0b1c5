import { type ItemRelation } from '../../access/item-relations.ts';
import { type ItemStanding } from '../../access/item-standing.ts';
import { type Seat, type SeatId } from '../../alliance/alliance.ts';
import { type Author } from '../../alliance/author.ts';
import { type Person } from '../../identity/person.ts';
import { type ItemRefusal, type ItemRefusalReason, itemRefusals } from './item-refusals.ts';
import { type ItemId, type PlanItem } from './item.ts';

/** What becomes of an item, or why nothing does. */
export type ItemDecision<Item extends PlanItem = PlanItem> =
  | { readonly ok: true; readonly item: Item }
  | { readonly ok: false; readonly refusal: ItemRefusal };

/** Who asks something of an item. */
export type ItemActor = Pick<Person, 'id' | 'name'>;

/** What a decision about an item needs to know of the world. */
export interface ItemContext {
  readonly standing: ItemStanding;
  /** ISO 8601 instant, by the server's clock. */
  readonly at: string;
  /** The items of the plan that the decision names beside the one that it is about; others need not be here. */
  readonly others: ReadonlyMap<ItemId, PlanItem>;
}

/** An item, and who is about to change it how. */
export interface ItemTurn<Item extends PlanItem = PlanItem> {
  readonly item: Item;
  readonly by: ItemActor;
  readonly relations: ReadonlySet<ItemRelation>;
  readonly context: ItemContext;
}

/** A refusal, with its rule. */
export function refusedItem(reason: ItemRefusalReason): Extract<ItemDecision, { ok: false }> {
  return { ok: false, refusal: { rule: itemRefusals[reason], reason } };
}

/** The changed item, one version on. */
export function changedItem<Item extends PlanItem>(
  item: Item,
  change: Partial<Omit<Item, 'kind' | 'id' | 'planId' | 'version'>> = {},
): ItemDecision<Item> {
  return { ok: true, item: { ...item, ...change, version: item.version + 1 } };
}

/** Somebody in one of their seats, as they are at this moment. */
export function authorInSeat(seat: Seat, by: ItemActor): Author {
  const { disciplineKey, title } = seat.role;
  return { personId: by.id, seatId: seat.id, name: by.name, disciplineKey, title };
}

/** A seat of the alliance. */
export function seatIn({ standing }: ItemContext, seatId: SeatId): Seat | undefined {
  return standing.alliance.seats.find(({ id }) => id === seatId);
}
