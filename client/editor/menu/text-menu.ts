/**
 * The menus that open while one writes: `/` for what can be put here or done here, `@` for seats to mention.
 *
 * A menu opens only when its sign is typed here, at the start of a line or behind a space, so that "12/2 mg" and an
 * address open nothing. What is written behind the sign stays ordinary text of the section until an option is taken:
 * whoever does not want the menu goes on writing. Own code and not `@tiptap/suggestion`: that one finds its options
 * asynchronously, so that a quick Enter would break the line instead; it opens wherever a caret comes to such words,
 * and wraps them in an element while they may be composed.
 */
import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { type EditorView } from '@tiptap/pm/view';

import { isFromDocument } from '../keep-in-step.ts';
import { type MenuOption, type TextMenuKind, matchingOptions } from './menu-option.ts';

/** What the menus need from around. */
export interface TextMenuOptions {
  /** Everything that a menu can offer here and now. */
  readonly optionsFor: (kind: TextMenuKind) => readonly MenuOption[];
  /** The id of the element that shows the open menu; its options have it with `-0`, `-1` … behind. */
  readonly listId: string;
}

/** A menu that is open. */
export interface OpenMenu {
  readonly kind: TextMenuKind;
  /** Where its sign stands. */
  readonly from: number;
  /** What is written behind the sign. */
  readonly query: string;
  /** At least one, or what was typed finds nothing. */
  readonly options: readonly MenuOption[];
  /** Which one Enter takes. */
  readonly chosen: number;
}

const menuKey = new PluginKey<OpenMenu | null>('textMenu');

/** The menu that is open now. */
export function openMenuOf(state: EditorState): OpenMenu | undefined {
  return menuKey.getState(state) ?? undefined;
}

/** Closes the menu; what was typed for it stays. */
export function closeMenu(view: EditorView): void {
  if (openMenuOf(view.state) !== undefined) view.dispatch(view.state.tr.setMeta(menuKey, 'close'));
}

/** Types the sign of a menu at the caret, which opens it: what a button does. */
export function openMenu(view: EditorView, kind: TextMenuKind): void {
  const { $from } = view.state.selection;
  if ($from.depth !== 1) return;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\uFFFC');
  const space = before === '' || /\s$/.test(before) ? '' : ' ';
  view.dispatch(view.state.tr.insertText(`${space}${signs[kind]}`).setMeta(menuKey, 'open'));
  view.focus();
}

/** The extension; nobody who may only read gets a menu. */
export const TextMenu = Extension.create<TextMenuOptions>({
  name: 'textMenu',
  // Its keys come before those of the blocks.
  priority: 1010,
  addOptions: () => ({ optionsFor: () => [], listId: 'text-menu' }),
  addProseMirrorPlugins() {
    const { optionsFor, listId } = this.options;
    const { editor } = this;
    return [
      new Plugin<OpenMenu | null>({
        key: menuKey,
        state: {
          init: () => null,
          apply: (transaction, open, before, after) =>
            editor.isEditable ? nextMenu(transaction, { open, before, after, optionsFor }) : null,
        },
        props: {
          attributes: (state) => attributesOf(openMenuOf(state), listId),
          handleKeyDown: (view, event) => {
            const open = openMenuOf(view.state);
            // The keys of a composition belong to it.
            if (open === undefined || event.isComposing || event.keyCode === composing)
              return false;
            return onKey(view, open, event.key, (option) =>
              takeOption(view, open, () => option.run(editor)),
            );
          },
          handleDOMEvents: { blur: (view) => closeMenu(view) },
        },
      }),
    ];
  },
});

/** Takes an option of the open menu: what was typed for it goes, and it is done. */
export function takeOption(view: EditorView, open: OpenMenu, run: () => void): void {
  const { tr, selection } = view.state;
  const sign = signAt(view.state);
  view.focus();
  if (sign?.kind !== open.kind) return closeMenu(view);
  view.dispatch(tr.delete(sign.from, selection.head).setMeta(menuKey, 'close'));
  run();
}

