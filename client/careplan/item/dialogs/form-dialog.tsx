import { Button, Modal } from '@mantine/core';
import { type JSX, type ReactNode, type SubmitEvent } from 'react';
import { useTranslations } from 'use-intl';

import { selectNextPlace, selectPlaceAtCaret } from '../../../ui/open-places.ts';
import { useLeaveAsking } from '../../../ui/use-leave-asking.ts';

import styles from './form-dialog.module.css';

/**
 * A dialog with a form: what it asks, the button that does it, and the way back. Ctrl or ⌘ with Enter does it too. Escape
 * and the cross never throw away what was written: they ask.
 */
export function FormDialog({
  title,
  sure,
  isReady = true,
  isChanged = false,
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
  /** Whether something was written that closing would throw away. */
  readonly isChanged?: boolean;
  readonly isDangerous?: boolean;
  readonly size?: 'md' | 'lg' | 'xl';
  readonly onSure: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): JSX.Element {
  const t = useTranslations('items.form');
  const { isAsking, leave, goOn, rest } = useLeaveAsking(isChanged, onClose);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isReady) onSure();
  };
  return (
    <Modal
      opened
      onClose={leave}
      title={title}
      size={size}
      centered
      closeOnClickOutside={false}
      classNames={{ content: styles['content'] ?? '' }}
      closeButtonProps={{ 'aria-label': t('close') }}
      // Not the banner of the page.
      attributes={{ header: { role: 'presentation' } }}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a second way to its button */}
      <form
        className={styles['form']}
        onSubmit={submit}
        noValidate
        onInput={rest}
        onClick={({ target }) => selectPlaceAtCaret(target)}
        onKeyDown={(event) => {
          if (event.key === 'F8' && selectNextPlace(event.currentTarget)) event.preventDefault();
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !isReady) return;
          event.preventDefault();
          onSure();
        }}
      >
        {children}
        <div className={styles['actions']}>
          {isAsking ? (
            <p role="alert" className={styles['unsaved']}>
              {t('unsaved')}
            </p>
          ) : null}
          <Button type="submit" disabled={!isReady} {...(isDangerous ? { color: 'red.9' } : {})}>
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
