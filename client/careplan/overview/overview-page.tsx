import { useQuery } from '@tanstack/react-query';
import { type JSX, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { AppBar } from '../../ui/app-bar.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { overviewQuery } from './overview-query.ts';
import { OverviewTable } from './overview-table.tsx';

import styles from './overview.module.css';

/** The plans that I lead or keep, with what they lack, on a page of its own. */
export function OverviewPage({ menu }: { readonly menu: ReactNode }): JSX.Element {
  const t = useTranslations('overview');
  useDocumentTitle(t('documentTitle'));
  return (
    <>
      <AppBar menu={menu} />
      <main className={styles['main']}>
        <h1>{t('title')}</h1>
        <p className={styles['quiet']}>{t('lead')}</p>
        <Table />
      </main>
    </>
  );
}

function Table(): JSX.Element {
  const t = useTranslations('overview');
  const { data, error, refetch } = useQuery(overviewQuery);
  if (data === undefined)
    return error === null ? (
      <Skeleton heights={[48, 160]} />
    ) : (
      <Failure error={error} onRetry={() => void refetch()} />
    );
  return (
    <>
      {error === null ? null : <Notice tone="warn">{t('stale')}</Notice>}
      {data.length === 0 ? (
        <p className={styles['nothing']}>{t('empty')}</p>
      ) : (
        <OverviewTable rows={data} />
      )}
    </>
  );
}
