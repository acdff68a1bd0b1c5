import { type PlanSummary } from '@alliance/shared/careplan/plan-view';
import { type Me } from '@alliance/shared/identity/person';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type JSX, type ReactNode, useEffect } from 'react';
import { useTranslations } from 'use-intl';

import { AppBar } from '../ui/app-bar.tsx';
import { Failure } from '../ui/failure.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useDocumentTitle } from '../ui/use-document-title.ts';
import { plansQuery } from './plan-queries.ts';

import styles from './home-page.module.css';

/** What needs me, and my plans: whose, in which seat, what is new, what the team still lacks. */
export function HomePage({
  me,
  menu,
  needs,
}: {
  readonly me: Me;
  readonly menu: ReactNode;
  /** Stands above the plans. */
  readonly needs: ReactNode;
}): JSX.Element {
  const t = useTranslations('home');
  useDocumentTitle(t('documentTitle', { person: me.person.name }));
  useEffect(prefetchEditor, []);
  return (
    <>
      <AppBar menu={menu} />
      <main className={styles['main']}>
        <h1>{t('greeting', { name: me.person.shortName })}</h1>
        {needs}
        <Plans />
      </main>
    </>
  );
}

function Plans(): JSX.Element {
  const t = useTranslations('home');
  const plans = useQuery(plansQuery);
  if (plans.data === undefined)
    return plans.error === null ? (
      <Skeleton heights={[132, 132]} />
    ) : (
      <Failure error={plans.error} onRetry={() => void plans.refetch()} />
    );
  if (plans.data.length === 0)
    return (
      <div className={styles['empty']}>
        <h2>{t('empty.title')}</h2>
        <p>{t('empty.next')}</p>
      </div>
    );
  return (
    <>
      {plans.error === null ? null : (
        <Notice
          tone="warn"
          actions={
            <Button size="compact-sm" variant="default" onClick={() => void plans.refetch()}>
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
      </ul>
    </>
  );
}

function PlanCard({ plan }: { readonly plan: PlanSummary }): JSX.Element {
  const t = useTranslations('home');
  return (
    <li className={styles['card']}>
      <div className={styles['head']}>
        <h2>
          <Link to="/plans/$planId" params={{ planId: plan.id }} className={styles['open']}>
            {plan.patientName}
          </Link>
        </h2>
        <span className={styles['unseen']} data-any={plan.unseenSections > 0 ? '' : undefined}>
          {t('unseen', { count: plan.unseenSections })}
        </span>
      </div>
      <p className={styles['title']}>{plan.title}</p>
      <p className={styles['quiet']}>
        {t('seat', { seat: plan.mySeatTitle })} ·{' '}
        <Link
          to="/alliances/$allianceId"
          params={{ allianceId: plan.alliance.id }}
          className={styles['alliance']}
        >
          {plan.alliance.name}
        </Link>{' '}
        · {t(`allianceStatus.${plan.alliance.status}`)}
      </p>
      {plan.gaps.length === 0 ? null : (
        <ul className={styles['gaps']} aria-label={t('gaps')}>
          {plan.gaps.map((gap) => (
            <li key={gap}>{gap}</li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** While the list is read, the editor's code comes in: the plan then opens with it at hand. */
function prefetchEditor(): () => void {
  // Safari has no idle time to ask for.
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(fetchEditor, 500);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(fetchEditor, { timeout: 3_000 });
  return () => cancelIdleCallback(idle);
}

function fetchEditor(): void {
  void import('../sync/tab.ts');
  void import('../editor/section-editor.tsx');
  void import('../editor/editor-toolbar.tsx');
}
