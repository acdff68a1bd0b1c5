import { type NewSecondFactor } from '@alliance/shared/identity/account';
import { Button } from '@mantine/core';
import { type JSX, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';

import { RefusalWords } from '../../ui/refusal-words.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { WordsField } from '../words-field.tsx';
import { confirmSecondFactor } from './account-queries.ts';
import { KeyPicture } from './key-picture.tsx';

import styles from './account-page.module.css';

/** The key for the app, and the first code as the proof that it arrived there. */
export function ConfirmFactor({
  factor,
  onConfirmed,
  onCancel,
}: {
  readonly factor: NewSecondFactor;
  readonly onConfirmed: () => void;
  readonly onCancel: () => void;
}): JSX.Element {
  const t = useTranslations('account.second');
  const [code, setCode] = useState('');
  const { attempt, isBusy, error } = useAttempt(confirmSecondFactor, onConfirmed);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isBusy) attempt(code.trim());
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <p>{t('scan')}</p>
      <KeyPicture text={factor.uri} label={t('picture')} />
      <p>
        {t('key')}:{' '}
        <span className={styles['key']} data-testid="factor-key">
          {factor.secret}
        </span>
      </p>
      <WordsField kind="code" label={t('code')} value={code} onChange={setCode} />
      <RefusalWords error={error} />
      <div className={styles['actions']}>
        <Button type="submit" loading={isBusy}>
          {t('confirm')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
