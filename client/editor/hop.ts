import { Extension } from '@tiptap/core';
import { type EditorState, Selection } from '@tiptap/pm/state';
import { type EditorView } from '@tiptap/pm/view';

import { type EditorServices } from './editor-services.ts';
import { type Edge, enterTextEvent } from './enter-text.ts';

/** What hopping needs from around. */
export interface HopOptions {
  readonly services: () => EditorServices;
}

/** Arrow keys at an edge of the text go on into the neighbouring section, as if the plan were one text. */
export const Hop = Extension.create<HopOptions>({
  name: 'hop',
  addOptions: () => ({ services: () => ({ seats: [] }) }),
  addKeyboardShortcuts() {
    const hop = (arrow: Arrow): boolean => {
      const { view } = this.editor;
      if (view.composing || !isAtEdge(view, arrow)) return false;
      const towards = arrow === 'up' || arrow === 'left' ? 'before' : 'after';
      return this.options.services().leave?.(towards, columnOf(view, arrow)) ?? false;
    };
    return {
      ArrowUp: () => hop('up'),
      ArrowDown: () => hop('down'),
      ArrowLeft: () => hop('left'),
      ArrowRight: () => hop('right'),
    };
  },
});

/** Takes the caret when it comes from a neighbour. */
export function enterText(view: EditorView, event: Event): boolean {
  if (!(event instanceof CustomEvent) || event.type !== enterTextEvent) return false;
  const { edge, left }: { readonly edge: Edge; readonly left: number } = event.detail;
  const { doc, tr } = view.state;
  const end = edge === 'start' ? Selection.atStart(doc) : Selection.atEnd(doc);
  const { top, bottom } = view.coordsAtPos(end.head);
  const found = Number.isFinite(left)
    ? view.posAtCoords({ left, top: (top + bottom) / 2 })
    : undefined;
  const at = found ? Selection.near(doc.resolve(found.pos)) : end;
  view.dispatch(tr.setSelection(at).scrollIntoView());
  view.focus();
  event.preventDefault();
  return true;
}

type Arrow = 'up' | 'down' | 'left' | 'right';

function isAtEdge(view: EditorView, arrow: Arrow): boolean {
  const { state } = view;
  const isFirst = arrow === 'up' || arrow === 'left';
  if (!isInEdgeBlock(state, isFirst)) return false;
  // A card or divider that is chosen has no lines of its own.
  if (state.selection.$from.depth === 0) return true;
  return state.selection.empty && view.endOfTextblock(arrow);
}

function isInEdgeBlock({ doc, selection }: EditorState, isFirst: boolean): boolean {
  const { $from, $to } = selection;
  if (doc.childCount === 0) return true;
  return isFirst ? $from.index(0) === 0 : $to.indexAfter(0) >= doc.childCount;
}

/** Up and down keep their column; left goes to the end of what is before, right to the start of what is behind. */
function columnOf(view: EditorView, arrow: Arrow): number {
  if (arrow === 'left' || arrow === 'right') return Number.NaN;
  return view.coordsAtPos(view.state.selection.head).left;
}
