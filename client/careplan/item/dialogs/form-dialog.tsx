import { Button, Modal } from '@mantine/core';
import { type JSX, type ReactNode, type SubmitEvent } from 'react';
import { useTranslations } from 'use-intl';

import styles from './form-dialog.module.css';

/** A dialog with a form: what it asks, the button that does it, and the way back. Ctrl or ⌘ with Enter does it too. */
export function FormDialog({
  title,
  sure,
  isReady = true,
  isDangerous = false,
  size = 'md',
  onSure,
  onClose,
  children,
}: {
  readonly title: string;
  /** What the button says that does it. */
  readonly sure: string;
  /** False while something is missing. */
  readonly isReady?: boolean;
  readonly isDangerous?: boolean;
  readonly size?: 'md' | 'lg' | 'xl';
  readonly onSure: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): JSX.Element {
  const t = useTranslations('items.form');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isReady) onSure();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
      // Not the banner of the page.
      attributes={{ header: { role: 'presentation' } }}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a second way to its button */}
      <form
        className={styles['form']}
        onSubmit={submit}
        noValidate
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !isReady) return;
          event.preventDefault();
          onSure();
        }}
      >
        {children}
        <div className={styles['actions']}>
          <Button type="submit" disabled={!isReady} {...(isDangerous ? { color: 'red.9' } : {})}>
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
