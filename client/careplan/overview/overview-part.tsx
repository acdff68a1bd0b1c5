import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { overviewQuery } from './overview-query.ts';
import { OverviewTable } from './overview-table.tsx';

import styles from './overview.module.css';

/** On Home, for whoever leads or keeps two plans or more: all of them in one table. */
export function OverviewPart(): JSX.Element | null {
  const t = useTranslations('overview');
  const { data = [] } = useQuery(overviewQuery);
  if (data.length < 2) return null;
  return (
    <section className={styles['part']} aria-labelledby="overview">
      <div className={styles['head']}>
        <h2 id="overview">{t('title')}</h2>
        <Link to="/overview">{t('alone')}</Link>
      </div>
      <OverviewTable rows={data} />
    </section>
  );
}
