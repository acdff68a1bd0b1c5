import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { flushSync } from 'react-dom';

import { cardOf } from '../focus.ts';
import { keyOf } from '../rail/rail-items.ts';
import { scrollToShow } from '../rail/show-card.ts';
import { type PageText } from './page-text.ts';
import { draftId } from './places.ts';

/** How much of the window stays free around words that are brought into it, in CSS pixels. */
const margin = 24;

/** Brings the words of a thread into the middle of what can be seen of the text, if they are not seen already, and its card beside them wholly into the window (RL15); at once where something is brought into view after it. */
export function showWords(text: PageText, thread: ThreadView, isAtOnce: boolean): void {
  // Words that were found only now have to have their card beside them before it is measured.
  flushSync(() => text.settle());
  const words = text.ranges.get().get(thread.id)?.getBoundingClientRect();
  const box = words ?? headBoxOf(thread);
  if (box === undefined) return;
  const card = cardOf(thread.id);
  const toWords = wayTo(box, words !== undefined);
  const way = toWords + (card === undefined ? 0 : scrollToShow(card, toWords));
  if (Math.abs(way) < 1) return;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const behavior = isAtOnce || isCalm ? 'instant' : 'smooth';
  window.scrollBy({ top: way, behavior });
}

/** Brings the words that are being written about into what a sheet leaves of the text (RL5). */
export function showDraftWords(text: PageText): void {
  if (document.querySelector('[data-rail="sheet"]') === null) return;
  text.settle();
  const words = text.ranges.get().get(draftId)?.getBoundingClientRect();
  const way = words === undefined ? 0 : wayTo(words, true);
  if (way !== 0) window.scrollBy({ top: way, behavior: 'instant' });
}

/** How far to scroll for words, or for the head of a section. */
function wayTo(box: DOMRect, isWords: boolean): number {
  const { top, bottom } = seenText();
  if (box.top >= top && box.bottom <= bottom - margin) return 0;
  // Of a section as a whole the text below its head is wanted.
  const room = isWords ? bottom - top - box.height : 0;
  return box.top - (top + Math.max(room / 2, margin));
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
