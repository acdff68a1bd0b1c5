import { type Editor } from '@tiptap/core';

/** The two menus that open in the text while it is written. */
export type TextMenuKind = 'slash' | 'mention';

/** One line of a menu. */
export interface MenuOption {
  /** The same for the same option, while the menu is open. */
  readonly key: string;
  readonly label: string;
  /** Said below the label. */
  readonly detail?: string;
  /** Its keys: "Mod+Alt+1". */
  readonly keys?: string;
  /** The heading under which it stands. */
  readonly group?: string;
  /** Further words by which it is found. */
  readonly keywords?: readonly string[];
  readonly disciplineKey?: string;
  /** It is there, and cannot be chosen: `detail` says why. */
  readonly isDisabled?: boolean;
  /** Called when what was typed for the menu is gone from the text. */
  readonly run: (editor: Editor) => void;
}

/** Those of whom a word begins with what was typed, whatever its case; what begins with it altogether comes first in its group. */
export function matchingOptions(all: readonly MenuOption[], typed: string): readonly MenuOption[] {
  const wanted = typed.toLocaleLowerCase().trimEnd();
  if (wanted === '') return all;
  return all
    .map((option, index) => ({ option, index, rank: rankOf(option, wanted) }))
    .filter(({ rank }) => rank < notFound)
    .toSorted((one, other) => one.rank - other.rank || one.index - other.index)
    .map(({ option }) => option);
}

const notFound = 3;

function rankOf({ label, detail, keywords = [] }: MenuOption, wanted: string): number {
  const name = label.toLocaleLowerCase();
  if (name.startsWith(wanted)) return 0;
  if (hasWord(name, wanted)) return 1;
  return [...keywords, detail ?? ''].some((words) => hasWord(words, wanted)) ? 2 : notFound;
}

function hasWord(words: string, wanted: string): boolean {
  return ` ${words.toLocaleLowerCase()}`.replaceAll('(', ' ').includes(` ${wanted}`);
}
