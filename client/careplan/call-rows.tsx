import { type CallRow } from '@alliance/shared/careplan/now';
import { IconPhone } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import styles from './call-rows.module.css';

/** If … then … call …, one row each: the answer to "whom do I call?". */
export function CallRows({ rows }: { readonly rows: readonly CallRow[] }): JSX.Element {
  const t = useTranslations('now');
  if (rows.length === 0) return <p className={styles['empty']}>{t('noCalls')}</p>;
  return (
    <ul className={styles['rows']}>
      {rows.map((row, index) => (
        <li key={row.blockId ?? index} className={styles['row']} data-testid="call-row">
          <span className={styles['when']}>{row.when}</span>
          {row.act === undefined ? null : <span className={styles['act']}>{row.act}</span>}
          {row.call === undefined ? null : (
            <span className={styles['call']}>
              <IconPhone size={16} aria-hidden="true" />
              {row.call}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
