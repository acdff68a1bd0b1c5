import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import styles from './plan-page.module.css';

/** The plan was closed to me while I looked at it: nothing of it is shown any more, and it is said what is safe. */
export function PlanGone(): JSX.Element {
  const t = useTranslations('planGone');
  return (
    <main className={styles['waiting']}>
      <h2>{t('title')}</h2>
      <p>{t('what')}</p>
      <p>{t('next')}</p>
      <Button style={{ justifySelf: 'start' }} renderRoot={(props) => <Link {...props} to="/" />}>
        {t('home')}
      </Button>
    </main>
  );
}
