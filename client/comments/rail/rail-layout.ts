/** Where the cards of the rail stand (RL1): beside their words, in the order of the text, none over another. */

/** A card that wants a place. Lengths in CSS pixels, from the top of the rail. */
export interface RailCard {
  readonly id: string;
  /** Where its words stand. */
  readonly wanted: number;
  readonly height: number;
}

/** What holds for all cards. */
export interface RailRoom {
  /** Between two cards. */
  readonly gap: number;
  /** No card stands higher. */
  readonly top: number;
  /** Of the row that stands at the top for the cards that find no room. */
  readonly foldHeight: number;
  /** This card stands at its words, and the others make room for it; undefined for none. */
  readonly activeId?: string | undefined;
}

/**
 * The top of each card, in the order in which the cards were given, which is that of the text; undefined for a card
 * that is folded. A card stands at its words or, where others stand there, below them. The active card always stands at
 * its words (RL2): the cards before it are pushed up, and the first of them, for which there is no room above, are
 * folded into a row at the top. Only where the words are as high as that row is the active card just below it.
 *
 *   words    a  b    c          no card active    c active          c active, little room
 *            │  │    │          a ┌──┐            a ┌──┐  pushed up   1 more above
 *                                 └──┘              └──┘            b ┌──┐
 *                               b ┌──┐            b ┌──┐  pushed up   └──┘
 *                                 └──┘              └──┘            c ┌──┐  at its words
 *                               c ┌──┐ below      c ┌──┐  at its words
 */
export function layOut(
  cards: readonly RailCard[],
  room: RailRoom,
): readonly (number | undefined)[] {
  const active = cards.findIndex(({ id }) => id === room.activeId);
  if (active <= 0) return downwards(cards, room);
  const before = cards.slice(0, active);
  const wanted = Math.max(cards[active]?.wanted ?? 0, room.top);
  const floor = room.top + room.foldHeight + room.gap;
  const isAllAbove = heightOf(before, room) <= wanted - room.top;
  const top = isAllAbove ? wanted : Math.max(wanted, floor);
  const folded = isAllAbove ? 0 : firstWithRoom(before, room, top - floor);
  const shown = before.slice(folded);
  const free = { ...room, top: folded === 0 ? room.top : floor };
  return [
    ...before.slice(0, folded).map(() => undefined),
    ...upwards(shown, downwards(shown, free), { ...free, bottom: top }),
    ...downwards(cards.slice(active), { ...room, top }, top),
  ];
}

/** With the gap below each. */
function heightOf(cards: readonly RailCard[], { gap }: RailRoom): number {
  return cards.reduce((sum, { height }) => sum + height + gap, 0);
}

/** The first card from which on all have room. */
function firstWithRoom(cards: readonly RailCard[], room: RailRoom, height: number): number {
  const first = cards.findIndex((_card, index) => heightOf(cards.slice(index), room) <= height);
  return first === -1 ? cards.length : first;
}

/** Each card at its words or below the one before it; the first where it is told, if it is. */
function downwards(
  cards: readonly RailCard[],
  { gap, top }: RailRoom,
  first?: number,
): readonly number[] {
  let next = top;
  return cards.map(({ wanted, height }, index) => {
    const place = index === 0 && first !== undefined ? first : Math.max(wanted, next);
    next = place + height + gap;
    return place;
  });
}

/** The cards where they stand, pushed up until the last one leaves its gap above the bottom. */
function upwards(
  cards: readonly RailCard[],
  tops: readonly number[],
  { gap, bottom }: RailRoom & { readonly bottom: number },
): readonly number[] {
  let ceiling = bottom;
  return cards
    .toReversed()
    .map(({ height }, fromLast) => {
      const place = Math.min(tops[cards.length - 1 - fromLast] ?? 0, ceiling - gap - height);
      ceiling = place;
      return place;
    })
    .toReversed();
}
