import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type JSX, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';

import { RefusalWords } from '../../ui/refusal-words.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { NewPasswordField } from '../new-password-field.tsx';
import { changePassword, mySessionsQuery } from './account-queries.ts';
import { Part } from './part.tsx';
import { ProofField } from './proof-field.tsx';

import styles from './account-page.module.css';

/** Changing my password. */
export function PasswordPart({ email }: { readonly email: string }): JSX.Element {
  const t = useTranslations('account');
  const [isChanging, setIsChanging] = useState(false);
  const [isDone, setIsDone] = useState(false);
  return (
    <Part title={t('password.title')}>
      {isChanging ? (
        <PasswordForm
          email={email}
          onEnd={(hasChanged) => {
            setIsChanging(false);
            setIsDone(hasChanged);
          }}
        />
      ) : (
        <div className={styles['actions']}>
          <Button variant="default" onClick={() => setIsChanging(true)}>
            {t('password.label')}
          </Button>
        </div>
      )}
      <p className={styles['done']} role="status">
        {isDone && !isChanging ? t('password.done') : ''}
      </p>
    </Part>
  );
}

function PasswordForm({
  email,
  onEnd,
}: {
  readonly email: string;
  readonly onEnd: (hasChanged: boolean) => void;
}): JSX.Element {
  const t = useTranslations('account');
  const queryClient = useQueryClient();
  const [proof, setProof] = useState('');
  const [password, setPassword] = useState<string>();
  const { attempt, isBusy, error } = useAttempt(changePassword, () => {
    void queryClient.invalidateQueries({ queryKey: mySessionsQuery.queryKey });
    onEnd(true);
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isBusy && password !== undefined) attempt({ proof, password });
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <p className={styles['quiet']}>{t('password.lead')}</p>
      <ProofField value={proof} onChange={setProof} />
      <NewPasswordField label={t('password.new')} email={email} onChange={setPassword} />
      <RefusalWords error={error} />
      <div className={styles['actions']}>
        <Button type="submit" loading={isBusy}>
          {t('password.button')}
        </Button>
        <Button variant="default" onClick={() => onEnd(false)}>
          {t('second.cancel')}
        </Button>
      </div>
    </form>
  );
}
