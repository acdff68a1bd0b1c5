import { useFormatter, useNow, useTranslations } from 'use-intl';

/** Writes an ISO 8601 instant as people on a ward say it: "19:00" today, "tomorrow 04:00", "yesterday 22:00", "Wed 04:00", "3 Dec 04:00" (NW10). */
export function useMoment(): (instant: string) => string {
  const t = useTranslations('moment');
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  return (instant) => {
    const then = new Date(instant);
    const time = format.dateTime(then, 'clock');
    const days = calendarDaysBetween(now, then);
    if (days === 0) return time;
    if (days === 1) return t('tomorrow', { time });
    if (days === -1) return t('yesterday', { time });
    // A week from now has the name of today.
    const isThisWeek = days > 1 && days < 7;
    return t('on', { day: format.dateTime(then, isThisWeek ? 'weekday' : 'dayAndMonth'), time });
  };
}

/** Midnights between two instants where the reader is; a day of 23 or 25 hours counts as one. */
function calendarDaysBetween(from: Date, to: Date): number {
  return (midnightOf(to) - midnightOf(from)) / (24 * 60 * 60_000);
}

function midnightOf(date: Date): number {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}
