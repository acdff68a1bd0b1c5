import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { CopyButton } from '../ui/copy-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useStore } from '../ui/use-store.ts';
import { pageItemDesks } from './item/page-item-desks.ts';

import styles from './plan-page.module.css';

/** The plan was closed to me while I looked at it: nothing of it is shown any more, and it is said what is safe. */
export function PlanGone(): JSX.Element {
  const t = useTranslations('planGone');
  const unsent = useStore(pageItemDesks.unsent, pageItemDesks.unsent.get());
  return (
    <main className={styles['waiting']}>
      <h2>{t('title')}</h2>
      <p>{t('what')}</p>
      {unsent === 0 ? null : (
        <Notice tone="warn" actions={<CopyButton read={() => pageItemDesks.unsentText()} />}>
          {t('items')}
        </Notice>
      )}
      <p>{t('next')}</p>
      <Button style={{ justifySelf: 'start' }} renderRoot={(props) => <Link {...props} to="/" />}>
        {t('home')}
      </Button>
    </main>
  );
}
