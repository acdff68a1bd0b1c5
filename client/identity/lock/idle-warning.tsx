import { IconLock } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import styles from './idle-warning.module.css';

/** Says shortly before it happens that the page will be locked; any key, touch or movement takes it away. */
export function IdleWarning({ seconds }: { readonly seconds: number }): JSX.Element {
  const t = useTranslations('lock');
  return (
    <div className={styles['warning']}>
      <IconLock size={20} aria-hidden="true" />
      {/* Read out once: a number that is read every second would drown everything else. */}
      <p role="alert">{t('soon')}</p>
      <p className={styles['seconds']} aria-hidden="true">
        {t('seconds', { seconds })}
      </p>
    </div>
  );
}
