import { Button } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useDocumentTitle } from '../ui/use-document-title.ts';
import { PersonaCards } from './persona-cards.tsx';
import { ResetDemo } from './reset-demo.tsx';
import { signInAs, usePersonas, wasUnknown } from './session.ts';

import styles from './sign-in-page.module.css';

/** "Who are you working as?": the first screen of the demonstration, and the way to another person. */
export function PersonaSignIn({
  onSignedIn,
}: {
  readonly onSignedIn: () => Promise<void>;
}): JSX.Element {
  const t = useTranslations('signIn');
  useDocumentTitle(t('documentTitle'));
  return (
    <div className={styles['page']}>
      <header className={styles['demonstration']}>
        <IconFlask size={18} aria-hidden="true" /> {t('demonstration')}
      </header>
      <main className={styles['main']}>
        <p className={styles['product']}>
          <img src="/icon.svg" alt="" width="40" height="40" /> {t('product')}
        </p>
        <h1>{t('question')}</h1>
        <p className={styles['lead']}>{t('lead')}</p>
        <Choice onSignedIn={onSignedIn} />
        <footer className={styles['foot']}>
          <p>{t('twoTabs')}</p>
          <ResetDemo />
        </footer>
      </main>
    </div>
  );
}

function Choice({ onSignedIn }: { readonly onSignedIn: () => Promise<void> }): JSX.Element {
  const t = useTranslations('signIn');
  const personas = usePersonas();
  const [busyKey, setBusyKey] = useState<string>();
  const [hasFailed, setHasFailed] = useState(false);
  const choose = async (key: string): Promise<void> => {
    setBusyKey(key);
    try {
      await signInAs(key);
      await onSignedIn();
    } catch {
      setHasFailed(true);
    } finally {
      setBusyKey(undefined);
    }
  };
  if (personas.error !== null)
    return (
      <Notice
        tone="stop"
        actions={<Button onClick={() => void personas.refetch()}>{t('retry')}</Button>}
      >
        {t('unreachable')}
      </Notice>
    );
  if (personas.data === undefined) return <Skeleton heights={[66, 66, 66, 66]} />;
  if (personas.data.length === 0) return <Notice tone="info">{t('nobody')}</Notice>;
  return (
    <>
      {wasUnknown() ? <Notice tone="warn">{t('unknown')}</Notice> : null}
      {hasFailed ? <Notice tone="stop">{t('failed')}</Notice> : null}
      <PersonaCards
        personas={personas.data}
        busyKey={busyKey}
        onChoose={(key) => void choose(key)}
      />
    </>
  );
}
