import { commentCharactersMax } from '@alliance/shared/limits';
import { type JSX, type KeyboardEvent, type RefObject, useId } from 'react';
import { useTranslations } from 'use-intl';

import styles from './patient-questions.module.css';

/** A box for plain words with its label above it, and below it why they cannot be sent. Ctrl or Command with Enter sends. */
export function PlainBox({
  label,
  text,
  isMissed,
  area,
  onChange,
  onSend,
}: {
  readonly label: string;
  readonly text: string;
  /** Sending was tried with nothing in it. */
  readonly isMissed: boolean;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly onChange: (text: string) => void;
  readonly onSend: () => void;
}): JSX.Element {
  const t = useTranslations('questions');
  const id = useId();
  const over = text.length - commentCharactersMax;
  const isEmpty = isMissed && text.trim() === '';
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onSend();
  };
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={area}
        id={id}
        rows={2}
        dir="auto"
        value={text}
        aria-describedby={`${id}-problem`}
        aria-invalid={isEmpty || over > 0}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <p id={`${id}-problem`} role="status" className={styles['problem']}>
        {over > 0 ? t('tooLong', { count: over }) : isEmpty ? t('empty') : null}
      </p>
    </div>
  );
}
