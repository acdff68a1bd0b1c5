import { type NewConsent } from '@alliance/shared/alliance/alliance-command';
import { type AllianceView } from '@alliance/shared/alliance/alliance-view';
import { Button } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { ActionDialog } from './action-dialog.tsx';
import { ConsentFields, type ConsentWords, consentOf, noConsent } from './consent-fields.tsx';
import { useCommanding } from './use-alliance.ts';
import { useDay } from './words.ts';

import styles from './alliance-page.module.css';

/** What the patient has said to the alliance; for the lead, the way to record it. */
export function Consent({ alliance }: { readonly alliance: AllianceView }): JSX.Element {
  const t = useTranslations('alliance');
  const day = useDay();
  const [isRecording, setIsRecording] = useState(false);
  const { consent, abilities, status } = alliance;
  return (
    <section id="consent" className={styles['block']} aria-labelledby="consent-heading">
      <h2 id="consent-heading">{t('consent.title')}</h2>
      {consent === undefined ? (
        <p>{t('consent.none')}</p>
      ) : consent.kind === 'waived' ? (
        <p>{t('consent.waived', { date: day(consent.at), reason: consent.reason })}</p>
      ) : (
        <>
          <p>{t(`consent.${recordedKey[consent.how]}`, { date: day(consent.at) })}</p>
          {consent.note === '' ? null : <p className={styles['quiet']}>{consent.note}</p>}
        </>
      )}
      {abilities.includes('manage') && status !== 'closed' ? (
        <Button
          size="compact-md"
          variant="default"
          data-mends=""
          onClick={() => setIsRecording(true)}
        >
          {t(consent === undefined ? 'do.consent' : 'do.consentAgain')}
        </Button>
      ) : null}
      {isRecording ? (
        <ConsentDialog allianceId={alliance.id} onClose={() => setIsRecording(false)} />
      ) : null}
    </section>
  );
}

const recordedKey = {
  spoken: 'recordedSpoken',
  written: 'recordedWritten',
  representative: 'recordedRepresentative',
} as const;

function ConsentDialog({
  allianceId,
  onClose,
}: {
  readonly allianceId: string;
  readonly onClose: () => void;
}): JSX.Element {
  const t = useTranslations('alliance.consent');
  const { send, ...sending } = useCommanding(allianceId);
  const [words, setWords] = useState<ConsentWords>(noConsent);
  const [isMissing, setIsMissing] = useState(false);
  const record = async (): Promise<boolean> => {
    const consent: NewConsent | undefined = consentOf(words);
    setIsMissing(consent === undefined);
    return consent !== undefined && (await send({ type: 'consent', consent }));
  };
  return (
    <ActionDialog
      title={t('title')}
      sure={t('save')}
      sending={sending}
      onSure={record}
      onClose={onClose}
    >
      <ConsentFields words={words} onChange={setWords} isMissing={isMissing} />
    </ActionDialog>
  );
}
