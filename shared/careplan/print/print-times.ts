import { dateInWords } from '../../editor/chip-text.ts';
import { type Timing } from '../item/intervention.ts';
import { type PrintSource } from './print-source.ts';

/** "23 November 2026, 09:12 CET": paper stays longer than a screen, so the year and the zone are said. */
export function instantInWords(
  instant: string,
  { timeZone }: Pick<PrintSource, 'timeZone'>,
): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
    timeZoneName: 'short',
  })
    .format(new Date(instant))
    .replace(' at ', ', ');
}

/** "9 December 2026" of a date; what is none stays as it was written. */
export function dayInWords(day: string): string {
  return dateInWords(day) ?? day;
}

/** "9 December 2026 (78 years)" of a birthday, counted in the zone of the reader. */
export function birthdayInWords(bornOn: string, source: PrintSource): string {
  const [year = 0, month = 1, day = 1] = bornOn.split('-').map(Number);
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: source.timeZone });
  const [now = 0, nowMonth = 1, nowDay = 1] = today
    .format(new Date(source.at))
    .split('-')
    .map(Number);
  const isBefore = nowMonth < month || (nowMonth === month && nowDay < day);
  return `${dayInWords(bornOn)} (${now - year - (isBefore ? 1 : 0)} years)`;
}

/** "twice a day at 10:30 and 15:00, only when needed". */
export function timingInWords({ count, period, unit, timesOfDay, isAsNeeded }: Timing): string {
  const times = count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
  const { one, many } = units[unit];
  const often = `${times} ${period === 1 ? one : `every ${period} ${many}`}`;
  const at = timesOfDay.length === 0 ? '' : ` at ${listed(timesOfDay)}`;
  return `${often}${at}${isAsNeeded ? ', only when needed' : ''}`;
}

const units = {
  h: { one: 'an hour', many: 'hours' },
  d: { one: 'a day', many: 'days' },
  wk: { one: 'a week', many: 'weeks' },
  mo: { one: 'a month', many: 'months' },
} as const satisfies Readonly<Record<Timing['unit'], unknown>>;

/** "one, two and three". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
