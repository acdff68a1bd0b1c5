import { Button } from '@mantine/core';
import { type JSX, useEffect } from 'react';
import { useTranslations } from 'use-intl';

import type { Tab } from '../sync/tab.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useStore } from '../ui/use-store.ts';
import { LetGoButton } from './let-go-button.tsx';
import { type Renewal } from './use-renewal.ts';
import { useRestingKeys } from './use-resting-keys.ts';

import styles from './plan-notices.module.css';

/** The demonstration was reset while I was in it: says so, keeps my unsaved words, and takes the keyboard that had a text (PG30). */
export function PlanRenewed({
  tab,
  renewal,
}: {
  readonly tab: Tab;
  readonly renewal: Renewal;
}): JSX.Element {
  const t = useTranslations('notices');
  const hint = useTranslations('hint');
  const hasKept = useStore(tab.hasKept, false);
  const element = useRestingKeys();
  useEffect(() => {
    if (document.activeElement === document.body) element.current?.focus({ preventScroll: true });
  }, [element]);
  return (
    <div ref={element} tabIndex={-1} className={styles['notices']}>
      <Notice
        tone="warn"
        actions={
          hasKept ? (
            <>
              <CopyButton read={() => tab.unsavedText()} />
              <LetGoButton onLetGo={() => tab.letGoOfKept()} />
            </>
          ) : (
            <Button size="compact-sm" variant="default" onClick={renewal.dismiss}>
              {hint('dismiss')}
            </Button>
          )
        }
      >
        {hasKept ? t('renewedUnsaved') : t('renewed')}
      </Notice>
    </div>
  );
}
