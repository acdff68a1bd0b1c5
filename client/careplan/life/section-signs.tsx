import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { IconClockExclamation, IconLock } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { useCareWords } from './care-words.ts';

import styles from './section-signs.module.css';

/** In the outline: that only I see a section, and that nobody has cared for it lately. */
export function SectionSigns({ section }: { readonly section: SectionView }): JSX.Element {
  const t = useTranslations('planLife');
  const words = useCareWords();
  return (
    <>
      {section.isPrivate === true ? (
        <span className={styles['sign']}>
          <IconLock size={13} aria-hidden="true" />
          {t('private.brief')}
        </span>
      ) : null}
      {section.isStale && section.retired === undefined ? (
        <span className={styles['sign']} data-stale="" title={words.stale(section)}>
          <IconClockExclamation size={13} aria-hidden="true" />
          {t('care.brief')}
        </span>
      ) : null}
    </>
  );
}
