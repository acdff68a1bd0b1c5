/** How much of the window stays free around a place, in CSS pixels. */
const margin = 16;
/** The bar with the tools of the editor, below the bars of the page. */
const toolbar = 48;

/** Brings a place into what a card leaves of the window, if it is not seen whole there already. */
export function showPlace(place: Element | undefined, card: Element): void {
  if (place === undefined) return;
  const style = getComputedStyle(document.documentElement);
  const top = (Number.parseFloat(style.getPropertyValue('--top')) || 0) + toolbar + margin;
  const bottom = card.getBoundingClientRect().top - margin;
  const box = place.getBoundingClientRect();
  if (box.top >= top && box.bottom <= bottom) return;
  const spare = Math.max((bottom - top - box.height) / 2, 0);
  window.scrollBy({ top: box.top - top - spare, behavior: 'instant' });
}
