import { Button } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../ui/notice.tsx';
import { type Checking, checksIn } from './checking.ts';

import styles from './waiting.module.css';

/** In the Now panel: in which sections places wait to be checked, each one press away (MC16). */
export function Waiting({ checking }: { readonly checking: Checking }): JSX.Element | null {
  const t = useTranslations('mergeChecks');
  if (checking.hasFailed) return <NotKnown checking={checking} />;
  const waiting = checking.plan.sections.flatMap(({ key, heading, documentId }) => {
    const [first, ...others] = checksIn(checking, documentId);
    return first === undefined ? [] : [{ key, heading, first, count: others.length + 1 }];
  });
  if (waiting.length === 0) return null;
  return (
    <div className={styles['waiting']} data-testid="merge-checks-waiting">
      <span className={styles['words']}>
        <IconArrowsSplit2 size={16} aria-hidden="true" />
        <span className={styles['long']}>{t('waiting')}</span>
        <span className={styles['short']} aria-hidden="true">
          {t('waitingShort')}
        </span>
      </span>
      <ul>
        {waiting.map(({ key, heading, first, count }) => (
          <li key={key}>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => checking.opened.set(first)}
              aria-label={t('waitingNamed', { heading, count })}
            >
              {t('waitingIn', { heading, count })}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The checks could not be loaded: nothing known is not nothing to check. */
export function NotKnown({ checking }: { readonly checking: Checking }): JSX.Element | null {
  const t = useTranslations('mergeChecks');
  if (!checking.hasFailed) return null;
  return (
    <Notice
      tone="warn"
      actions={
        <Button size="compact-sm" variant="default" onClick={checking.askAgain}>
          {t('again')}
        </Button>
      }
    >
      {t('failed')}
    </Notice>
  );
}
