import { Button } from '@mantine/core';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { useFilterWords } from './filter-choice.tsx';
import { type SectionFilter, allSections } from './section-filter.ts';

import styles from './filter-notice.module.css';

/** Says above the text that not all of the plan is open, and leads back: nobody takes a part for the whole. */
export function FilterNotice({
  filter,
  shown,
  count,
  onChoose,
}: {
  readonly filter: SectionFilter;
  readonly shown: number;
  readonly count: number;
  readonly onChoose: (filter: SectionFilter) => void;
}): JSX.Element {
  const t = useTranslations('filter');
  const words = useFilterWords();
  return (
    <div role="status" className={styles['around']}>
      {filter.by === 'all' ? null : (
        <div className={styles['notice']}>
          <p>{t('notice', { what: words(filter), shown, count })}</p>
          <Button size="compact-sm" variant="default" onClick={() => onChoose(allSections)}>
            {t('showAll')}
          </Button>
        </div>
      )}
    </div>
  );
}
