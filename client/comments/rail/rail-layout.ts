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
  /** This card stands at its words, and the others make room for it; undefined for none. */
  readonly activeId?: string | undefined;
}

/**
 * The top of each card, in the order in which the cards were given, which is that of the text. A card stands at its
 * words or, where others stand there, below them. The active card is at its words as far as the cards before it have
 * room above it.
 *
 *   words    a  b    c          no card active    c active
 *            │  │    │          a ┌──┐            a ┌──┐  pushed up
 *                                 └──┘              └──┘
 *                               b ┌──┐            b ┌──┐  pushed up
 *                                 └──┘              └──┘
 *                               c ┌──┐ below      c ┌──┐  at its words
 */
export function layOut(cards: readonly RailCard[], room: RailRoom): readonly number[] {
  const active = cards.findIndex(({ id }) => id === room.activeId);
  if (active <= 0) return downwards(cards, room);
  const before = cards.slice(0, active);
  const packed = before.reduce((next, { height }) => next + height + room.gap, room.top);
  const top = Math.max(cards[active]?.wanted ?? 0, packed);
  return [
    ...upwards(before, downwards(before, room), { ...room, bottom: top }),
    ...downwards(cards.slice(active), { ...room, top }, top),
  ];
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
