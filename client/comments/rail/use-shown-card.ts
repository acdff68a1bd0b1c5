import { type RefObject, useEffect } from 'react';

import { showCard } from './show-card.ts';

/** How long a card that was opened is kept in the window while it is still growing, in milliseconds. */
const openingMs = 1500;

/**
 * Keeps the open card, or the composer, wholly in the window while it grows (RL15): just after it was opened, until
 * somebody scrolls, and always while the keyboard is in it.
 */
export function useShownCard(
  cards: RefObject<HTMLDivElement | null>,
  activeItemId: string | undefined,
): void {
  useEffect(() => {
    const item = cards.current?.querySelector<HTMLElement>('[data-rail-item][data-active]');
    if (activeItemId === undefined || !item) return undefined;
    let height = item.offsetHeight;
    let openUntil = performance.now() + openingMs;
    const grown = new ResizeObserver(() => {
      const isTaller = item.offsetHeight > height;
      height = item.offsetHeight;
      const isWatched = performance.now() < openUntil || item.contains(document.activeElement);
      if (isTaller && isWatched) showCard(openIn(item));
    });
    const letGo = (): void => {
      openUntil = 0;
    };
    grown.observe(item);
    window.addEventListener('wheel', letGo, { passive: true });
    window.addEventListener('touchmove', letGo, { passive: true });
    return () => {
      grown.disconnect();
      window.removeEventListener('wheel', letGo);
      window.removeEventListener('touchmove', letGo);
    };
  }, [cards, activeItemId]);
}

/** An item can hold several cards. */
function openIn(item: HTMLElement): HTMLElement {
  return item.querySelector<HTMLElement>('[data-thread][data-open], [data-rail-draft]') ?? item;
}
