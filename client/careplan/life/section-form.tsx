import { Button, Modal } from '@mantine/core';
import { type JSX, type ReactNode, type SubmitEvent } from 'react';
import { useTranslations } from 'use-intl';

import { RefusalWords } from '../../ui/refusal-words.tsx';
import { useLeaveAsking } from '../../ui/use-leave-asking.ts';

import styles from './section-form.module.css';

/** A dialog with a few fields, one way forward and one back; what was refused is said above them and nothing typed is lost. */
export function SectionForm({
  title,
  sure,
  isReady = true,
  isChanged = false,
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
  /** Whether something was written that closing would throw away. */
  readonly isChanged?: boolean;
  readonly isSending: boolean;
  readonly error: Error | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): JSX.Element {
  const t = useTranslations('planLife.form');
  const { isAsking, leave, goOn, rest } = useLeaveAsking(isChanged, onClose);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isReady) onSubmit();
  };
  return (
    <Modal
      opened
      onClose={leave}
      title={title}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
      // Not the banner of the page.
      attributes={{ header: { role: 'presentation' } }}
    >
      <form className={styles['form']} onSubmit={submit} onInput={rest} noValidate>
        {children}
        <RefusalWords error={error} />
        <div className={styles['ways']}>
          {isAsking ? (
            <p role="alert" className={styles['unsaved']}>
              {t('unsaved')}
            </p>
          ) : null}
          <Button type="submit" loading={isSending} disabled={!isReady}>
            {sure}
          </Button>
          {isAsking ? (
            <Button variant="default" onClick={goOn}>
              {t('goOn')}
            </Button>
          ) : null}
          <Button variant="default" onClick={onClose}>
            {t(isAsking ? 'throwAway' : 'cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
