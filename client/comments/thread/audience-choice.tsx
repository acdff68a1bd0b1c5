import { type Audience, audiences } from '@alliance/shared/comments/thread';
import { type JSX, useId } from 'react';
import { useTranslations } from 'use-intl';

import styles from './thread-composer.module.css';

/** Who reads the new thread. It is chosen now: what was said among colleagues is never opened to others afterwards. */
export function AudienceChoice({
  audience,
  onChange,
}: {
  readonly audience: Audience;
  readonly onChange: (audience: Audience) => void;
}): JSX.Element {
  const t = useTranslations('comments.composer');
  const name = useId();
  return (
    <fieldset className={styles['audience']}>
      <legend>{t('audience')}</legend>
      {audiences.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name={name}
            checked={each === audience}
            onChange={() => onChange(each)}
          />
          <span>{t(each)}</span>
        </label>
      ))}
    </fieldset>
  );
}
