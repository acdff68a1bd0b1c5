import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../../ui/notice.tsx';
import { type Missing } from './check-draft.ts';

import styles from './founding.module.css';

/** What is missing, each leading to where it is typed. */
export function MissingList({ missing }: { readonly missing: readonly Missing[] }): JSX.Element {
  const t = useTranslations('alliance.found');
  return (
    <Notice tone="stop">
      <p>{t('check')}</p>
      <ul className={styles['missing']}>
        {missing.map(({ step, what, seat }) => (
          <li key={`${what} ${seat?.seatId ?? ''}`}>
            <a href={`#step-${step}`}>{t(`missing.${what}`, { seat: seat?.words.title ?? '' })}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
