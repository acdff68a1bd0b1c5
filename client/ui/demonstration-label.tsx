import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import styles from './demonstration-label.module.css';

/** Says on every screen of the demonstration that nothing here is real; in few words where there is little room (PG18). */
export function DemonstrationLabel(): JSX.Element {
  const t = useTranslations('demonstration');
  return (
    <p className={styles['label']}>
      <span className={styles['long']}>{t('long')}</span>
      <span className={styles['short']}>{t('short')}</span>
    </p>
  );
}
