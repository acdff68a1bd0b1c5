/**
 * Every letter that is typed is another one, so that each can be looked for at the end by itself: Chinese and Korean
 * letters of one unit each, which no template contains.
 */
const ranges = [
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
] as const;

const typedLetter = /[\u4E00-\u9FFF\uAC00-\uD7A3]/gu;

/** The letters that are still to be typed, of everybody together. */
export class Letters {
  readonly #all = ranges.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
  );
  #used = 0;

  /** So many new ones. */
  take(count: number): string {
    const start = this.#used;
    this.#used += count;
    if (this.#used > this.#all.length) throw new RangeError('There are no more letters.');
    return this.#all.slice(start, this.#used).join('');
  }
}

/** What two people typed into a section, and which letters of it somebody took out again on purpose. */
export interface TypedModel {
  readonly typed: Set<string>;
  readonly deleted: Set<string>;
}

/** A section in which nobody has typed yet. */
export function nothingTyped(): TypedModel {
  return { typed: new Set(), deleted: new Set() };
}

/** Only the letters that people typed. */
export function typedIn(text: string): readonly string[] {
  return text.match(typedLetter) ?? [];
}

/** The text without what people typed: what was there before. */
export function untouched(text: string): string {
  return text.replaceAll(typedLetter, '');
}

/** What is wrong with a text that should have every letter that was typed and not deleted, once, and no other. */
export function wrongLetters({ typed, deleted }: TypedModel, text: string): readonly string[] {
  const counts = Map.groupBy(typedIn(text), (letter) => letter);
  const lost = [...typed]
    .filter((letter) => !deleted.has(letter) && !counts.has(letter))
    .map((letter) => `${letter} is lost`);
  const doubled = [...counts]
    .filter(([, found]) => found.length > 1)
    .map(([letter, found]) => `${letter} is there ${found.length} times`);
  const back = [...counts.keys()]
    .filter((letter) => deleted.has(letter))
    .map((letter) => `${letter} is back`);
  const foreign = [...counts.keys()]
    .filter((letter) => !typed.has(letter))
    .map((letter) => `${letter} was never typed here`);
  return [...lost, ...doubled, ...back, ...foreign];
}
