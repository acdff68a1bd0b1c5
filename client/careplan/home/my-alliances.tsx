import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { Failure } from '../../ui/failure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { plansQuery } from '../plan-queries.ts';
import { AllianceCard } from './alliance-card.tsx';
import { alliancesQuery } from './alliances-query.ts';
import { FormAlliance } from './form-alliance.tsx';
import { PlanCard } from './plan-card.tsx';

import styles from '../home-page.module.css';

/** My plans, and the alliances whose plan is not open to me now; where there is none, how to begin. */
export function MyAlliances({ canForm }: { readonly canForm: boolean }): JSX.Element {
  const t = useTranslations('home');
  const plans = useQuery(plansQuery);
  const alliances = useQuery(alliancesQuery);
  const error = plans.error ?? alliances.error;
  const retry = (): void => {
    void plans.refetch();
    void alliances.refetch();
  };
  if (plans.data === undefined || alliances.data === undefined)
    return error === null ? (
      <Skeleton heights={[132, 132]} />
    ) : (
      <Failure error={error} onRetry={retry} />
    );
  if (plans.data.length + alliances.data.length === 0) return <Nothing canForm={canForm} />;
  const shown = new Set(plans.data.map(({ alliance }) => alliance.id));
  return (
    <section className={styles['mine']} aria-labelledby="mine">
      <div className={styles['over']}>
        <h2 id="mine">{t('mine')}</h2>
        {canForm ? <FormAlliance variant="default" /> : null}
      </div>
      {error === null ? null : (
        <Notice
          tone="warn"
          actions={
            <Button size="compact-sm" variant="default" onClick={retry}>
              {t('retry')}
            </Button>
          }
        >
          {t('stale')}
        </Notice>
      )}
      <ul className={styles['plans']}>
        {plans.data.map((plan) => (
          <PlanCard key={plan.id} plan={plan} />
        ))}
        {alliances.data
          .filter(({ id }) => !shown.has(id))
          .map((alliance) => (
            <AllianceCard key={alliance.id} alliance={alliance} />
          ))}
      </ul>
    </section>
  );
}

/** The first time: what an alliance is, in three steps, and the way to the first one. */
function Nothing({ canForm }: { readonly canForm: boolean }): JSX.Element {
  const t = useTranslations('home');
  if (!canForm)
    return (
      <div className={styles['empty']}>
        <h2>{t('empty.title')}</h2>
        <p>{t('empty.next')}</p>
      </div>
    );
  return (
    <section className={styles['empty']} aria-labelledby="first">
      <h2 id="first">{t('first.title')}</h2>
      <p>{t('first.what')}</p>
      <ol className={styles['steps']}>
        <li>{t('first.purpose')}</li>
        <li>{t('first.seats')}</li>
        <li>{t('first.charter')}</li>
      </ol>
      <FormAlliance variant="filled" />
      <p className={styles['quiet']}>{t('first.orWait')}</p>
    </section>
  );
}
