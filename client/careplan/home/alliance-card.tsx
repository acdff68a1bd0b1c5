import { type MyAlliance } from '@alliance/shared/alliance/alliance-request';
import { Link } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import styles from '../home-page.module.css';

/** An alliance of mine whose plan is not open to me now: where it stands, and why. */
export function AllianceCard({ alliance }: { readonly alliance: MyAlliance }): JSX.Element {
  const t = useTranslations('home');
  const format = useFormatter();
  const { id, name, purpose, status, mySeats } = alliance;
  return (
    <li className={styles['card']}>
      <div className={styles['head']}>
        <h3>
          <Link to="/alliances/$allianceId" params={{ allianceId: id }} className={styles['open']}>
            {name}
          </Link>
        </h3>
        <span className={styles['status']} data-status={status}>
          {t(`allianceStatus.${status}`)}
        </span>
      </div>
      {purpose === '' ? null : (
        <p className={styles['title']} dir="auto">
          {purpose}
        </p>
      )}
      <p className={styles['quiet']}>
        {t('seat', { seat: format.list(mySeats.map(({ title }) => title)) })}
      </p>
      <p className={styles['quiet']}>{t(`planClosed.${status}`)}</p>
    </li>
  );
}
