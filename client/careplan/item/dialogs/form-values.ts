/** Forms hold text. This is the one place that turns the values of items into text and back. */
import { type Timing, timingUnits } from '@alliance/shared/careplan/item/intervention';

/** What the boxes for "how often" hold. */
export interface TimingBoxes {
  readonly count: string;
  readonly period: string;
  readonly unit: Timing['unit'];
  readonly times: string;
  readonly isAsNeeded: boolean;
}

const numbers = new Set(['importance', 'difficulty', 'scaleBaseline']);
/** Fields that are null, and not an empty text, where nobody wrote. */
const nullable = new Set([
  ...numbers,
  'expressedBy',
  'leadDiscipline',
  'startOn',
  'dueOn',
  'endOn',
  'priority',
  'component',
  'achievement',
  'responsible',
]);

/** The text of a value in its box. */
export function toBox(name: string, value: unknown): string {
  if (name === 'frequency') return isTiming(value) ? JSON.stringify(boxesOf(value)) : '';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The value of a field by the text of its box. */
export function fromBox(name: string, text: string): unknown {
  const trimmed = text.trim();
  if (name === 'frequency') return timingOf(readBoxes(text));
  if (trimmed === '') return nullable.has(name) ? null : '';
  return numbers.has(name) ? Number(trimmed) : trimmed;
}

/** The boxes for "how often" by the text that holds them. */
export function readBoxes(text: string): TimingBoxes {
  if (text === '') return noTiming;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `writeBoxes` alone
  return JSON.parse(text) as TimingBoxes;
}

/** The text that holds the boxes for "how often"; empty while no number of times is given. */
export function writeBoxes(boxes: TimingBoxes): string {
  return boxes.count.trim() === '' && boxes.times.trim() === '' && !boxes.isAsNeeded
    ? ''
    : JSON.stringify(boxes);
}

/** Whether the boxes say how often, or nothing at all. */
export function isClear(boxes: TimingBoxes): boolean {
  if (writeBoxes(boxes) === '') return true;
  return isCount(boxes.count) && isCount(boxes.period) && timesIn(boxes.times) !== undefined;
}

/** Whether a box holds a whole number that something can be done so often. */
export function isCount(text: string): boolean {
  const count = Number(text);
  return Number.isInteger(count) && count >= 1;
}

/** Times of a day in their order: "10:30, 15:00"; undefined where something else is written. */
export function timesIn(text: string): readonly string[] | undefined {
  const pieces = text.split(/[\s,;]+|\band\b/).filter((piece) => piece !== '');
  const times = pieces.map((piece) => /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(piece));
  if (times.includes(null)) return undefined;
  const read = times.map((match) => `${(match?.[1] ?? '').padStart(2, '0')}:${match?.[2]}`);
  return [...new Set(read)].toSorted();
}

const noTiming: TimingBoxes = { count: '', period: '1', unit: 'd', times: '', isAsNeeded: false };

function boxesOf({ count, period, unit, timesOfDay, isAsNeeded }: Timing): TimingBoxes {
  return {
    count: String(count),
    period: String(period),
    unit,
    times: timesOfDay.join(', '),
    isAsNeeded,
  };
}

function timingOf(boxes: TimingBoxes): Timing | null {
  if (writeBoxes(boxes) === '') return null;
  const [count, period] = [Number(boxes.count), Number(boxes.period)];
  const isDaily = period === 1 && boxes.unit === 'd';
  return {
    count,
    period,
    unit: timingUnits.find((unit) => unit === boxes.unit) ?? 'd',
    timesOfDay: isDaily ? (timesIn(boxes.times) ?? []) : [],
    isAsNeeded: boxes.isAsNeeded,
  };
}

function isTiming(value: unknown): value is Timing {
  return typeof value === 'object' && value !== null && 'timesOfDay' in value;
}
