import { type PlanSummary } from '@alliance/shared/careplan/plan-view';
import { Link } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { PeopleHere } from '../people-here.tsx';

import styles from '../home-page.module.css';

/** One plan: whose, in which seat, who is there now, what is new, and what the alliance still lacks (PG14). */
export function PlanCard({ plan }: { readonly plan: PlanSummary }): JSX.Element {
  const t = useTranslations('home');
  return (
    <li className={styles['card']}>
      <div className={styles['head']}>
        <h3>
          <Link to="/plans/$planId" params={{ planId: plan.id }} className={styles['open']}>
            {plan.patientName}
          </Link>
        </h3>
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
        ·{' '}
        <span className={styles['status']} data-status={plan.alliance.status}>
          {t(`allianceStatus.${plan.alliance.status}`)}
        </span>
      </p>
      {plan.present.length === 0 ? null : (
        <div className={styles['here']}>
          <PeopleHere
            people={plan.present.map((person) => ({ ...person, documentIds: [] }))}
            size="sm"
          />
          <span>{t('here')}</span>
        </div>
      )}
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
