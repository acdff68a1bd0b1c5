import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type JSX, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';

import { RefusalWords } from '../../ui/refusal-words.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { WordsField } from '../words-field.tsx';
import { accountQuery, changeAccount } from './account-queries.ts';
import { Part } from './part.tsx';
import { ProofField } from './proof-field.tsx';

import styles from './account-page.module.css';

/** The address with which I sign in. */
export function EmailPart({ email }: { readonly email: string }): JSX.Element {
  const t = useTranslations('account');
  const queryClient = useQueryClient();
  const [isChanging, setIsChanging] = useState(false);
  const [next, setNext] = useState('');
  const [proof, setProof] = useState('');
  const { attempt, isBusy, error } = useAttempt(changeAccount, (account) => {
    queryClient.setQueryData(accountQuery.queryKey, account);
    setIsChanging(false);
    setProof('');
    setNext('');
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isBusy) attempt({ email: next.trim(), proof });
  };
  return (
    <Part title={t('email.title')}>
      <p role="status">{t('email.lead', { email })}</p>
      {isChanging ? (
        <form className={styles['form']} onSubmit={submit}>
          <WordsField kind="email" label={t('email.label')} value={next} onChange={setNext} />
          <ProofField value={proof} onChange={setProof} />
          <RefusalWords error={error} />
          <div className={styles['actions']}>
            <Button type="submit" loading={isBusy}>
              {t('email.button')}
            </Button>
            <Button variant="default" onClick={() => setIsChanging(false)}>
              {t('second.cancel')}
            </Button>
          </div>
        </form>
      ) : (
        <div className={styles['actions']}>
          <Button variant="default" onClick={() => setIsChanging(true)}>
            {t('email.button')}
          </Button>
        </div>
      )}
    </Part>
  );
}
