import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { Button } from '@mantine/core';
import { IconCheck, IconClockExclamation } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import type { SectionSync } from '../../sync/section-sync.ts';
import { useRefusalWords } from '../../ui/refusal-words.tsx';
import { useCareWords } from './care-words.ts';
import { useReview } from './use-review.ts';

import styles from './section-care.module.css';

/** When a section was last edited or reviewed; when that is long ago, one tap says that it is as it should be. */
export function SectionCare({
  plan,
  section,
  sync,
}: {
  readonly plan: PlanView;
  readonly section: SectionView;
  readonly sync: SectionSync | undefined;
}): JSX.Element | null {
  const t = useTranslations('planLife.care');
  const words = useCareWords();
  const refusal = useRefusalWords();
  const { review, isBusy, trouble, isDone } = useReview(plan, section, sync);
  if (section.retired !== undefined) return null;
  const last = words.last(section);
  const canReview = section.can.includes('review') && section.isDamaged !== true;
  if (last === undefined && !section.isStale && !canReview) return null;
  return (
    <div className={styles['care']}>
      {section.isStale ? (
        <span className={styles['stale']}>
          <IconClockExclamation size={15} aria-hidden="true" />
          {last === undefined ? words.stale(section) : t('due', { last })}
        </span>
      ) : null}
      {last === undefined || section.isStale ? null : <span>{last}</span>}
      {canReview ? (
        <Button
          size="compact-xs"
          variant={section.isStale ? 'default' : 'subtle'}
          {...(section.isStale ? {} : { color: 'gray' })}
          className={styles['review'] ?? ''}
          leftSection={<IconCheck size={14} aria-hidden="true" />}
          loading={isBusy}
          aria-label={t('reviewOf', { heading: section.heading })}
          onClick={review}
        >
          {isDone ? t('reviewDone') : t('review')}
        </Button>
      ) : null}
      {trouble === undefined ? null : (
        <span className={styles['trouble']} role="alert">
          {trouble === 'moved-on' ? t('movedOn') : refusal(trouble)}
        </span>
      )}
    </div>
  );
}
