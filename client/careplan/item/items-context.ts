import { type SeatView } from '@alliance/shared/alliance/alliance-view';
import { type ItemId, type ItemKind } from '@alliance/shared/careplan/item/item';
import { type ItemView } from '@alliance/shared/careplan/item/item-view';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type SectionKey } from '@alliance/shared/careplan/section';
import { createContext, use } from 'react';

import type { Source } from '../../sync/store.ts';
import { type ItemDesk } from './item-desk.ts';

/** What a dialog about an item is about. */
export type ItemDialog =
  | {
      readonly about: 'new';
      readonly kind: ItemKind;
      readonly sectionKey: SectionKey;
      readonly isProposal: boolean;
      readonly goalIds?: readonly ItemId[];
      /** Told once: the id of what was made, or undefined when its author gave up. */
      readonly onEnd?: (itemId: ItemId | undefined) => void;
    }
  | { readonly about: 'edit'; readonly itemId: ItemId; readonly field?: string }
  | {
      readonly about: 'part' | 'disagree' | 'strike' | 'tag' | 'done' | 'progress' | 'history';
      readonly itemId: ItemId;
    };

/** What every part of a card needs. */
export interface Items {
  readonly desk: ItemDesk;
  readonly plan: PlanView;
  readonly personId: string;
  /** Opens a dialog in the place of the one that is open. */
  readonly open: (dialog: ItemDialog) => void;
  /** The cards that show everything; kept above the cards, which the editor draws anew. */
  readonly opened: ReadonlySet<string>;
  readonly toggle: (itemId: ItemId) => void;
  /** The items that have a card in a text; undefined before the texts were looked at. */
  readonly placed: Source<ReadonlySet<string> | undefined>;
}

const ItemsContext = createContext<Items | undefined>(undefined);

/** Gives the parts of the page the items of the plan. */
export const ItemsProvider = ItemsContext.Provider;

/** The items of the plan; undefined before their desk is there. */
export function useItems(): Items | undefined {
  return use(ItemsContext);
}

/** What every part of a card of one item needs. */
export interface ItemParts<Item extends ItemView = ItemView> {
  readonly items: Items;
  readonly item: Item;
}

/** A goal, an intervention or a row as its reader meets it. */
export type ItemViewOf<Kind extends ItemKind> = Extract<ItemView, { readonly kind: Kind }>;

/** A seat of the plan's alliance. */
export function seatOf({ plan }: Items, seatId: string): SeatView | undefined {
  return plan.alliance.seats.find(({ id }) => id === seatId);
}

/** The name of somebody known by id alone: from the item, else from the alliance; undefined for nobody known. */
export function nameOf({ items, item }: ItemParts, personId: string): string | undefined {
  const authors = [
    item.author,
    ...(item.kind === 'goal'
      ? [...item.agreements.map(({ by }) => by), ...item.progress.map(({ by }) => by)]
      : []),
  ];
  const covers = items.plan.alliance.seats.flatMap(({ coverage, now }) => [...now, ...coverage]);
  return (
    authors.find((author) => author.personId === personId)?.name ??
    covers.find((cover) => cover.personId === personId)?.name
  );
}
