/** Asks the page to show what it has put aside. */
export const revealEvent = 'alliance-reveal';

/** Makes sure that an element can be seen before it is measured or scrolled to: what was put aside around it is shown at once. */
export function reveal(element: Element | null | undefined): void {
  element?.dispatchEvent(new Event(revealEvent, { bubbles: true }));
}
