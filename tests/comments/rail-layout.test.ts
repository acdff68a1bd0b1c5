import { type RailCard, layOut } from '@alliance/client/comments/rail/rail-layout';
import { describe, expect, test } from 'vitest';

const card = (id: string, wanted: number, height = 50): RailCard => ({ id, wanted, height });
const room = { gap: 10, top: 0 };

describe('[RL1] the cards of the rail', () => {
  test('[RL1] a card alone stands at its words', () => {
    expect(layOut([card('a', 120)], room)).toEqual([120]);
  });

  test('[RL1] cards whose words stand close are stacked below the first', () => {
    expect(layOut([card('a', 100), card('b', 110), card('c', 300)], room)).toEqual([100, 160, 300]);
  });

  test('[RL1] the active card stands at its words and pushes the ones before it up', () => {
    const cards = [card('a', 100), card('b', 110), card('c', 120)];
    expect(layOut(cards, { ...room, activeId: 'c' })).toEqual([0, 60, 120]);
    expect(layOut(cards, { ...room, activeId: 'b' })).toEqual([50, 110, 170]);
  });

  test('[RL1] where there is no room above, the active card stands as high as it can', () => {
    const cards = [card('a', 0), card('b', 5), card('c', 8)];
    expect(layOut(cards, { gap: 10, top: 40, activeId: 'c' })).toEqual([40, 100, 160]);
  });

  test('[RL1] no card stands above the top of the room', () => {
    expect(layOut([card('a', 5)], { gap: 10, top: 40 })).toEqual([40]);
  });

  test.each([1, 7, 42, 1337, 90210])(
    '[RL1] whatever the words, heights and choice, none covers another, and the order is that of the text (seed %i)',
    (seed) => {
      const random = randomFrom(seed);
      for (let round = 0; round < 200; round += 1) {
        const cards = randomCards(random);
        const activeId =
          random() < 0.7 ? cards[Math.floor(random() * cards.length)]?.id : undefined;
        expectApart(cards, layOut(cards, { gap: 8, top: 30, activeId }), activeId);
      }
    },
  );
});

function expectApart(
  cards: readonly RailCard[],
  tops: readonly number[],
  activeId: string | undefined,
): void {
  expect(tops.length).toBe(cards.length);
  const packed = cards.map((_card, index) =>
    cards.slice(0, index).reduce((next, { height }) => next + height + 8, 30),
  );
  const ends = cards.map(({ height }, index) => (tops[index] ?? Number.NaN) + height + 8);
  expect(tops.every((top, index) => top >= (index === 0 ? 30 : (ends[index - 1] ?? 0)))).toBe(true);
  const active = cards.findIndex(({ id }) => id === activeId);
  const atWords = Math.max(cards[active]?.wanted ?? 0, packed[active] ?? 0);
  expect(tops[active] ?? atWords).toBe(atWords);
}

function randomCards(random: () => number): readonly RailCard[] {
  const count = 1 + Math.floor(random() * 12);
  const wanted = Array.from({ length: count }, () => Math.floor(random() * 800));
  return wanted
    .toSorted((one, other) => one - other)
    .map((place, index) => card(String(index), place, 20 + Math.floor(random() * 200)));
}

/** Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
