/** Whether the page has a card of an item. */
export function hasCard(itemId: string): boolean {
  return cardOf(itemId) !== null;
}

/** Brings an item's card to the middle of the window, with the keyboard in it. */
export function showCard(itemId: string): void {
  const card = cardOf(itemId);
  // What does not count any more is folded.
  card?.closest('details')?.setAttribute('open', '');
  card?.scrollIntoView({ block: 'center' });
  card?.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
}

function cardOf(itemId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`#plan [data-item="${CSS.escape(itemId)}"]`);
}
