import { type Me } from '@alliance/shared/identity/person';
import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { type JSX, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../../ui/notice.tsx';
import { RefusalWords } from '../../ui/refusal-words.tsx';
import { tabPersona } from '../../ui/tab-persona.ts';
import { useAttempt } from '../../ui/use-attempt.ts';
import { SamePerson } from '../same-person.tsx';
import { SecretField } from '../secret-field.tsx';
import { usePersonas } from '../session.ts';

import styles from './lock-screen.module.css';

/** What the lock shows, and what can be done there. */
export interface LockScreenProps {
  /** Who locked the page, where that is known. */
  readonly name: string | undefined;
  /** Whose page it is; undefined where it was locked before it was loaded. */
  readonly person: Me['person'] | undefined;
  readonly isDemo: boolean;
  /** Behind it something waits that is not saved. */
  readonly isUnsafe: boolean;
  /** A proof is not enough any more: the same person signs in again. */
  readonly hasEnded: boolean;
  readonly onUnlock: (proof: string) => Promise<void>;
  readonly onSignedIn: () => Promise<void>;
  /** Signs this person out, on the server too. Rejects while that cannot be done. */
  readonly onSomebodyElse: () => Promise<void>;
}

/** Stands in the place of the page while it is locked: nothing of any plan is behind it in the document. */
export function LockScreen(props: LockScreenProps): JSX.Element {
  const t = useTranslations('lock');
  const { name, person, isDemo, isUnsafe, hasEnded, onSignedIn } = props;
  return (
    <main className={styles['page']}>
      <div className={styles['card']}>
        <h1 className={styles['title']}>
          <IconLock size={28} aria-hidden="true" />
          {name === undefined ? t('title') : t('titleNamed', { name })}
        </h1>
        <p>{t('lead')}</p>
        {isUnsafe ? <Notice tone="warn">{t('unsaved')}</Notice> : null}
        {hasEnded && person !== undefined ? (
          <>
            <Notice tone="info">{t('ended')}</Notice>
            <SamePerson person={person} isDemo={isDemo} onSignedIn={onSignedIn} />
          </>
        ) : (
          <Unlock {...props} />
        )}
        <SomebodyElse {...props} />
      </div>
    </main>
  );
}

function Unlock({ person, isDemo, onUnlock }: LockScreenProps): JSX.Element {
  const t = useTranslations('lock');
  const pin = usePin(isDemo, person);
  const [proof, setProof] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const { attempt, isBusy, error } = useAttempt(onUnlock);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isBusy) attempt(proof);
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <SecretField
        ref={field}
        label={pin === undefined ? t('password') : t('pin')}
        description={pin === undefined ? undefined : t('pinHelp', { pin })}
        autoComplete={pin === undefined ? 'current-password' : 'off'}
        value={proof}
        onChange={setProof}
      />
      <RefusalWords error={error} />
      <Button type="submit" loading={isBusy}>
        {t('unlock')}
      </Button>
    </form>
  );
}

/** The PIN that the demonstration shows; undefined where people have passwords. */
function usePin(isDemo: boolean, person: Me['person'] | undefined): string | undefined {
  const personas = usePersonas();
  if (!isDemo) return undefined;
  const known = personas.data ?? [];
  const mine = known.find(({ key }) => key === tabPersona());
  return (known.find(({ personId }) => personId === person?.id) ?? mine)?.pin;
}

function SomebodyElse({ isUnsafe, name, onSomebodyElse }: LockScreenProps): JSX.Element {
  const t = useTranslations('lock');
  const [isAsking, setIsAsking] = useState(false);
  const { attempt, isBusy, error } = useAttempt(onSomebodyElse);
  const leave = (): void => attempt(undefined);
  const who = name ?? t('somebody');
  if (isAsking)
    return (
      <div className={styles['leaving']} role="alertdialog" aria-label={t('leaveTitle')}>
        <p className={styles['leaveTitle']}>{t('leaveTitle')}</p>
        <p>{t('leaveUnsafe', { name: who })}</p>
        <RefusalWords error={error} />
        <div className={styles['actions']}>
          <Button variant="default" onClick={() => setIsAsking(false)}>
            {t('stay')}
          </Button>
          <Button color="red" loading={isBusy} onClick={leave}>
            {t('leaveAndLose', { name: who })}
          </Button>
        </div>
      </div>
    );
  return (
    <div className={styles['leaving']}>
      <RefusalWords error={error} />
      <Button
        variant="subtle"
        loading={isBusy}
        onClick={() => (isUnsafe ? setIsAsking(true) : leave())}
      >
        {t('somebodyElse')}
      </Button>
    </div>
  );
}
