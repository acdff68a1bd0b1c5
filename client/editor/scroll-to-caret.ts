import { NodeSelection } from '@tiptap/pm/state';
import { type EditorView } from '@tiptap/pm/view';

/** So much stays free around the caret, in CSS pixels. */
const free = 6;

/**
 * Brings the caret between the bars of the page, as far as it must: ProseMirror itself knows only the window, and would
 * leave what is typed under them. How much the bars cover is what the page's `scroll-padding` says.
 */
export function scrollToCaret(view: EditorView): true {
  const { top, bottom } = boxOfSelection(view);
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
  const shown = window.visualViewport;
  const highest = (Number.parseFloat(scrollPaddingTop) || 0) + free;
  const lowest =
    (shown === null ? window.innerHeight : shown.offsetTop + shown.height) -
    (Number.parseFloat(scrollPaddingBottom) || 0) -
    free;
  // What is taller than the window is seen from its beginning.
  const way = top < highest || bottom - top > lowest - highest ? top - highest : bottom - lowest;
  if (top < highest || bottom > lowest) window.scrollBy({ top: way, behavior: 'instant' });
  return true;
}

function boxOfSelection(view: EditorView): { readonly top: number; readonly bottom: number } {
  const { selection } = view.state;
  const chosen = selection instanceof NodeSelection ? view.nodeDOM(selection.from) : null;
  return chosen instanceof Element
    ? chosen.getBoundingClientRect()
    : view.coordsAtPos(selection.head);
}
