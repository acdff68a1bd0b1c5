import { type NewSecondFactor } from '@alliance/shared/identity/account';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import {
  accountQuery,
  beginSecondFactor,
  newBackupCodes,
  removeSecondFactor,
} from './account-queries.ts';
import { BackupCodes } from './backup-codes.tsx';
import { ConfirmFactor } from './confirm-factor.tsx';
import { Part } from './part.tsx';
import { ProofForm } from './proof-form.tsx';

import styles from './account-page.module.css';

type Step =
  | { readonly kind: 'rest' }
  | { readonly kind: 'proving'; readonly wish: 'begin' | 'codes' | 'remove' }
  | { readonly kind: 'scanning'; readonly factor: NewSecondFactor }
  | { readonly kind: 'codes'; readonly codes: readonly string[] };

/** Turning the second factor on and off, and its backup codes. */
export function SecondFactorPart({ isOn }: { readonly isOn: boolean }): JSX.Element {
  const t = useTranslations('account.second');
  const [step, setStep] = useState<Step>({ kind: 'rest' });
  const [news, setNews] = useState<'done' | 'removed'>();
  const refresh = useRefresh();
  const rest = (): void => setStep({ kind: 'rest' });
  const removed = async (proof: string): Promise<void> => {
    await removeSecondFactor(proof);
    setNews('removed');
    rest();
    await refresh();
  };
  const proven = async (wish: 'begin' | 'codes' | 'remove', proof: string): Promise<void> => {
    if (wish === 'begin') setStep({ kind: 'scanning', factor: await beginSecondFactor(proof) });
    else if (wish === 'remove') await removed(proof);
    else setStep({ kind: 'codes', codes: (await newBackupCodes(proof)).backupCodes });
  };
  const confirmed = (codes: readonly string[]): void => {
    setNews('done');
    setStep({ kind: 'codes', codes });
    void refresh();
  };
  return (
    <Part title={t('title')}>
      <p>{t(isOn ? 'on' : 'off')}</p>
      {step.kind === 'rest' ? (
        <Ways isOn={isOn} onWish={(wish) => setStep({ kind: 'proving', wish })} />
      ) : null}
      {step.kind === 'proving' ? (
        <ProofForm
          lead={step.wish === 'begin' ? undefined : t(leads[step.wish])}
          button={t(step.wish === 'begin' ? 'next' : buttons[step.wish])}
          onProve={(proof) => proven(step.wish, proof)}
          onCancel={rest}
        />
      ) : null}
      {step.kind === 'scanning' ? (
        <ConfirmFactor
          factor={step.factor}
          onConfirmed={() => confirmed(step.factor.backupCodes)}
          onCancel={rest}
        />
      ) : null}
      {step.kind === 'codes' ? <BackupCodes codes={step.codes} onKept={rest} /> : null}
      <p className={styles['done']} role="status">
        {news === undefined ? '' : t(news)}
      </p>
    </Part>
  );
}

const leads = { codes: 'newCodesLead', remove: 'removeLead' } as const;
const buttons = { codes: 'newCodes', remove: 'remove' } as const;

function Ways({
  isOn,
  onWish,
}: {
  readonly isOn: boolean;
  readonly onWish: (wish: 'begin' | 'codes' | 'remove') => void;
}): JSX.Element {
  const t = useTranslations('account.second');
  return (
    <div className={styles['actions']}>
      {isOn ? (
        <>
          <Button variant="default" onClick={() => onWish('codes')}>
            {t('newCodes')}
          </Button>
          <Button variant="default" onClick={() => onWish('remove')}>
            {t('remove')}
          </Button>
        </>
      ) : (
        <Button variant="default" onClick={() => onWish('begin')}>
          {t('begin')}
        </Button>
      )}
    </div>
  );
}

function useRefresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
}
