import { type RefObject, useLayoutEffect, useRef } from 'react';

import { type PageText } from '../text/page-text.ts';
import { type Beside, type RailItem } from './rail-items.ts';
import { layOut } from './rail-layout.ts';

/** Between two cards, in CSS pixels. */
const gap = 8;

/**
 * Keeps each card of the rail beside its text: the children of an element, in the order of the items. Heights and words
 * are measured and cards are moved once in a frame in which something changed, never because the page scrolls.
 */
export function useRailPlaces(
  text: PageText,
  items: readonly RailItem[],
  activeItemId: string | undefined,
): RefObject<HTMLDivElement | null> {
  const cards = useRef<HTMLDivElement>(null);
  const latest = useRef({ items, activeItemId });
  useLayoutEffect(() => text.onMeasure(() => measure(cards.current, text, latest.current)), [text]);
  useLayoutEffect(() => {
    latest.current = { items, activeItemId };
    // Before anything is painted: no card is ever seen where it does not belong.
    text.settle();
    const ends = [...(cards.current?.children ?? [])].map((card) => text.observe(card));
    return () => ends.forEach((end) => end());
  }, [text, items, activeItemId]);
  return cards;
}

function measure(
  cards: HTMLElement | null,
  text: PageText,
  {
    items,
    activeItemId,
  }: { readonly items: readonly RailItem[]; readonly activeItemId: string | undefined },
): () => void {
  if (cards === null) return ignore;
  const elements = [...cards.children].filter((each) => each instanceof HTMLElement);
  const top = cards.getBoundingClientRect().top;
  const wanting = items.map((item, index) => ({
    id: item.id,
    wanted: topOf(item.beside, text) - top,
    height: elements[index]?.offsetHeight ?? 0,
  }));
  const tops = layOut(wanting, { gap, top: 0, activeId: activeItemId });
  const height = tops.reduce(
    (sum, each, index) => Math.max(sum, each + (wanting[index]?.height ?? 0)),
    0,
  );
  return () => {
    elements.forEach((element, index) => {
      const place = `translateY(${Math.round(tops[index] ?? 0)}px)`;
      if (element.style.transform !== place) element.style.transform = place;
    });
    const room = `${Math.ceil(height)}px`;
    if (cards.style.minHeight !== room) cards.style.minHeight = room;
  };
}

/** Where what an item stands beside begins in the window. */
function topOf(beside: Beside, text: PageText): number {
  const range = beside.the === 'words' ? text.ranges.get().get(beside.id) : undefined;
  if (range !== undefined) return range.getBoundingClientRect().top;
  const id = beside.the === 'plan' ? 'plan' : beside.sectionKey;
  return document.getElementById(id)?.getBoundingClientRect().top ?? 0;
}

function ignore(): void {
  // There is no rail.
}
