import { Button, Modal } from '@mantine/core';
import { type JSX, type ReactNode, type SubmitEvent } from 'react';
import { useTranslations } from 'use-intl';

import { RefusalWords } from '../../ui/refusal-words.tsx';

import styles from './section-form.module.css';

/** A dialog with a few fields, one way forward and one back; what was refused is said above them and nothing typed is lost. */
export function SectionForm({
  title,
  sure,
  isReady = true,
  isSending,
  error,
  onSubmit,
  onClose,
  children,
}: {
  readonly title: string;
  /** What the button says that does it. */
  readonly sure: string;
  readonly isReady?: boolean;
  readonly isSending: boolean;
  readonly error: Error | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): JSX.Element {
  const t = useTranslations('planLife.form');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isReady) onSubmit();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
      // Not the banner of the page.
      attributes={{ header: { role: 'presentation' } }}
    >
      <form className={styles['form']} onSubmit={submit} noValidate>
        {children}
        <RefusalWords error={error} />
        <div className={styles['ways']}>
          <Button type="submit" loading={isSending} disabled={!isReady}>
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
