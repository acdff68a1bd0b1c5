import { Button, Modal } from '@mantine/core';
import { type JSX, useEffect } from 'react';
import { useTranslations } from 'use-intl';

import { isAtStake } from '../sync/save-state.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { useLateness } from '../ui/use-lateness.ts';
import { useStore } from '../ui/use-store.ts';
import { pageTabs } from './page-tabs.ts';
import { useSaveWords } from './save-words.tsx';

import styles from './leave-dialog.module.css';

/** What is being saved right now is given this long, in milliseconds, before anybody is asked. */
const patience = 700;

/** Asks before words that are only in this tab are lost; goes on by itself when they are saved (PG21). */
export function LeaveDialog({
  onStay,
  onLeave,
}: {
  readonly onStay: () => void;
  readonly onLeave: () => void;
}): JSX.Element {
  const t = useTranslations('leave');
  const save = useStore(pageTabs.save, pageTabs.save.get());
  const words = useSaveWords(save);
  const isLate = useLateness(patience);
  const isSafe = !isAtStake(save);
  const count = pageTabs.unsavedChanges();
  useEffect(() => {
    if (isSafe) onLeave();
  }, [isSafe, onLeave]);
  return (
    <Modal
      opened={!isSafe && (isLate || save.kind !== 'saving')}
      onClose={onStay}
      title={t('title', { count })}
      closeButtonProps={{ 'aria-label': t('stay') }}
      centered
    >
      <p>{words}</p>
      <p className={styles['next']}>{t('next')}</p>
      <div className={styles['actions']}>
        <Button data-autofocus onClick={onStay}>
          {t('stay')}
        </Button>
        <CopyButton size="sm" read={() => pageTabs.unsavedText()} />
        <Button variant="outline" color="red" onClick={onLeave}>
          {t('lose', { count })}
        </Button>
      </div>
    </Modal>
  );
}
