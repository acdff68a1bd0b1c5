/**
 * Chips by keyboard and pointer: an offer when a dose, a distance or a date was typed, a chip that opens, and one that no
 * single key takes away.
 *
 *   25 mg▏       Tab makes it a chip; Escape, or typing on, lets it be
 *   [25 mg]▏     Backspace gives the words back right afterwards; later it first chooses the chip
 *   ▐25 mg▌      Enter or a digit opens it
 */
import { type Editor, Extension } from '@tiptap/core';
import { type Node as ModelNode } from '@tiptap/pm/model';
import {
  type EditorState,
  NodeSelection,
  Plugin,
  PluginKey,
  TextSelection,
} from '@tiptap/pm/state';

import { chipClipboard } from './chip-clipboard.ts';
import { chipDeskOf } from './chip-desk.ts';
import { acceptOffer, dismissOffer, offers } from './chip-offers.ts';
import { isJustMade } from './chip-steps.ts';
import { undoOne } from './undo.ts';

/** What chips need. */
export interface ChipOptions {
  /** The word beside an offer: "Tab". Pressed, it accepts. */
  readonly offerWord: string;
}

/** The extension; it belongs into every editor of a section. */
export const Chips = Extension.create<ChipOptions>({
  name: 'chips',
  // Before the keys of blocks: Tab and Backspace mean the chip first.
  priority: 1003,
  addOptions: () => ({ offerWord: '' }),
  addKeyboardShortcuts() {
    const { editor } = this;
    return {
      Tab: () => acceptOffer(editor.view),
      Escape: () => dismissOffer(editor.view),
      Enter: () => openSelected(editor),
      F2: () => openSelected(editor),
      Backspace: () => takeBackOrChoose(editor),
      Delete: () => choose(editor, 'after'),
    };
  },
  addProseMirrorPlugins() {
    const { editor, options } = this;
    return [offers(editor, options.offerWord), opening(editor), chipClipboard(editor)];
  },
});

/** Puts the caret right behind a chip, with the keyboard. */
export function leaveChip(editor: Editor, chipId: string): void {
  const { state, view } = editor;
  let at: number | undefined;
  state.doc.descendants((node, position) => {
    if (isChip(node) && node.attrs['chipId'] === chipId) at = position + node.nodeSize;
  });
  if (at !== undefined) view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, at)));
  view.focus();
}

/** Gives the words of a chip back to the text, as they read now. */
export function chipToWords(editor: Editor, chipId: string, words: string): void {
  const { state, view } = editor;
  const { tr } = state;
  state.doc.descendants((node, position) => {
    if (!isChip(node) || node.attrs['chipId'] !== chipId) return;
    const from = tr.mapping.map(position);
    tr.replaceWith(from, from + node.nodeSize, state.schema.text(words));
  });
  if (tr.docChanged) view.dispatch(tr);
}

function opening(editor: Editor): Plugin {
  return new Plugin({
    key: new PluginKey('chipOpening'),
    props: {
      handleClickOn: (view, _position, node, position, _event, isDirect) => {
        if (!isDirect || !isChip(node)) return false;
        view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, position)));
        return openChip(node, editor);
      },
      // Typing over a chip would take the number away: it opens instead.
      handleTextInput: (view, _from, _to, text) => {
        const chip = selectedChip(view.state);
        return chip !== undefined && openChip(chip, editor, text);
      },
      handleDOMEvents: { compositionstart: () => openSelected(editor) },
    },
  });
}

function openSelected(editor: Editor): boolean {
  const chip = selectedChip(editor.state);
  return chip !== undefined && openChip(chip, editor);
}

function openChip(node: ModelNode, editor: Editor, typed?: string): boolean {
  const chipId: unknown = node.attrs['chipId'];
  if (typeof chipId === 'string')
    chipDeskOf(editor).set({ opened: { chipId, ...(typed !== undefined && { typed }) } });
  return true;
}

function selectedChip({ selection }: EditorState): ModelNode | undefined {
  return selection instanceof NodeSelection && isChip(selection.node) ? selection.node : undefined;
}

function takeBackOrChoose(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  const before = empty ? $from.nodeBefore : null;
  if (before === null || !isChip(before) || !editor.isEditable) return false;
  if (isJustMade(editor.state, before.attrs['chipId'])) return undoOne(editor) !== 'nothing';
  return choose(editor, 'before');
}

/** A number does not go with one key: the first chooses it, the second takes it away. */
function choose({ state, view }: Editor, side: 'before' | 'after'): boolean {
  const { $from, empty } = state.selection;
  const node = side === 'before' ? $from.nodeBefore : $from.nodeAfter;
  if (!empty || node === null || !isChip(node)) return false;
  const at = side === 'before' ? $from.pos - node.nodeSize : $from.pos;
  view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, at)));
  return true;
}

function isChip(node: ModelNode): boolean {
  return node.type.name === 'chip';
}
