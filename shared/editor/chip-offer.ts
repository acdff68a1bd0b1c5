/** Finds what can become a chip in words that somebody types: a dose, a distance, a date. Nothing is changed here (CH6). */
import { dateInWords, dateUnit } from './chip-text.ts';
import { type ChipValue } from './chip.ts';

/** Units of which a number before them is one value; as they are written, longest first where one begins another. */
const units = [
  'mg/day',
  'mg/kg',
  'mg/h',
  'mg',
  'mcg/h',
  'mcg',
  'µg/h',
  'µg',
  'kg',
  'g/day',
  'g',
  'mmol/l',
  'mmol',
  'mmHg',
  'ml/day',
  'ml/h',
  'ml',
  'mL',
  'l/day',
  'l/min',
  'l',
  'L',
  'IU',
  'units',
  'unit',
  'tablets',
  'tablet',
  'puffs',
  'puff',
  'drops',
  'drop',
  'km',
  'cm',
  'mm',
  'metres',
  'metre',
  'meters',
  'meter',
  'm',
  'steps',
  'kcal',
  '%',
] as const;

const number = String.raw`\d+(?:[.,]\d+)?(?:\s?[-–/]\s?\d+(?:[.,]\d+)?)?`;
const quantity = new RegExp(
  String.raw`(?<![\p{L}\p{N}.,/–-])(${number})\s?(${units.map(escaped).join('|')})$`,
  'u',
);
const isoDate = /(?<![\p{L}\p{N}.,/–-])(\d{4}-\d{2}-\d{2})$/u;
const writtenDate = /(?<![\p{L}\p{N}.,/–-])(\d{1,2})(?:st|nd|rd|th)?\s(\p{L}{3,9})\.?\s(\d{4})$/u;

/** What closes a value that was typed: one of these may stand behind it. */
const closing = /[\s.,;:)]$/u;

/** A stretch of text that can become a chip. */
export interface ChipOffer extends ChipValue {
  /** Its first character and the one behind its last, in UTF-16 units of the text that was looked at. */
  readonly from: number;
  readonly to: number;
}

/** The value with which words end, or that stands right before their last character when that closes it. Dates of which day and month are in doubt are none. */
export function chipOffer(words: string): ChipOffer | undefined {
  const found = offerAtEnd(words);
  if (found !== undefined || !closing.test(words)) return found;
  return offerAtEnd(words.slice(0, -1));
}

function offerAtEnd(words: string): ChipOffer | undefined {
  const to = words.length;
  const date = isoDate.exec(words)?.[1] ?? fromWritten(writtenDate.exec(words));
  if (date !== undefined && dateInWords(date) !== undefined) {
    const match = isoDate.exec(words) ?? writtenDate.exec(words);
    return { from: match?.index ?? to, to, value: date, unit: dateUnit };
  }
  const match = quantity.exec(words);
  const [, value, unit] = match ?? [];
  if (match === null || value === undefined || unit === undefined) return undefined;
  return { from: match.index, to, value, unit };
}

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const fullNames =
  'january february march april may june july august september october november december'.split(
    ' ',
  );

/** "9 Dec 2026" as ISO 8601; undefined where the word is no month. */
function fromWritten(match: RegExpExecArray | null): string | undefined {
  const [, day = '', name = '', year = ''] = match ?? [];
  const word = name.toLowerCase();
  const short = word === 'sept' ? 'sep' : word;
  const month = Math.max(monthNames.indexOf(short), fullNames.indexOf(word)) + 1;
  if (month === 0) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function escaped(unit: string): string {
  return unit.replaceAll('/', String.raw`\/`);
}