const signs: Readonly<Record<TextMenuKind, string>> = { slash: '/', mention: '@' };
const kinds: Readonly<Record<string, TextMenuKind>> = { '/': 'slash', '@': 'mention' };

/** The key code that browsers give for a key that goes into a composition. */
const composing = 229;

interface Around {
  readonly open: OpenMenu | null;
  readonly before: EditorState;
  readonly after: EditorState;
  readonly optionsFor: TextMenuOptions['optionsFor'];
}

function nextMenu(
  transaction: Transaction,
  { open, before, after, optionsFor }: Around,
): OpenMenu | null {
  const asked: unknown = transaction.getMeta(menuKey);
  if (asked === 'close') return null;
  if (typeof asked === 'number') return open && { ...open, chosen: asked };
  if (!transaction.docChanged && !transaction.selectionSet) return open;
  const found = signAt(after);
  // After a colleague's change the caret is put right in a transaction of its own.
  if (isFromDocument(transaction)) return open && { ...open, from: found?.from ?? open.from };
  if (found === undefined) return null;
  if (open === null && asked !== 'open' && !isTyped(transaction, before, found)) return null;
  if (open !== null && open.kind !== found.kind) return null;
  const options = matchingOptions(optionsFor(found.kind), found.query);
  // Whoever writes on means the words.
  if (options.length === 0 && (open === null || /\s/.test(found.query))) return null;
  return { ...found, options, chosen: firstOf(options) };
}

interface Sign {
  readonly kind: TextMenuKind;
  readonly from: number;
  readonly query: string;
}

/** The sign before the caret, with at most 30 characters behind it in the same line. */
function signAt({ selection }: EditorState): Sign | undefined {
  const { $from, empty } = selection;
  if (!empty || $from.depth !== 1) return undefined;
  const text = $from.parent.textBetween(0, $from.parentOffset, undefined, '\uFFFC');
  const found = /(?:^|[\s(\uFFFC])([/@])((?:[^\s/@\uFFFC][^/@\uFFFC]{0,29})?)$/u.exec(text);
  const kind = kinds[found?.[1] ?? ''];
  const query = found?.[2];
  if (kind === undefined || query === undefined) return undefined;
  return { kind, query, from: $from.pos - query.length - 1 };
}

/** Whether the sign itself is what was written just now: one character, here, by hand. */
function isTyped(transaction: Transaction, before: EditorState, { query }: Sign): boolean {
  const growth = transaction.doc.content.size - before.doc.content.size;
  return transaction.docChanged && query === '' && growth === 1 && !isPasted(transaction);
}

function isPasted(transaction: Transaction): boolean {
  return transaction.getMeta('uiEvent') !== undefined || transaction.getMeta('paste') === true;
}

function firstOf(options: readonly MenuOption[]): number {
  return Math.max(
    options.findIndex(({ isDisabled }) => isDisabled !== true),
    0,
  );
}

function onKey(
  view: EditorView,
  { options, chosen }: OpenMenu,
  key: string,
  take: (option: MenuOption) => void,
): boolean {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step !== undefined && options.length > 0) {
    choose(view, (chosen + step + options.length) % options.length);
    return true;
  }
  if (key === 'Escape') {
    closeMenu(view);
    return true;
  }
  const option = options[chosen];
  if ((key !== 'Enter' && key !== 'Tab') || option === undefined) return false;
  if (option.isDisabled !== true) take(option);
  return true;
}

/** Marks the option that Enter takes. */
export function choose(view: EditorView, index: number): void {
  view.dispatch(view.state.tr.setMeta(menuKey, index));
}

/** The text keeps the keyboard; what assistive technology reads out is the chosen option. */
function attributesOf(open: OpenMenu | undefined, listId: string): Record<string, string> {
  if (open === undefined) return {};
  return {
    'aria-haspopup': 'listbox',
    'aria-controls': listId,
    ...(open.options.length === 0 ? {} : { 'aria-activedescendant': `${listId}-${open.chosen}` }),
  };
}
