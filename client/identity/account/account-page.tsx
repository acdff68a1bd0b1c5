import { type Me } from '@alliance/shared/identity/person';
import { useQuery } from '@tanstack/react-query';
import { type JSX, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { AppBar } from '../../ui/app-bar.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { accountQuery } from './account-queries.ts';
import { EmailPart } from './email-part.tsx';
import { NamePart } from './name-part.tsx';
import { PasswordPart } from './password-part.tsx';
import { SecondFactorPart } from './second-factor-part.tsx';
import { SessionsPart } from './sessions-part.tsx';

import styles from './account-page.module.css';

/** Who I am here, how I sign in, and where I am signed in. */
export function AccountPage({
  me,
  isDemo,
  menu,
  onRenamed,
}: {
  readonly me: Me;
  readonly isDemo: boolean;
  readonly menu: ReactNode;
  readonly onRenamed: () => void;
}): JSX.Element {
  const t = useTranslations('account');
  useDocumentTitle(t('documentTitle'));
  return (
    <>
      <AppBar menu={menu} />
      <main className={styles['main']}>
        <h1>{t('title')}</h1>
        {isDemo ? <p>{t('demo')}</p> : <SigningIn me={me} onRenamed={onRenamed} />}
        <SessionsPart />
      </main>
    </>
  );
}

function SigningIn({
  me,
  onRenamed,
}: {
  readonly me: Me;
  readonly onRenamed: () => void;
}): JSX.Element {
  const account = useQuery(accountQuery);
  if (account.data === undefined)
    return account.error === null ? (
      <Skeleton heights={[120, 120, 120]} />
    ) : (
      <Failure error={account.error} onRetry={() => void account.refetch()} />
    );
  return (
    <>
      <NamePart person={me.person} onRenamed={onRenamed} />
      <EmailPart email={account.data.email} />
      <PasswordPart email={account.data.email} />
      <SecondFactorPart isOn={account.data.hasSecondFactor} />
    </>
  );
}
