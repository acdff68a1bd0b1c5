import { IconAlertTriangle } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { type SectionRows } from './now-panel.tsx';

import styles from './precautions.module.css';

/** What must not be forgotten, each with the section that says so. */
export function Precautions({ rows }: { readonly rows: readonly SectionRows[] }): JSX.Element {
  const t = useTranslations('now');
  const { planId = '' } = useParams({ strict: false });
  const all = rows.flatMap(({ key, heading, now }) =>
    now.precautions.map((precaution) => ({ ...precaution, key, heading })),
  );
  if (all.length === 0) return <p className={styles['empty']}>{t('noPrecautions')}</p>;
  return (
    <ul className={styles['list']}>
      {all.map((precaution, index) => (
        <li key={precaution.blockId ?? index}>
          <IconAlertTriangle size={16} aria-hidden="true" />
          <span>
            {precaution.text}{' '}
            <Link
              className={styles['where']}
              to="/plans/$planId/$sectionKey"
              params={{ planId, sectionKey: precaution.key }}
              resetScroll={false}
            >
              {precaution.heading}
            </Link>
          </span>
        </li>
      ))}
    </ul>
  );
}
