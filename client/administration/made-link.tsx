import { type NewLink } from '@alliance/shared/identity/administration';
import { Button } from '@mantine/core';
import { type JSX } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import { CopyButton } from '../ui/copy-button.tsx';

import styles from './administration.module.css';

/** A one-time link, shown this once. */
export function MadeLink({
  link,
  onClose,
}: {
  readonly link: NewLink;
  readonly onClose: () => void;
}): JSX.Element {
  const t = useTranslations('administration.link');
  const format = useFormatter();
  const when = format.dateTime(new Date(link.expiresAt), 'dayAndClock');
  return (
    <>
      <p role="status">{t('made', { when })}</p>
      <p className={styles['link']} data-testid="made-link">
        {link.url}
      </p>
      <p className={styles['quiet']}>{t('safely')}</p>
      <div className={styles['actions']}>
        <CopyButton size="sm" read={() => link.url} />
        <Button size="sm" variant="default" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
    </>
  );
}
