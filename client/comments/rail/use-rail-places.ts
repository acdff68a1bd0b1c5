import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

import { type PageText } from '../text/page-text.ts';
import { type Beside, type RailItem } from './rail-items.ts';
import { layOut } from './rail-layout.ts';

/** Between two cards, in CSS pixels. */
const gap = 8;

/** The row for the cards that find no room; its style keeps to it. */
const foldHeight = 28;

/** Where the cards of a rail are. */
export interface RailPlaces {
  /** For the element that holds the cards. */
  readonly cards: RefObject<HTMLDivElement | null>;
  /** So many of the first cards find no room above the active one, and are not shown (RL2). */
  readonly foldedCount: number;
}

/**
 * Keeps each card of the rail beside its text: the children of an element, in the order of the items. Heights and words
 * are measured and cards are moved once in a frame in which something changed, never because the page scrolls.
 */
export function useRailPlaces(
  text: PageText,
  items: readonly RailItem[],
  activeItemId: string | undefined,
): RailPlaces {
  const cards = useRef<HTMLDivElement>(null);
  const latest = useRef({ items, activeItemId });
  const [foldedCount, setFoldedCount] = useState(0);
  useLayoutEffect(
    () =>
      text.onMeasure(() => {
        const { current } = cards;
        const tops = measure(current, text, latest.current);
        return () => {
          place(current, tops);
          setFoldedCount(tops.filter(({ top }) => top === undefined).length);
        };
      }),
    [text],
  );
  useLayoutEffect(() => {
    latest.current = { items, activeItemId };
    // Before anything is painted: no card is ever seen where it does not belong.
    text.settle();
    const ends = [...(cards.current?.children ?? [])].map((card) => text.observe(card));
    return () => ends.forEach((end) => end());
  }, [text, items, activeItemId]);
  return { cards, foldedCount };
}

/** Where a card goes; without a top it is folded. */
interface Placed {
  readonly top: number | undefined;
  readonly height: number;
}

function measure(
  cards: HTMLElement | null,
  text: PageText,
  {
    items,
    activeItemId,
  }: { readonly items: readonly RailItem[]; readonly activeItemId: string | undefined },
): readonly Placed[] {
  if (cards === null) return [];
  const elements = elementsIn(cards);
  const top = cards.getBoundingClientRect().top;
  const wanting = items.map((item, index) => ({
    id: item.id,
    wanted: topOf(item.beside, text) - top,
    height: elements[index]?.offsetHeight ?? 0,
  }));
  const tops = layOut(wanting, { gap, top: 0, foldHeight, activeId: activeItemId });
  return wanting.map(({ height }, index) => ({ top: tops[index], height }));
}

function place(cards: HTMLElement | null, placed: readonly Placed[]): void {
  if (cards === null) return;
  elementsIn(cards).forEach((element, index) => {
    const top = placed[index]?.top;
    const transform = `translateY(${Math.round(top ?? 0)}px)`;
    if (element.style.transform !== transform) element.style.transform = transform;
    const visibility = top === undefined ? 'hidden' : '';
    if (element.style.visibility !== visibility) element.style.visibility = visibility;
  });
  const height = placed.reduce((sum, { top, height: each }) => Math.max(sum, (top ?? 0) + each), 0);
  const room = `${Math.ceil(height)}px`;
  if (cards.style.minHeight !== room) cards.style.minHeight = room;
}

function elementsIn(cards: HTMLElement): readonly HTMLElement[] {
  return [...cards.children].filter((each) => each instanceof HTMLElement);
}

/** Where what an item stands beside begins in the window. */
function topOf(beside: Beside, text: PageText): number {
  const range = beside.the === 'words' ? text.ranges.get().get(beside.id) : undefined;
  if (range !== undefined) return range.getBoundingClientRect().top;
  const id = beside.the === 'plan' ? 'plan' : beside.sectionKey;
  return document.getElementById(id)?.getBoundingClientRect().top ?? 0;
}
