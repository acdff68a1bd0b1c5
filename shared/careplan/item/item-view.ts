/** What the server says about items over HTTP. Everything here is already cut to what the reader may see. */
import { type SectionKey } from '../section.ts';
import { type ItemAbility } from './item-command.ts';
import { type PlanItem } from './item.ts';

/** `GET /api/plans/{planId}/items?after=<cursor>`. */
export interface ItemsView {
  /** Opaque: ask with it next time. */
  readonly cursor: string;
  /** These are all items that the reader may see; otherwise only those that changed after the cursor. */
  readonly isWhole: boolean;
  /** Oldest first, struck ones too. */
  readonly items: readonly ItemView[];
  /** Sections in which the reader may make an item, and whether it begins as a proposal. */
  readonly canStartIn: readonly { readonly sectionKey: SectionKey; readonly isProposal: boolean }[];
}

/** An item as its reader meets it. */
export type ItemView = PlanItem & {
  /** What the reader may do now; the server decides again when they do it. */
  readonly can: readonly ItemAbility[];
};

/** `GET /api/plans/{planId}/items/{itemId}/versions`: every version of an item, oldest first; at most `itemVersionsShownMax`, the newest. */
export type ItemVersionsView = readonly PlanItem[];
