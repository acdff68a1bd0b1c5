/** Asks whoever draws an element to take the keyboard back by itself: a text then has its caret where it was. */
export const regainFocusEvent = 'alliance-regain-focus';

/**
 * Gives an element the keyboard back. A text that only gets it from the browser begins at its first letter until its
 * editor has put the caret right, and what is typed at once would stand there: so its editor is asked first.
 */
export function regainFocus(element: HTMLElement): void {
  const isTaken = !element.dispatchEvent(new Event(regainFocusEvent, { cancelable: true }));
  if (!isTaken) element.focus({ preventScroll: true });
}
