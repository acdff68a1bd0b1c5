import { type NotificationSettings } from '@alliance/shared/inbox/inbox';

import '@mantine/core/styles/Input.css';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Radio.css';
import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { Failure } from '../ui/failure.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { EmailAddress } from './email-address.tsx';
import { EmailRhythm } from './email-rhythm.tsx';
import { notificationsQuery } from './notification-queries.ts';

import styles from './email-dialog.module.css';

/** How often I am told by e-mail that something needs me, and where. */
export function EmailDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const t = useTranslations('notifications');
  const { data, error, refetch } = useQuery(notificationsQuery);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      // Not the banner of the page.
      attributes={{ header: { role: 'presentation' } }}
    >
      {data !== undefined ? (
        <Wishes settings={data} />
      ) : error === null ? (
        <Skeleton heights={[40, 40, 40]} />
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </Modal>
  );
}

function Wishes({ settings }: { readonly settings: NotificationSettings }): JSX.Element {
  const t = useTranslations('notifications');
  if (!settings.canSend) return <p>{t('cannotSend')}</p>;
  return (
    <div className={styles['wishes']}>
      <p>{t('lead')}</p>
      <EmailRhythm settings={settings} />
      <EmailAddress settings={settings} />
    </div>
  );
}
