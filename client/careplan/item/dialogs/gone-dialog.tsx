import { Button, Modal } from '@mantine/core';
import { type JSX, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';

import { CopyButton } from '../../../ui/copy-button.tsx';
import { type ItemDesk } from '../item-desk.ts';

import styles from './form-dialog.module.css';

/** In the place of a form whose item is not there for its writer any more: what was typed, to be copied. Nothing where nothing was. */
export function GoneDialog({
  desk,
  form,
  onClose,
}: {
  readonly desk: ItemDesk;
  readonly form: string;
  readonly onClose: () => void;
}): JSX.Element | null {
  const t = useTranslations('items.form');
  const [words] = useState(() => desk.draftText(form));
  const isEmpty = words === '';
  useEffect(() => {
    if (isEmpty) onClose();
  }, [isEmpty, onClose]);
  if (isEmpty) return null;
  const letGo = (): void => {
    desk.keep(form, undefined);
    onClose();
  };
  return (
    <Modal
      opened
      // Escape alone throws nothing away.
      onClose={onClose}
      title={t('gone')}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <p>{t('goneLead')}</p>
      <pre className={styles['words']}>{words}</pre>
      <div className={styles['actions']}>
        <CopyButton size="sm" read={() => words} />
        <Button variant="default" onClick={letGo}>
          {t('throwAway')}
        </Button>
      </div>
    </Modal>
  );
}
