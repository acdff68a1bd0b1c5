import { type OverviewRow } from '@alliance/shared/alliance/alliance-view';
import { type JSX } from 'react';
import { useFormatter, useNow, useTranslations } from 'use-intl';

import { useMoment } from '../../ui/use-moment.ts';

import styles from './overview.module.css';

/** How many lack, and which. */
export function LackCell({ what }: { readonly what: readonly string[] }): JSX.Element {
  const t = useTranslations('overview');
  if (what.length === 0) return <span className={styles['quiet']}>{t('none')}</span>;
  return (
    <span>
      <strong className={styles['count']}>{what.length}</strong> {what.join(', ')}
    </span>
  );
}

/** When something was changed last, and when the charter is looked at again. */
export function OverviewDates({ row }: { readonly row: OverviewRow }): JSX.Element {
  const t = useTranslations('overview');
  const moment = useMoment();
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const { changedAt, reviewBy } = row;
  const [year = 0, month = 1, day = 1] = reviewBy.split('-').map(Number);
  const date = format.dateTime(new Date(year, month - 1, day), 'dayAndMonth');
  const isOver = new Date(year, month - 1, day + 1) <= now;
  return (
    <>
      <td>
        <span className={styles['label']}>{t('column.changed')}</span>
        {changedAt === undefined ? (
          <span className={styles['quiet']}>{t('never')}</span>
        ) : (
          <time dateTime={changedAt}>{moment(changedAt)}</time>
        )}
      </td>
      <td>
        <span className={styles['label']}>{t('column.review')}</span>
        <time dateTime={reviewBy} className={isOver ? styles['over'] : undefined}>
          {isOver ? t('reviewOver', { date }) : date}
        </time>
      </td>
    </>
  );
}
