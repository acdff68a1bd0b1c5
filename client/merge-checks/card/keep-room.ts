/**
 * Keeps the end of the page, and whatever has the keyboard, above a card that lies over the lower part of the window;
 * until the returned function is called.
 */
export function keepRoomFor(card: HTMLElement): () => void {
  const { documentElement: root, body } = document;
  const make = (): void => {
    if (!liesOverText(card)) return clear();
    const room = `${card.offsetHeight}px`;
    body.style.paddingBottom = room;
    root.style.scrollPaddingBottom = room;
  };
  const resizes = new ResizeObserver(make);
  resizes.observe(card);
  const follow = (): void => keepCaretAbove(card);
  document.addEventListener('selectionchange', follow);
  make();
  return () => {
    resizes.disconnect();
    document.removeEventListener('selectionchange', follow);
    clear();
  };
}

function clear(): void {
  document.body.style.removeProperty('padding-bottom');
  document.documentElement.style.removeProperty('scroll-padding-bottom');
}

/** In a low window a card stands in the page itself. */
export function liesOverText(card: Element): boolean {
  return getComputedStyle(card).position === 'fixed';
}

/** How much stays free between the caret and the card, in CSS pixels. */
const margin = 12;

/** The editor brings its caret into the window, and does not know of the card. */
function keepCaretAbove(card: HTMLElement): void {
  if (!liesOverText(card)) return;
  const selection = document.getSelection();
  const text = document.activeElement?.closest('.ProseMirror');
  const node = selection?.focusNode ?? null;
  if (!text || !selection || node === null || !text.contains(node)) return;
  const bottom = caretBottom(selection);
  const limit = card.getBoundingClientRect().top - margin;
  if (bottom > limit && bottom < window.innerHeight)
    window.scrollBy({ top: bottom - limit, behavior: 'instant' });
}

function caretBottom(selection: Selection): number {
  const box = selection.getRangeAt(0).getBoundingClientRect();
  if (box.height > 0) return box.bottom;
  // In an empty line a range has no box of its own.
  const { focusNode } = selection;
  return focusNode instanceof Element ? focusNode.getBoundingClientRect().bottom : 0;
}
