import { type RailCard, layOut } from '@alliance/client/comments/rail/rail-layout';
import { describe, expect, test } from 'vitest';

const card = (id: string, wanted: number, height = 50): RailCard => ({ id, wanted, height });
const room = { gap: 10, top: 0, foldHeight: 30 };

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

  test('[RL2] cards that find no room above the active card are folded, the nearest stand above it', () => {
    const cards = [card('a', 0), card('b', 5), card('c', 8), card('d', 110)];
    expect(layOut(cards, { ...room, activeId: 'd' })).toEqual([undefined, undefined, 40, 110]);
    expect(layOut(cards, { ...room, activeId: 'c' })).toEqual([undefined, undefined, 40, 110]);
  });

  test('[RL2] with 60 cards before it the active card stands at its words', () => {
    const before = Array.from({ length: 60 }, (_none, index) => card(String(index), 400, 100));
    const tops = layOut([...before, card('active', 1500), card('after', 1510)], {
      ...room,
      activeId: 'active',
    });
    expect(tops.slice(-2)).toEqual([1500, 1560]);
    expect(tops.filter((top) => top === undefined).length).toBe(47);
    expect(tops.slice(0, 47).every((top) => top === undefined)).toBe(true);
  });

  test('[RL1] no card stands above the top of the room', () => {
    expect(layOut([card('a', 5)], { ...room, top: 40 })).toEqual([40]);
  });

  test.each([1, 7, 42, 1337, 90210])(
    '[RL1] whatever the words, heights and choice, none covers another, and the order is that of the text (seed %i)',
    (seed) => {
      const random = randomFrom(seed);
      for (let round = 0; round < 200; round += 1) {
        const cards = randomCards(random);
        const activeId =
          random() < 0.7 ? cards[Math.floor(random() * cards.length)]?.id : undefined;
        expectApart(cards, layOut(cards, { gap: 8, top: 30, foldHeight: 20, activeId }), activeId);
      }
    },
  );
});

function expectApart(
  cards: readonly RailCard[],
  tops: readonly (number | undefined)[],
  activeId: string | undefined,
): void {
  expect(tops.length).toBe(cards.length);
  const shown = tops.flatMap((top, index) => (top === undefined ? [] : [{ top, index }]));
  const folded = tops.length - shown.length;
  expect(tops.slice(0, folded).every((top) => top === undefined)).toBe(true);
  const highest = folded === 0 ? 30 : 58;
  const ends = shown.map(({ top, index }) => top + (cards[index]?.height ?? 0) + 8);
  expect(shown.every(({ top }, index) => top >= (ends[index - 1] ?? highest))).toBe(true);
  const active = cards.findIndex(({ id }) => id === activeId);
  const atWords = Math.max(cards[active]?.wanted ?? 0, highest);
  expect(active === -1 ? atWords : tops[active]).toBe(atWords);
  expect(active === -1 && folded > 0).toBe(false);
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
