import { type NewAccount } from '@alliance/shared/identity/account';
import { Button } from '@mantine/core';
import { type JSX, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';

import { RefusalWords } from '../ui/refusal-words.tsx';
import { useAttempt } from '../ui/use-attempt.ts';
import { NewPasswordField } from './new-password-field.tsx';
import { WordsField } from './words-field.tsx';

import styles from './form.module.css';

/** Who somebody new is, and how they will sign in. */
export function NewAccountForm({
  secret,
  button,
  onSend,
}: {
  readonly secret: string;
  readonly button: string;
  readonly onSend: (account: NewAccount) => Promise<void>;
}): JSX.Element {
  const t = useTranslations('newAccount');
  const [name, setName] = useState('');
  const [shortName, setShortName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState<string>();
  const { attempt, isBusy, error } = useAttempt(onSend);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isBusy || password === undefined) return;
    const words = { name: name.trim(), shortName: shortName.trim(), email: email.trim() };
    attempt({ secret, ...words, password });
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <WordsField
        kind="name"
        label={t('name')}
        description={t('nameHelp')}
        value={name}
        onChange={setName}
      />
      <WordsField
        kind="nickname"
        label={t('shortName')}
        description={t('shortNameHelp')}
        value={shortName}
        onChange={setShortName}
      />
      <WordsField
        kind="email"
        label={t('email')}
        description={t('emailHelp')}
        value={email}
        onChange={setEmail}
      />
      <NewPasswordField label={t('password')} email={email} onChange={setPassword} />
      <RefusalWords error={error} />
      <div className={styles['actions']}>
        <Button type="submit" loading={isBusy}>
          {button}
        </Button>
      </div>
    </form>
  );
}
