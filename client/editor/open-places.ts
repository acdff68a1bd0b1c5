import { type Editor, Extension } from '@tiptap/core';
import { type Node as EditorNode } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';

import { type OpenPlace, openPlaces } from '../ui/open-places.ts';
import { type EditorServices } from './editor-services.ts';

/** What the places that wait to be written need from around. */
export interface PlacesOptions {
  readonly services: () => EditorServices;
}

const placesKey = new PluginKey<readonly OpenPlace[]>('openPlaces');

/**
 * The places of a template that wait to be written: marked, selected whole by a click so that the next key writes them,
 * and found one after the other by F8. A second click puts the caret into the braces.
 */
export const Places = Extension.create<PlacesOptions>({
  name: 'places',
  addOptions: () => ({ services: () => ({ seats: [] }) }),
  addKeyboardShortcuts() {
    return { F8: () => nextPlace(this.editor, this.options.services()) };
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    let wasWhole = false;
    const selectAt = (view: EditorView, position: number): boolean => {
      const at = editor.isEditable ? placeAt(view.state, position) : undefined;
      if (at !== undefined) select(view, at);
      return at !== undefined;
    };
    return [
      new Plugin<readonly OpenPlace[]>({
        key: placesKey,
        state: {
          init: (_config, { doc }) => placesOf(doc),
          apply: ({ docChanged, doc }, before) => (docChanged ? placesOf(doc) : before),
        },
        props: {
          decorations: (state) => (editor.isEditable ? marksOf(state) : null),
          handleDOMEvents: {
            mousedown: ({ state }) => {
              wasWhole = isPlace(state);
              return false;
            },
          },
          handleClick: (view, position, { ctrlKey, metaKey, shiftKey }) =>
            !wasWhole && !ctrlKey && !metaKey && !shiftKey && selectAt(view, position),
          handleDoubleClick: (view, position) => selectAt(view, position),
        },
      }),
    ];
  },
});

/** Goes to the next open place behind the caret, or on into the next text that its reader may write in. */
export function nextPlace(editor: Editor, { leave }: EditorServices): boolean {
  const { view, state, isEditable } = editor;
  if (!isEditable || view.composing) return false;
  const { from, empty } = state.selection;
  const next = placesIn(state).find((place) => (empty ? place.from >= from : place.from > from));
  if (next === undefined) return leave?.('after', Number.NaN) ?? false;
  select(view, next);
  return true;
}

function select(view: EditorView, { from, to }: OpenPlace): void {
  const { doc, tr } = view.state;
  view.dispatch(tr.setSelection(TextSelection.create(doc, from, to)).scrollIntoView());
}

function placesIn(state: EditorState): readonly OpenPlace[] {
  return placesKey.getState(state) ?? [];
}

function placeAt(state: EditorState, position: number): OpenPlace | undefined {
  return placesIn(state).find(({ from, to }) => from < position && position < to);
}

function isPlace(state: EditorState): boolean {
  const { from, to } = state.selection;
  return placesIn(state).some((place) => place.from === from && place.to === to);
}

function marksOf(state: EditorState): DecorationSet {
  const marks = placesIn(state).map(({ from, to }) =>
    Decoration.inline(from, to, { class: 'open-place' }),
  );
  return DecorationSet.create(state.doc, marks);
}

/** Blocks do not change, they are replaced: of a long section only the block that is written in is read again. */
const placesOfBlock = new WeakMap<EditorNode, readonly OpenPlace[]>();

function placesOf(doc: EditorNode): readonly OpenPlace[] {
  const found: OpenPlace[] = [];
  doc.forEach((block, offset) => {
    const start = offset + 1;
    for (const { from, to } of placesWithin(block))
      found.push({ from: start + from, to: start + to });
  });
  return found;
}

function placesWithin(block: EditorNode): readonly OpenPlace[] {
  const known = placesOfBlock.get(block);
  if (known !== undefined) return known;
  const places = openPlaces(block.textBetween(0, block.content.size, undefined, '\uFFFC'));
  placesOfBlock.set(block, places);
  return places;
}
