import { Button } from '@mantine/core';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { HomeButton } from './home-button.tsx';
import { ServerRefusal } from './server-refusal.ts';

import styles from './failure.module.css';

/** A whole page or card that could not be loaded: says what happened, what is safe, and offers the next step. */
export function Failure({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry: () => void;
}): JSX.Element {
  const t = useTranslations('failure');
  const kind = kindOf(error);
  return (
    <div className={styles['failure']} role="alert">
      <h2>{t(`${kind}.title`)}</h2>
      <p>{t(`${kind}.next`)}</p>
      <div className={styles['actions']}>
        {kind === 'hidden' ? <HomeButton /> : null}
        <Button variant={kind === 'hidden' ? 'default' : 'filled'} onClick={onRetry}>
          {t('retry')}
        </Button>
      </div>
    </div>
  );
}

function kindOf(error: unknown): 'offline' | 'hidden' | 'broken' {
  if (!(error instanceof ServerRefusal)) return 'broken';
  if (error.status === 0) return 'offline';
  return error.status === 404 || error.status === 403 ? 'hidden' : 'broken';
}
