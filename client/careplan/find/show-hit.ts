import { reveal } from '../../ui/reveal.ts';
import { type Hit } from './page-hits.ts';

/** Brings a place into the window, a third from the top, when it is not in it already. */
export function showHit(hit: Hit | undefined): void {
  if (hit === undefined) return;
  const { range } = hit;
  reveal(range.startContainer.parentElement);
  const { top, bottom } = range.getBoundingClientRect();
  const bars = barsHeight();
  const low = window.innerHeight - lowBarHeight() - 16;
  if (top >= bars + 48 && bottom <= low) return;
  window.scrollBy({ top: top - bars - (low - bars) / 3 });
}

/** The first place that stands in or below the window. */
export function firstInWindow(hits: readonly Hit[]): number {
  const bars = barsHeight();
  const index = hits.findIndex(({ range }) => range.getBoundingClientRect().top >= bars);
  return Math.max(index, 0);
}

/** Puts the caret at a place: its words are selected where whoever looked for them reads or writes on. */
export function selectHit({ range, sectionKey }: Hit): void {
  const element = range.startContainer.parentElement;
  const place =
    element?.closest<HTMLElement>('.ProseMirror') ??
    document.getElementById(`heading-${sectionKey}`);
  place?.focus({ preventScroll: true });
  document
    .getSelection()
    ?.setBaseAndExtent(
      range.startContainer,
      range.startOffset,
      range.endContainer,
      range.endOffset,
    );
}

/** Where what sticks at the top of the window ends. */
function barsHeight(): number {
  const bottom = document.querySelector('[data-bars]')?.getBoundingClientRect().bottom;
  return Math.max(bottom ?? 0, 0);
}

function lowBarHeight(): number {
  return document.querySelector('[data-region="phone-bar"]')?.getBoundingClientRect().height ?? 0;
}
