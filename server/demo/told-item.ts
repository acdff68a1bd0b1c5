import { type SeatId } from '@alliance/shared/alliance/alliance';
import { type ItemId, type ItemKind } from '@alliance/shared/careplan/item/item';
import { type ItemCommand, type StartItem } from '@alliance/shared/careplan/item/item-command';

import { type CastKey } from './cast.ts';

/** A goal, an intervention or a row of the demo as it is told; `case-items.ts` makes the record of it. */
export interface ToldItem {
  /** By which cards and interventions of the case name it; never shown. */
  readonly name: string;
  readonly kind: ItemKind;
  readonly by: CastKey;
  readonly hoursAgo: number;
  /** How it began. */
  readonly start: (named: NamedInCase) => StartItem;
  /** What became of it, oldest first. */
  readonly later: readonly ToldChange[];
}

/** What somebody did with it, so many hours before now. */
export interface ToldChange {
  readonly by: CastKey;
  readonly hoursAgo: number;
  readonly command: (named: NamedInCase) => ItemCommand;
}

/** What the telling of an item needs to name. */
export interface NamedInCase {
  /** The id of the item that is being told. */
  readonly itemId: ItemId;
  /** The seat with a title. */
  readonly seat: (title: string) => SeatId;
  /** Another item of the case. */
  readonly item: (name: string) => ItemId;
  /** A fresh UUID. */
  readonly newId: () => string;
}

/** Where a card of the demo's text stands for an item of the case. */
export interface ToldCard {
  /** The item's {@link ToldItem.name}. */
  readonly card: string;
}
