import { isDisciplineKey } from '@alliance/shared/alliance/discipline';
import { type Timing } from '@alliance/shared/careplan/item/intervention';
import { type ItemView } from '@alliance/shared/careplan/item/item-view';
import { useFormatter, useNow, useTranslations } from 'use-intl';

import { type Items, seatOf } from './items-context.ts';

/** A day in words: "9 Dec". Of another year with it. */
export function useDayWords(): (day: string) => string {
  const format = useFormatter();
  return (day) => format.dateTime(midnightOf(day), 'dayAndMonth');
}

/** How many days there are until the end of a day; negative when it is over. */
export function useDaysLeft(): (day: string) => number {
  const now = useNow({ updateInterval: 60_000 });
  return (day) => {
    const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
    return Math.round((midnightOf(day).getTime() - midnight.getTime()) / 86_400_000);
  };
}

/** When something happened: "9 Dec, 10:40". */
export function useInstantWords(): (instant: string) => string {
  const format = useFormatter();
  return (instant) => format.dateTime(new Date(instant), 'dayAndClock');
}

/** The day itself, wherever the reader is: not shifted by a time zone. */
export function midnightOf(day: string): Date {
  return new Date(`${day}T00:00:00`);
}

/** A day of this device's calendar as ISO 8601. */
export function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}

/** How often in words: "twice a day at 10:30 and 15:00, only when needed". */
export function useTimingWords(): (timing: Timing) => string {
  const t = useTranslations('items.when');
  const format = useFormatter();
  return ({ count, period, unit, timesOfDay, isAsNeeded }) => {
    const often = `${t('times', { count })} ${t(`per.${unit}`, { period })}`;
    const at =
      timesOfDay.length === 0 ? '' : ` ${t('at', { times: format.list([...timesOfDay]) })}`;
    return `${often}${at}${isAsNeeded ? `, ${t('asNeeded')}` : ''}`;
  };
}

/** A score with its sign: "−1". */
export function signed(score: number): string {
  return score < 0 ? `−${-score}` : score === 0 ? '0' : `+${score}`;
}

/** What an item is called: its own first words. */
export function useItemName(): (item: ItemView) => string {
  const t = useTranslations('items.nameless');
  return (item) => wordsFirst(item).trim() || t(item.kind);
}

function wordsFirst(item: ItemView): string {
  if (item.kind === 'goal') return item.fields.statement.value;
  return item.kind === 'intervention' ? item.fields.text.value : item.fields.condition.value;
}

/** The name of a field, for people. */
export function useFieldName(): (name: string) => string {
  const t = useTranslations('items.field');
  return (name) => (isFieldName(name, t) ? t(name) : name);
}

type FieldName = Parameters<ReturnType<typeof useTranslations<'items.field'>>>[0];

function isFieldName(
  name: string,
  t: ReturnType<typeof useTranslations<'items.field'>>,
): name is FieldName {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- asked of the catalogue itself
  return t.has(name as FieldName);
}

/** The value of a field in words; empty for an empty one. */
export function useValueWords(items: Items): (name: string, value: unknown) => string {
  const t = useTranslations();
  const day = useDayWords();
  const timing = useTimingWords();
  return (name, value) => {
    if (value === null || value === undefined) return '';
    if (isTiming(value)) return timing(value);
    if (typeof value === 'number') return name === 'scaleBaseline' ? signed(value) : String(value);
    if (typeof value !== 'string' || value === '') return '';
    if (name.endsWith('On')) return day(value);
    if (name === 'expressedBy' || name === 'responsible')
      return seatOf(items, value)?.title ?? t('items.someone');
    if (name === 'leadDiscipline') return isDisciplineKey(value) ? t(`discipline.${value}`) : value;
    const key = `items.${name}.${value}`;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- asked of the catalogue itself
    const known = key as 'items.lifecycle.active';
    return codes.has(name) && t.has(known) ? t(known) : value;
  };
}

/** Fields whose values are codes of ours, with words in the catalogue. */
const codes = new Set(['lifecycle', 'achievement', 'status', 'priority', 'component']);

function isTiming(value: unknown): value is Timing {
  return typeof value === 'object' && value !== null && 'timesOfDay' in value;
}
