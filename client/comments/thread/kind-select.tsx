import { type ThreadKind, threadKinds } from '@alliance/shared/comments/thread';
import { type JSX, useId } from 'react';
import { useTranslations } from 'use-intl';

import styles from './thread-composer.module.css';

/** What the new thread is for. */
export function KindSelect({
  kind,
  onChange,
}: {
  readonly kind: ThreadKind;
  readonly onChange: (kind: ThreadKind) => void;
}): JSX.Element {
  const t = useTranslations('comments');
  const id = useId();
  return (
    <label className={styles['kind']} htmlFor={id}>
      <span>{t('composer.kind')}</span>
      <select
        id={id}
        value={kind}
        onChange={({ target: { value } }) => {
          const chosen = threadKinds.find((each) => each === value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {threadKinds.map((each) => (
          <option key={each} value={each}>
            {t(`kind.${each}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
