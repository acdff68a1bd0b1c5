/** How much of the window stays free around a card, in CSS pixels. */
const margin = 8;

/** Brings a card or the composer wholly into the window, or its beginning where it does not fit (RL15). A sheet scrolls by itself. */
export function showCard(card: HTMLElement): void {
  const way = scrollToShow(card, 0);
  if (way !== 0) window.scrollBy({ top: way, behavior: 'instant' });
}

/**
 * How far the page has to scroll to show a card, in CSS pixels; 0 where all of it is seen.
 *
 * @param scrolled how far it will have been scrolled before
 */
export function scrollToShow(card: HTMLElement, scrolled: number): number {
  const rail = card.closest('[data-rail]');
  if (rail === null || rail.matches('[data-rail=sheet]')) return 0;
  const seen = seenOf(rail);
  const whole = wholeOf(card, seen.bottom - seen.top);
  const top = whole.top - scrolled;
  const bottom = whole.bottom - scrolled;
  if (top < seen.top || bottom - top > seen.bottom - seen.top) return top - seen.top;
  return Math.max(bottom - seen.bottom, 0);
}

/** The card with what stands around it, as the heading of threads without words, if that has room. */
function wholeOf(card: HTMLElement, room: number): DOMRect {
  const item = card.closest('[data-rail-item]')?.getBoundingClientRect();
  return item !== undefined && item.height <= room ? item : card.getBoundingClientRect();
}

/** What neither the head of the rail nor the bar below covers of the window. */
function seenOf(rail: Element): { readonly top: number; readonly bottom: number } {
  const head = rail.querySelector('[data-rail-head]');
  const place = head === null ? 0 : Number.parseFloat(getComputedStyle(head).top) || 0;
  const { scrollPaddingBottom } = getComputedStyle(document.documentElement);
  const bar = Number.parseFloat(scrollPaddingBottom) || 0;
  return {
    top: place + (head?.clientHeight ?? 0) + margin,
    bottom: window.innerHeight - Math.max(bar, margin),
  };
}
