import { textOf } from './standing-places.ts';

/** Puts the caret at the end of a block of a section, or of its text where no block is named; an editor that is not there yet comes with its caret. */
export function goToText(sectionKey: string, block: HTMLElement | undefined): void {
  const text = textOf(sectionKey);
  if (text === undefined) return;
  const place =
    block !== undefined && text.contains(block) ? block : (text.lastElementChild ?? text);
  if (text.isContentEditable) return putCaret(text, place);
  const { right, bottom } = place.getBoundingClientRect();
  const at = { clientX: right - 2, clientY: bottom - 2 };
  place.dispatchEvent(new MouseEvent('click', { bubbles: true, ...at }));
}

function putCaret(text: HTMLElement, place: Element): void {
  text.focus({ preventScroll: true });
  const selection = document.getSelection();
  selection?.selectAllChildren(place);
  selection?.collapseToEnd();
}
