import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { AccountSignIn } from './account-sign-in.tsx';
import { EntranceFrame } from './entrance-frame.tsx';
import { PersonaSignIn } from './persona-sign-in.tsx';
import { entranceQuery } from './session-queries.ts';

/** The first screen: personas in the demonstration, an account elsewhere, and where there is none yet, how the first one is made. */
export function SignInPage({
  onSignedIn,
}: {
  readonly onSignedIn: () => Promise<void>;
}): JSX.Element {
  const t = useTranslations('signIn');
  const entrance = useQuery(entranceQuery);
  if (entrance.data?.isDemo === true) return <PersonaSignIn onSignedIn={onSignedIn} />;
  if (entrance.data?.needsSetUp === true)
    return (
      <EntranceFrame title={t('noAdministrator')} lead={t('noAdministratorNext')}>
        <p>{t('noAdministratorLost')}</p>
      </EntranceFrame>
    );
  return (
    <EntranceFrame title={t('title')} lead={entrance.data === undefined ? undefined : t('account')}>
      {entrance.data !== undefined ? (
        <AccountSignIn onSignedIn={onSignedIn} />
      ) : entrance.error === null ? (
        <Skeleton heights={[60, 60, 36]} />
      ) : (
        <Notice
          tone="stop"
          actions={<Button onClick={() => void entrance.refetch()}>{t('retry')}</Button>}
        >
          {t('unreachable')}
        </Notice>
      )}
    </EntranceFrame>
  );
}
