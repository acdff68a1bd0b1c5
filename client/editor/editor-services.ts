import { type ItemKind } from '@alliance/shared/careplan/item/item';
import { type BlockJson } from '@alliance/shared/editor/section-json';

/**
 * What the editor of one section asks of the page around it. It reads this anew at each use, so what changes is simply
 * given again. What is absent is not offered anywhere.
 *
 *   `@`      seats        who can be mentioned
 *   `/`      startItem    goals, interventions and contingency rows as cards in the text
 *            moveTo       the block menu's "Move to …"
 *            commands     whatever else the page can do from here
 *   ↑ ↓      leave        on into the neighbouring section
 *   links    openLink     addresses that the page itself knows
 */
export interface EditorServices {
  readonly seats: readonly MentionableSeat[];
  readonly startItem?: StartItem;
  readonly moveTo?: MoveTo;
  readonly commands?: readonly PageCommand[];
  /** Opens an address of the page's own. False when it is not one: it then opens beside the page. */
  readonly openLink?: (href: string) => boolean;
  /** The caret stands at an edge and wants on, in the column `left` of the window. False when there is nothing. */
  readonly leave?: (towards: 'before' | 'after', left: number) => boolean;
}

/** A seat of the alliance that a text can mention: it reaches whoever sits there. */
export interface MentionableSeat {
  readonly seatId: string;
  /** What stands in the text: the seat's title, "Physiotherapist". */
  readonly label: string;
  /** Who sits there now; empty for nobody. */
  readonly people: readonly string[];
  readonly disciplineKey: string;
  /** Whether somebody has accepted it; otherwise the mention waits for whoever does. */
  readonly isTaken: boolean;
  /** Whether it may read this section; otherwise it is shown, and cannot be chosen. */
  readonly canRead: boolean;
}

/**
 * Makes the record of an item, and gives its id as soon as a card can stand for it; undefined when its author
 * gave up, or when nobody else may know of it.
 * The editor puts the card behind the block, wherever that is by then; an empty block gives way to it.
 */
export type StartItem = (start: {
  readonly kind: ItemKind;
  /** The block in which the command was given. */
  readonly blockId: string;
}) => Promise<string | undefined>;

/** Where blocks can go, and how. */
export interface MoveTo {
  readonly targets: readonly MoveTarget[];
  /**
   * Takes the blocks into another section. True once they stand there for good: only then the editor takes them out
   * here, and a block that somebody changed meanwhile stays. On false it leaves them all as they are.
   */
  readonly move: (blocks: readonly BlockJson[], target: MoveTarget) => Promise<boolean>;
}

/** Another section that can take blocks. */
export interface MoveTarget {
  readonly sectionKey: string;
  readonly heading: string;
}

/** Something that the page can do from the slash menu. */
export interface PageCommand {
  readonly name: string;
  /** In plain words: "Find in plan". */
  readonly label: string;
  /** Further words by which it is found. */
  readonly keywords?: readonly string[];
  /** Called when the typed `/…` is gone from the text again. */
  readonly run: (at: { readonly blockId: string }) => void;
}
