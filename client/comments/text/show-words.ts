import { type ThreadView } from '@alliance/shared/comments/thread-view';

import { keyOf } from '../rail/rail-items.ts';
import { type PageText } from './page-text.ts';

/** How much of the window stays free around words that are brought into it, in CSS pixels. */
const margin = 24;

/** Brings the words of a thread into the middle of what can be seen of the text, if they are not seen already. */
export function showWords(text: PageText, thread: ThreadView): void {
  text.settle();
  const words = text.ranges.get().get(thread.id)?.getBoundingClientRect();
  const box = words ?? headBoxOf(thread);
  if (box === undefined) return;
  const { top, bottom } = seenText();
  if (box.top >= top && box.bottom <= bottom - margin) return;
  // Of a section as a whole the text below its head is wanted.
  const room = words === undefined ? 0 : bottom - top - box.height;
  const place = top + Math.max(room / 2, margin);
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
  window.scrollBy({ top: box.top - place, behavior });
}

function headBoxOf(thread: ThreadView): DOMRect | undefined {
  const key = keyOf(thread);
  const id = key === undefined ? 'plan' : `heading-${key}`;
  const box = document.getElementById(id)?.getBoundingClientRect();
  return box && new DOMRect(box.x, box.y, box.width, Math.min(box.height, 48));
}

/** What neither the bars above nor a sheet below covers of the window. */
function seenText(): { readonly top: number; readonly bottom: number } {
  const { scrollPaddingTop } = getComputedStyle(document.documentElement);
  const bars = getComputedStyle(document.documentElement).getPropertyValue('--bars');
  const top = Math.max(Number.parseFloat(bars) || 0, Number.parseFloat(scrollPaddingTop) || 0);
  const sheet = document.querySelector('[data-rail="sheet"]')?.getBoundingClientRect();
  return { top, bottom: sheet?.top ?? window.innerHeight };
}
