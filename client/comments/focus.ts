import { type ThreadId } from '@alliance/shared/comments/thread';
import { flushSync } from 'react-dom';

import { showCard } from './rail/show-card.ts';

/** Does something that opens the composer, and puts the keyboard into it before another key can arrive (RL6). */
export function intoComposer(begin: () => void): void {
  flushSync(begin);
  const area = document.querySelector<HTMLTextAreaElement>('[data-rail-draft] textarea');
  if (area === null) return;
  area.focus({ preventScroll: true });
  area.setSelectionRange(area.value.length, area.value.length);
  // It grows while it is drawn, and a sheet has to open first.
  requestAnimationFrame(() => {
    const composer = area.closest<HTMLElement>('[data-rail-draft]');
    if (composer !== null) showCard(composer);
  });
}

/** The card of a thread, if the rail shows it. */
export function cardOf(threadId: ThreadId): HTMLElement | undefined {
  return (
    document.querySelector<HTMLElement>(`[data-rail] [data-thread="${CSS.escape(threadId)}"]`) ??
    undefined
  );
}

/** Puts the keyboard on a card, and remembers where it was. */
export function intoCard(threadId: ThreadId): void {
  const card = cardOf(threadId);
  if (card === undefined) return;
  rememberPlace();
  if (!card.hasAttribute('tabindex')) card.tabIndex = -1;
  card.focus({ preventScroll: true });
}

/** Puts the keyboard where the reader does what they owe, and brings that into the window or sheet; on the card where nothing is owed any more (IB5). */
export function intoOwed(threadId: ThreadId): void {
  const owed = cardOf(threadId)?.querySelector<HTMLElement>('[data-owed]');
  const target = owed?.querySelector<HTMLElement>('textarea, button');
  if (!owed || !target) return intoCard(threadId);
  rememberPlace();
  target.focus({ preventScroll: true });
  owed.scrollIntoView({ block: 'nearest' });
}

let left: { readonly element: HTMLElement; readonly range: Range | undefined } | undefined;

/** Remembers where the keyboard is in the text, to come back to it. */
export function rememberPlace(): void {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement) || activeElement.closest('[data-rail]') !== null)
    return;
  const selection = document.getSelection();
  const range = selection?.rangeCount === 0 ? undefined : selection?.getRangeAt(0).cloneRange();
  left = { element: activeElement, range };
}

/** Brings the keyboard back to where it was before it went to the rail; with `behindWords` the caret is at the end of what was selected there. False when nothing is remembered. */
export function returnToText({ behindWords = false } = {}): boolean {
  const place = left;
  left = undefined;
  if (place === undefined || !place.element.isConnected) return false;
  place.element.focus({ preventScroll: true });
  const { range } = place;
  if (range === undefined || !range.startContainer.isConnected) return true;
  if (behindWords) range.collapse(false);
  const selection = document.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  return true;
}
