import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { useTimingWords } from './item/item-words.ts';
import { useAllItems } from './item/use-all-items.ts';

import styles from './patient-page.module.css';

/** The patient's own part in what is done, in their words; nothing where there is none (PP22). */
export function WhatIDo({ patientName }: { readonly patientName?: string }): JSX.Element | null {
  const t = useTranslations('items.mine');
  const timing = useTimingWords();
  const parts = useAllItems().flatMap((item) => {
    if (item.kind !== 'intervention' || item.struck !== undefined) return [];
    const { patientPart, status, frequency } = item.fields;
    if (status.value !== 'active' || patientPart.value.trim() === '') return [];
    return [{ id: item.id, words: patientPart.value, often: frequency.value }];
  });
  if (parts.length === 0) return null;
  return (
    <section className={styles['card']} aria-labelledby="what-i-do-heading">
      <h2 id="what-i-do-heading">
        {patientName === undefined ? t('do') : t('doTo', { name: patientName })}
      </h2>
      <ul className={styles['goals']}>
        {parts.map(({ id, words, often }) => (
          <li key={id}>
            <p>{words}</p>
            {often === null ? null : <p className={styles['hint']}>{timing(often)}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
