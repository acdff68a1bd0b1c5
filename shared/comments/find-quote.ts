/**
 * Finds the words of an anchor in a running text. It would rather find nothing than other words that look alike
 * (AN4): the same words elsewhere count only while they are as many as before, and only the one place whose
 * surroundings fit clearly best.
 */
import { commonBeginning, commonEnd, replacementLengthMax } from './edited-words.ts';
import { type Offsets, type RunningText, lastAtOrBefore } from './running-text.ts';

/** What is looked for: the part of an anchor that is not a position. */
export interface Quote {
  readonly blockId?: string;
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly others?: number;
  readonly areCopies?: true;
  readonly isLost?: true;
}

/** Places with the same words that are looked at; with more of them the words alone say nothing. */
const placesMax = 400;

/** Words shorter than this are written again by chance; they need something of their surroundings. */
const tellingCharactersMin = 6;

/** What the same block is worth, in characters of context. */
const sameBlockWorth = 8;

/** How much context must agree where the words alone do not decide, and how much more than at any other place. */
const agreement = { few: 4, some: 12, strong: 16, lead: 6 } as const;

/**
 * Where the words stand for sure, undefined when they are nowhere or in doubt.
 * @param near where the positions point; words there need little more to be the ones
 */
export function findByWords(
  running: RunningText,
  quote: Quote,
  near: Offsets | undefined,
): Offsets | undefined {
  if (quote.exact === '') return undefined;
  return findNear(running, quote, near) ?? findAnywhere(running, quote);
}

/** Words that touch what the positions still hold: they were split, or came back by undo. */
export function findNear(
  running: RunningText,
  quote: Quote,
  near: Offsets | undefined,
): Offsets | undefined {
  if (near === undefined) return undefined;
  const { length } = quote.exact;
  const places = placesOf(running.text, quote.exact, {
    start: Math.max(near.start - length, 0),
    end: near.end + length,
  });
  const [best] = ranked(running, quote, places);
  if (best === undefined) return undefined;
  const isEnough =
    near.start < near.end ||
    best.worth >= agreement.few + sameBlockWorth ||
    (length >= tellingCharactersMin && quote.others === 0);
  return isEnough ? { start: best.at, end: best.at + length } : undefined;
}

function findAnywhere(running: RunningText, quote: Quote): Offsets | undefined {
  const places = placesOf(running.text, quote.exact, { start: 0, end: running.text.length });
  if (places.length > placesMax) return undefined;
  const [best, second] = ranked(running, quote, places);
  if (best === undefined || best.worth < worthNeeded(quote, places.length)) return undefined;
  if (second !== undefined && best.worth - second.worth < agreement.lead) return undefined;
  return { start: best.at, end: best.at + quote.exact.length };
}

function worthNeeded({ exact, others, areCopies }: Quote, count: number): number {
  if (others === undefined) return agreement.strong;
  // One of them is gone, and nothing says that it was another one: only a copy with its surroundings is as good.
  if (count <= others) return areCopies === true ? agreement.strong : Number.POSITIVE_INFINITY;
  if (count > 1) return agreement.some;
  return exact.length < tellingCharactersMin ? agreement.few : 0;
}

/** Where the words begin that stand within a stretch, at most one more than {@link placesMax}. */
function placesOf(text: string, exact: string, { start, end }: Offsets): readonly number[] {
  const places: number[] = [];
  let at = text.indexOf(exact, start);
  while (at !== -1 && at + exact.length <= end && places.length <= placesMax) {
    places.push(at);
    at = text.indexOf(exact, at + 1);
  }
  return places;
}

/** How many other places have the same words. */
export function countOthers(text: string, exact: string, at: number): number {
  return placesOf(text, exact, { start: 0, end: text.length }).filter((place) => place !== at)
    .length;
}

interface RankedPlace {
  readonly at: number;
  /** How much of what surrounds it agrees, in characters. */
  readonly worth: number;
}

/** The places, that with the most fitting surroundings first. */
function ranked(
  running: RunningText,
  quote: Quote,
  places: readonly number[],
): readonly RankedPlace[] {
  return places
    .map((at) => ({ at, worth: worthOf(running, quote, at) }))
    .toSorted((one, other) => other.worth - one.worth || one.at - other.at);
}

function worthOf({ text, starts, blockIds }: RunningText, quote: Quote, at: number): number {
  const { exact, prefix, suffix, blockId } = quote;
  const end = at + exact.length;
  const isSameBlock = blockId !== undefined && blockIds[lastAtOrBefore(starts, at)] === blockId;
  return (
    commonEnd(text.slice(Math.max(at - prefix.length, 0), at), prefix) +
    commonBeginning(text.slice(end, end + suffix.length), suffix) +
    (isSameBlock ? sameBlockWorth : 0)
  );
}

/** How much of each side must be there to say that words between them replace the old ones. */
const neighbourCharacters = { min: 6, max: 16 } as const;

/**
 * What stands now where the words stood, between the same neighbours: they were replaced. Undefined when the
 * neighbours are gone, stand in more than one place, or have nothing between them.
 */
export function findByContext({ text }: RunningText, quote: Quote): Offsets | undefined {
  const before = quote.prefix.slice(-neighbourCharacters.max);
  const after = quote.suffix.slice(0, neighbourCharacters.max);
  if (quote.isLost === true) return undefined;
  if (Math.min(before.length, after.length) < neighbourCharacters.min) return undefined;
  const lengthMax = replacementLengthMax(quote.exact);
  const places = placesOf(text, before, { start: 0, end: text.length });
  if (places.length > placesMax) return undefined;
  const stretches = places.flatMap((at) => {
    const start = at + before.length;
    const end = text.slice(start, start + lengthMax + after.length).indexOf(after);
    return end === -1 ? [] : [{ start, end: start + end }];
  });
  const [only] = stretches;
  if (only === undefined || stretches.length > 1) return undefined;
  return text.slice(only.start, only.end).trim() === '' ? undefined : only;
}
