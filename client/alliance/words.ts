import { type SectionRight } from '@alliance/shared/access/section-right';
import { isDisciplineKey } from '@alliance/shared/alliance/discipline';
import { useFormatter, useTranslations } from 'use-intl';

/** Writes the day of an ISO 8601 instant or date: "23 Nov 2026". */
export function useDay(): (instant: string) => string {
  const format = useFormatter();
  return (instant) => format.dateTime(Date.parse(instant), 'day');
}

/** The name of a discipline, or the key of one that this page does not know. */
export function useDisciplineName(): (key: string) => string {
  const t = useTranslations('discipline');
  return (key) => (isDisciplineKey(key) ? t(key) : key);
}

/** The rights as a select shows them, the usual one marked. */
export function useRightOptions(): (
  usual: SectionRight,
) => readonly (readonly [SectionRight, string])[] {
  const t = useTranslations('alliance');
  return (usual) =>
    (['edit', 'suggest', 'comment', 'read', 'none'] as const).map((right) => {
      const words = t(`rightOption.${right}`);
      return [right, right === usual ? t('usual', { right: words }) : words];
    });
}

/** The lines of a box, without empty ones. */
export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
