import { Button, Modal } from '@mantine/core';
import { type JSX, useEffect } from 'react';
import { useTranslations } from 'use-intl';

import { CopyButton } from '../../ui/copy-button.tsx';
import { useLateness } from '../../ui/use-lateness.ts';
import { useStore } from '../../ui/use-store.ts';
import { pageItemDesks } from './page-item-desks.ts';

import styles from '../leave-dialog.module.css';

/** What is being sent right now is given this long, in milliseconds, before anybody is asked. */
const patience = 400;

/** Asks before changes to items that are only in this tab are lost; goes on by itself when all are sent (PG22). */
export function LeaveItemsDialog({
  onStay,
  onLeave,
}: {
  readonly onStay: () => void;
  readonly onLeave: () => void;
}): JSX.Element {
  const t = useTranslations('items.leaving');
  const count = useStore(pageItemDesks.unsent, pageItemDesks.unsent.get());
  const isLate = useLateness(patience);
  useEffect(() => {
    if (count === 0) onLeave();
  }, [count, onLeave]);
  return (
    <Modal
      opened={count > 0 && isLate}
      onClose={onStay}
      title={t('title', { count })}
      closeButtonProps={{ 'aria-label': t('stay') }}
      centered
    >
      <p>{t('next')}</p>
      <div className={styles['actions']}>
        <Button data-autofocus onClick={onStay}>
          {t('stay')}
        </Button>
        <CopyButton size="sm" read={() => pageItemDesks.unsentText()} />
        <Button variant="outline" color="red" onClick={onLeave}>
          {t('lose', { count })}
        </Button>
      </div>
    </Modal>
  );
}
