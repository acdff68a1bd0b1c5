import { Button, Modal } from '@mantine/core';
import { type JSX, type ReactNode, type SubmitEvent } from 'react';
import { useTranslations } from 'use-intl';

import { RefusalWords } from '../ui/refusal-words.tsx';
import { type Sending } from './use-alliance.ts';

import styles from './action-dialog.module.css';

/** What {@link ActionDialog} asks. */
export interface ActionDialogProps {
  readonly title: string;
  /** What the button says that does it. */
  readonly sure: string;
  readonly sending: Pick<Sending, 'isSending' | 'error'>;
  /** True once it is done: then the dialog closes. */
  readonly onSure: () => Promise<boolean>;
  readonly onClose: () => void;
  readonly isDangerous?: boolean;
  readonly size?: 'md' | 'lg' | 'xl';
  readonly children?: ReactNode;
}

/** The head of a dialog is not the head of the page, whatever its element says. */
export const noBanner = { header: { role: 'presentation' } } as const;

/** Asks something before it is sent; a refusal is shown there, and what was typed stays. */
export function ActionDialog(props: ActionDialogProps): JSX.Element {
  const t = useTranslations('alliance.do');
  const { title, sure, sending, onSure, onClose, isDangerous, size = 'md', children } = props;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void onSure().then((isDone) => isDone && onClose());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      centered
      closeOnClickOutside={false}
      attributes={noBanner}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form className={styles['form']} onSubmit={submit} noValidate>
        {children}
        <RefusalWords error={sending.error} />
        <div className={styles['actions']}>
          <Button
            type="submit"
            loading={sending.isSending}
            {...(isDangerous === true ? { color: 'red.9' } : {})}
          >
            {sure}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
