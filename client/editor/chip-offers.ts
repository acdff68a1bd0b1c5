import { type ChipOffer, chipOffer } from '@alliance/shared/editor/chip-offer';
import { type Editor } from '@tiptap/core';
import {
  type EditorState,
  Plugin,
  PluginKey,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';

import { chipDeskOf } from './chip-desk.ts';
import { makeChip } from './chip-steps.ts';
import { isFromDocument } from './keep-in-step.ts';

const offerKey = new PluginKey<ChipOffer | undefined>('chipOffer');

/** Shows what was just typed and can become a chip, with a word that accepts it under a finger. */
export function offers(editor: Editor, offerWord: string): Plugin<ChipOffer | undefined> {
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

/** Makes what is offered a chip; false when nothing is. */
export function acceptOffer(view: EditorView): boolean {
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

/** Lets what is offered be; false when nothing is. */
export function dismissOffer(view: EditorView): boolean {
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
