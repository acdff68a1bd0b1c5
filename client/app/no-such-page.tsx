import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { HomeButton } from '../ui/home-button.tsx';
import { KeptWords } from './kept-words.tsx';

import styles from './root.module.css';

/** An address that leads nowhere: says so, with the way to my plans. */
export function NoSuchPage(): JSX.Element {
  const t = useTranslations('noSuchPage');
  return (
    <>
      <KeptWords />
      <main className={styles['waiting']}>
        <h1>{t('title')}</h1>
        <p>{t('next')}</p>
        <HomeButton />
      </main>
    </>
  );
}
