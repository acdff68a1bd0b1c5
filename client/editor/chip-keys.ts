/**
 * Chips by keyboard and pointer: an offer when a dose, a distance or a date was typed, a chip that opens, and one that no
 * single key takes away.
 *
 *   25 mg▏       Tab makes it a chip; Escape, or typing on, lets it be
 *   [25 mg]▏     Backspace gives the words back right afterwards; later it first chooses the chip
 *   ▐25 mg▌      Enter or a digit opens it
 */
import { type ChipOffer, chipOffer } from '@alliance/shared/editor/chip-offer';
import { type Editor, Extension } from '@tiptap/core';
import { type Node as ModelNode } from '@tiptap/pm/model';
import {
  type EditorState,
  NodeSelection,
  Plugin,
  PluginKey,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';

import { chipClipboard } from './chip-clipboard.ts';
import { chipDeskOf } from './chip-desk.ts';
import { isJustMade, makeChip } from './chip-steps.ts';
import { isFromDocument } from './keep-in-step.ts';
import { undoOne } from './undo.ts';

/** What chips need. */
export interface ChipOptions {
  /** The word beside an offer: "Tab". Pressed, it accepts. */
  readonly offerWord: string;
}

const offerKey = new PluginKey<ChipOffer | undefined>('chipOffer');

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
    return [offers(editor, options), opening(editor), chipClipboard(editor)];
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

function offers(editor: Editor, { offerWord }: ChipOptions): Plugin<ChipOffer | undefined> {
  return new Plugin<ChipOffer | undefined>({
    key: offerKey,
    state: {
      init: () => undefined,
      apply: (transaction, before, _old, state) =>
        editor.isEditable ? offerAfter(transaction, before, state) : undefined,
    },
    props: {
      decorations: (state) => {
        const offer = offerKey.getState(state);
        if (offer === undefined) return null;
        return DecorationSet.create(state.doc, [
          Decoration.inline(offer.from, offer.to, { class: 'chip-offer' }),
          Decoration.widget(offer.to, (view) => offerButton(view, offerWord), {
            side: 1,
            key: 'chip-offer',
            ignoreSelection: true,
          }),
        ]);
      },
      handleDOMEvents: { blur: (view) => void dismissOffer(view) },
    },
    view: () => ({
      update: ({ state }) => {
        const offer = offerKey.getState(state);
        const desk = chipDeskOf(editor);
        const { opened, offer: shown } = desk.get();
        if (shown?.value === offer?.value && shown?.unit === offer?.unit) return;
        desk.set({ ...(opened && { opened }), ...(offer && { offer }) });
      },
    }),
  });
}

/** Offers come from what I typed just now, and stay while my caret does. Positions are those of the new text. */
function offerAfter(
  transaction: Transaction,
  before: ChipOffer | undefined,
  state: EditorState,
): ChipOffer | undefined {
  if (transaction.getMeta(offerKey) === 'dismiss') return undefined;
  const isTyped = transaction.docChanged && !isFromDocument(transaction);
  if (!isTyped && before === undefined) return undefined;
  const { $from, empty } = state.selection;
  if (!empty || !(state.selection instanceof TextSelection)) return undefined;
  if (transaction.getMeta('uiEvent') !== undefined) return undefined;
  const words = $from.parent.textBetween(0, $from.parentOffset, undefined, '\uFFFC');
  const offer = chipOffer(words);
  if (offer === undefined) return undefined;
  const start = $from.start();
  return { ...offer, from: start + offer.from, to: start + offer.to };
}

function acceptOffer(view: EditorView): boolean {
  const { state } = view;
  const offer = offerKey.getState(state);
  if (offer === undefined || view.composing) return false;
  const { value, unit, from, to } = offer;
  makeChip(state, { value, unit }, (chipId) => {
    const chip = state.schema.node('chip', { chipId });
    view.dispatch(state.tr.replaceWith(from, to, chip).setMeta(offerKey, 'dismiss'));
  });
  return true;
}

function dismissOffer(view: EditorView): boolean {
  if (offerKey.getState(view.state) === undefined) return false;
  view.dispatch(view.state.tr.setMeta(offerKey, 'dismiss'));
  return true;
}

/** Takes no room in the line; for fingers. With the keyboard Tab does the same. */
function offerButton(view: EditorView, word: string): HTMLElement {
  const button = document.createElement('span');
  button.className = 'chip-offer-key';
  button.setAttribute('aria-hidden', 'true');
  button.contentEditable = 'false';
  button.textContent = word;
  button.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    acceptOffer(view);
  });
  return button;
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
