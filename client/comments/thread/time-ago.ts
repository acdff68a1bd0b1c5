import { useFormatter, useNow, useTranslations } from 'use-intl';

/** Within this many milliseconds it is "just now": also where two clocks differ a little. */
const justNowMs = 60_000;

/** How long ago something was, in words. */
export function useAgo(): (at: string) => string {
  const t = useTranslations('comments.card');
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  return (at) => {
    const then = new Date(at);
    return now.getTime() - then.getTime() < justNowMs
      ? t('justNow')
      : format.relativeTime(then, now);
  };
}

/** An instant whole, as it belongs in a record: "Sun 22 Nov 2026 09:41". */
export function useWholeMoment(): (at: string) => string {
  const format = useFormatter();
  return (at) => {
    const then = new Date(at);
    return [
      format.dateTime(then, 'weekday'),
      format.dateTime(then, 'day'),
      format.dateTime(then, 'clock'),
    ].join(' ');
  };
}
