import { type LinkView } from '@alliance/shared/identity/account';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import { HomeButton } from '../ui/home-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useRefusalWords } from '../ui/refusal-words.tsx';
import { ServerRefusal } from '../ui/server-refusal.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { EntranceFrame } from './entrance-frame.tsx';
import { join, linkQuery, setUp } from './link-queries.ts';
import { NewAccountForm } from './new-account-form.tsx';
import { NewPassword } from './new-password.tsx';

import styles from './form.module.css';

/** Where a one-time link leads: setting up, joining, or a new password. */
export function LinkPage({
  secret,
  onSignedIn,
}: {
  /** Out of the link; undefined where the address had none. */
  readonly secret: string | undefined;
  readonly onSignedIn: () => Promise<void>;
}): JSX.Element {
  if (secret === undefined) return <NoSecret />;
  return <Looked secret={secret} onSignedIn={onSignedIn} />;
}

/** The address was typed, or the page was loaded anew. */
function NoSecret(): JSX.Element {
  const t = useTranslations('link');
  return (
    <EntranceFrame title={t('noSecret')} lead={t('noSecretNext')}>
      <div className={styles['actions']}>
        <HomeButton />
      </div>
    </EntranceFrame>
  );
}

function Looked({
  secret,
  onSignedIn,
}: {
  readonly secret: string;
  readonly onSignedIn: () => Promise<void>;
}): JSX.Element {
  const t = useTranslations('link');
  const link = useQuery(linkQuery(secret));
  if (link.data !== undefined)
    return <Form link={link.data} secret={secret} onSignedIn={onSignedIn} />;
  if (link.error !== null)
    return <Unusable error={link.error} onRetry={() => void link.refetch()} />;
  return (
    <EntranceFrame title={t('looking')}>
      <Skeleton heights={[60, 60, 60]} />
    </EntranceFrame>
  );
}

function Unusable({
  error,
  onRetry,
}: {
  readonly error: Error;
  readonly onRetry: () => void;
}): JSX.Element {
  const t = useTranslations('link');
  const words = useRefusalWords();
  const isAway = !(error instanceof ServerRefusal) || error.status === 0 || error.status >= 500;
  return (
    <EntranceFrame title={isAway ? t('away') : t('unusable')}>
      <Notice tone="stop">{words(error)}</Notice>
      <div className={styles['actions']}>
        {isAway ? <Button onClick={onRetry}>{t('retry')}</Button> : <HomeButton />}
      </div>
    </EntranceFrame>
  );
}

function Form({
  link,
  secret,
  onSignedIn,
}: {
  readonly link: LinkView;
  readonly secret: string;
  readonly onSignedIn: () => Promise<void>;
}): JSX.Element {
  const t = useTranslations('link');
  const format = useFormatter();
  if (link.purpose === 'new-password') return <NewPassword name={link.name} secret={secret} />;
  const key = link.purpose === 'join' && link.isAdministrator ? 'joinAdministrator' : link.purpose;
  return (
    <EntranceFrame title={t(`${key}.title`)} lead={t(`${key}.lead`)}>
      <NewAccountForm
        secret={secret}
        button={t(`${key}.button`)}
        onSend={async (account) => {
          await (link.purpose === 'set-up' ? setUp : join)(account);
          await onSignedIn();
        }}
      />
      <p className={styles['quiet']}>
        {t('until', { when: format.dateTime(new Date(link.expiresAt), 'dayAndClock') })}
      </p>
    </EntranceFrame>
  );
}
