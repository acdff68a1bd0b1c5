import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { useFormatter, useNow, useTranslations } from 'use-intl';

const dayMs = 24 * 60 * 60_000;

/** Says when a section was last cared for and by whom, and for how long nobody has. */
export function useCareWords(): {
  readonly last: (section: SectionView) => string | undefined;
  readonly stale: (section: SectionView) => string;
} {
  const t = useTranslations('planLife.care');
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  return {
    last: ({ lastCare }) => {
      if (lastCare === undefined) return undefined;
      // The clocks of client and server differ a little: nothing is in the future.
      const at = Math.min(Date.parse(lastCare.at), now.getTime());
      return t(lastCare.kind, { name: lastCare.name, when: format.relativeTime(at, now) });
    },
    stale: ({ lastCare, staleAfterDays }) =>
      lastCare === undefined
        ? t('never')
        : t('staleFor', {
            count: Math.max(
              Math.floor((now.getTime() - Date.parse(lastCare.at)) / dayMs),
              staleAfterDays,
            ),
          }),
  };
}
