/** Where the caret comes in. */
export type Edge = 'start' | 'end';

/** Asks the editor whose text this is to take the caret; its `detail` is {@link enterText}'s. */
export const enterTextEvent = 'alliance-enter-text';

/**
 * Gives a text the caret at one of its edges, in the column `left` of the window; `NaN` for the very first or last
 * place. False when no editor stands there yet.
 */
export function enterTextAt(element: HTMLElement, edge: Edge, left: number): boolean {
  const event = new CustomEvent(enterTextEvent, { detail: { edge, left }, cancelable: true });
  return !element.dispatchEvent(event);
}
