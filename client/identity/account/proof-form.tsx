import { Button } from '@mantine/core';
import { type JSX, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';

import { RefusalWords } from '../../ui/refusal-words.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { ProofField } from './proof-field.tsx';

import styles from './account-page.module.css';

/** Asks for my password before something is done. */
export function ProofForm({
  lead,
  button,
  onProve,
  onCancel,
}: {
  readonly lead?: string | undefined;
  readonly button: string;
  readonly onProve: (proof: string) => Promise<void>;
  readonly onCancel: () => void;
}): JSX.Element {
  const t = useTranslations('account.second');
  const [proof, setProof] = useState('');
  const { attempt, isBusy, error } = useAttempt(onProve);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isBusy) attempt(proof);
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      {lead === undefined ? null : <p>{lead}</p>}
      <ProofField value={proof} onChange={setProof} />
      <RefusalWords error={error} />
      <div className={styles['actions']}>
        <Button type="submit" loading={isBusy}>
          {button}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
