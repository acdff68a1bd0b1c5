import { type AllianceView } from '@alliance/shared/alliance/alliance-view';
import { Button } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { ActionDialog } from './action-dialog.tsx';
import { useCommanding } from './use-alliance.ts';

import styles from './alliance-page.module.css';

type Step = 'propose' | 'suspend' | 'resume' | 'close';

/** What the lead can do with the alliance as a whole; what follows from it is said before. */
export function Lifecycle({ alliance }: { readonly alliance: AllianceView }): JSX.Element | null {
  const t = useTranslations('alliance.life');
  const [step, setStep] = useState<Step>();
  const { send, ...sending } = useCommanding(alliance.id);
  if (!alliance.abilities.includes('manage') || alliance.status === 'closed') return null;
  const close = (): void => {
    sending.forget();
    setStep(undefined);
  };
  return (
    <section id="lifecycle" className={styles['block']} aria-labelledby="lifecycle-heading">
      <h2 id="lifecycle-heading">{t('title')}</h2>
      <div className={styles['ways']}>
        {stepsOf(alliance).map((each) => (
          <Button
            key={each}
            size="compact-md"
            variant={each === 'propose' ? 'filled' : 'default'}
            data-mends={each === 'propose' ? '' : undefined}
            onClick={() => setStep(each)}
          >
            {t(each)}
          </Button>
        ))}
      </div>
      {step === undefined ? null : (
        <ActionDialog
          title={t(`${step}Title`)}
          sure={t(`${step}Sure`)}
          sending={sending}
          onSure={() => send({ type: step })}
          onClose={close}
          isDangerous={step === 'close'}
        >
          <p>{t(`${step}Text`)}</p>
        </ActionDialog>
      )}
    </section>
  );
}

function stepsOf({ status, charter }: AllianceView): readonly Step[] {
  if (status === 'draft') return charter.sealed === undefined ? ['close'] : ['propose', 'close'];
  if (status === 'active') return ['suspend', 'close'];
  return status === 'suspended' ? ['resume', 'close'] : ['close'];
}
