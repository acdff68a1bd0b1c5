import { type InvitationView } from '@alliance/shared/alliance/alliance-view';
import { Button } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { DisciplineBadge, disciplineCode } from '../../ui/discipline-badge.tsx';
import { RefusalWords } from '../../ui/refusal-words.tsx';
import { DeclineDialog, type DeclineWords } from '../decline-dialog.tsx';
import { Expectations } from '../seat/seat-card.tsx';
import { type Sending } from '../use-alliance.ts';
import { useDay } from '../words.ts';

import styles from './invitation.module.css';

/** What somebody is asked: by whom, which seat, what it stands for and with whom. Not a word about the patient. */
export function InvitationCard({
  invitation,
}: {
  readonly invitation: InvitationView;
}): JSX.Element {
  const t = useTranslations('alliance');
  const day = useDay();
  const { byName, title, disciplineKey, message, expiresAt, others } = invitation;
  return (
    <section className={styles['card']} data-discipline={disciplineCode(disciplineKey)}>
      <p>{t('link.by', { name: byName, seat: title })}</p>
      {message === '' ? null : <blockquote dir="auto">{message}</blockquote>}
      <h2>
        <DisciplineBadge discipline={disciplineKey} /> {title}
      </h2>
      <Expectations level="h3" label={t('responsibilities')} items={invitation.responsibilities} />
      <Expectations level="h3" label={t('offers')} items={invitation.offers} />
      <Expectations level="h3" label={t('needsFrom')} items={invitation.needs} />
      {others.length === 0 ? null : <p>{t('link.others', { seats: others.join(', ') })}</p>}
      <p className={styles['quiet']}>
        {t('link.until', { date: day(expiresAt) })} {t('link.patient')}
      </p>
    </section>
  );
}

/** Accepting or declining, by whoever is signed in. */
export function AnswerButtons({
  invitation,
  personName,
  sending,
  onAccept,
  onDecline,
}: {
  readonly invitation: InvitationView;
  readonly personName: string;
  readonly sending: Pick<Sending, 'isSending' | 'error' | 'forget'>;
  readonly onAccept: () => void;
  readonly onDecline: (words: DeclineWords) => Promise<boolean>;
}): JSX.Element {
  const t = useTranslations('alliance.link');
  const [isDeclining, setIsDeclining] = useState(false);
  return (
    <>
      <p>{t('as', { name: personName })}</p>
      {isDeclining ? null : <RefusalWords error={sending.error} />}
      <div className={styles['ways']}>
        <Button loading={sending.isSending} onClick={onAccept}>
          {t('accept')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            sending.forget();
            setIsDeclining(true);
          }}
        >
          {t('decline')}
        </Button>
      </div>
      {isDeclining ? (
        <DeclineDialog
          title={invitation.title}
          sending={sending}
          onDecline={onDecline}
          onClose={() => setIsDeclining(false)}
        />
      ) : null}
    </>
  );
}
