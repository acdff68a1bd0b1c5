import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import styles from './skeleton.module.css';

/** Grey blocks in the place of what is coming, given as heights in pixels; they appear only when it takes more than 200 ms. */
export function Skeleton({ heights }: { readonly heights: readonly number[] }): JSX.Element {
  const t = useTranslations('common');
  return (
    <div className={styles['skeleton']} role="status" aria-label={t('loading')}>
      {heights.map((height, index) => (
        // The blocks never change their order.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles['block']} style={{ height }} />
      ))}
    </div>
  );
}
