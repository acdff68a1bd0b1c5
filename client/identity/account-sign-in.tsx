import { Button } from '@mantine/core';
import { type JSX, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';

import { RefusalWords } from '../ui/refusal-words.tsx';
import { ServerRefusal } from '../ui/server-refusal.ts';
import { useAttempt } from '../ui/use-attempt.ts';
import { SecretField } from './secret-field.tsx';
import { signInWithCode, signInWithPassword } from './session-queries.ts';
import { WordsField } from './words-field.tsx';

import styles from './form.module.css';

/** E-mail address and password; then, where the account has a second factor, its code. */
export function AccountSignIn({
  onSignedIn,
}: {
  readonly onSignedIn: () => Promise<void>;
}): JSX.Element {
  const t = useTranslations('signInForm');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [needsCode, setNeedsCode] = useState(false);
  const { attempt, isBusy, error } = useAttempt(async () => {
    const answer = await signInWithPassword({ email: email.trim(), password });
    setPassword('');
    if ('needsCode' in answer) setNeedsCode(true);
    else await onSignedIn();
  });
  if (needsCode) return <Code onSignedIn={onSignedIn} onBack={() => setNeedsCode(false)} />;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isBusy) attempt(undefined);
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <WordsField kind="username" label={t('email')} value={email} onChange={setEmail} />
      <SecretField
        label={t('password')}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <RefusalWords error={error} />
      <Button type="submit" loading={isBusy}>
        {t('signIn')}
      </Button>
      <p className={styles['quiet']}>{t('forgotten')}</p>
    </form>
  );
}

function Code({
  onSignedIn,
  onBack,
}: {
  readonly onSignedIn: () => Promise<void>;
  readonly onBack: () => void;
}): JSX.Element {
  const t = useTranslations('signInForm');
  const [code, setCode] = useState('');
  const { attempt, isBusy, error } = useAttempt(async () => {
    await signInWithCode(code.trim());
    await onSignedIn();
  });
  const isOver = error instanceof ServerRefusal && error.status === 401;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isBusy) attempt(undefined);
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <p role="status">{t('codeNext')}</p>
      <WordsField
        kind="code"
        label={t('code')}
        description={t('codeHelp')}
        value={code}
        onChange={setCode}
      />
      <RefusalWords error={error} />
      <div className={styles['actions']}>
        {isOver ? null : (
          <Button type="submit" loading={isBusy}>
            {t('signIn')}
          </Button>
        )}
        <Button variant="default" onClick={onBack}>
          {t('back')}
        </Button>
      </div>
    </form>
  );
}
