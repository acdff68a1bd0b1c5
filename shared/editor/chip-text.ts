/** How chips read as words: in the text, in the Now panel, in copies and on paper alike (CH3). */
import { type ElementShape } from './block-shape.ts';
import { isUndecided, valuesOf } from './chip-values.ts';
import { type ChipEntry, type ChipValue } from './chip.ts';

/** The unit of a date. */
export const dateUnit = 'date';

/** Stands for a chip of which nothing is known. */
export const missingChip = '…';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** A value in words: "25 mg", "9 December 2026". A date that is none is shown as it was written. */
export function chipValueText({ value, unit }: ChipValue): string {
  if (unit === dateUnit) return dateInWords(value) ?? value;
  return unit === '' ? value : `${value} ${unit}`;
}

/** A register in words: its value, or all of them with the word that nobody has decided. */
export function chipText(entries: readonly ChipEntry[]): string {
  const [first, ...others] = valuesOf(entries).map(chipValueText);
  if (first === undefined) return missingChip;
  return others.length === 0 ? first : `${[first, ...others].join(' or ')} (${notDecided})`;
}

/** Said beside values between which nobody has decided. */
export const notDecided = 'not decided';

/** "9 December 2026" of an ISO 8601 date; undefined for anything that is not a day of the calendar. */
export function dateInWords(iso: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(iso) ?? [];
  const name = months[Number(month) - 1];
  const isDay = Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month));
  return name !== undefined && isDay ? `${Number(day)} ${name} ${year}` : undefined;
}

/** The days of a month, 1 to 12. */
export function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return isLeap ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** A chip in the text: its element, and what stands in it. One shape for the renderer and for the editor. */
export function chipElement(
  chipId: unknown,
  entries: readonly ChipEntry[],
): ElementShape & { readonly text: string } {
  const isOpen = isUndecided(entries);
  return {
    tag: 'span',
    attributes: {
      'data-node': 'chip',
      'data-chip-id': typeof chipId === 'string' ? chipId : undefined,
      'data-undecided': isOpen ? '' : undefined,
      contenteditable: 'false',
    },
    text: chipText(entries),
  };
}
