import { type NewConsent } from '@alliance/shared/alliance/alliance-command';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { ChoiceField, TextAreaField, TextField } from '../ui/fields.tsx';

import fields from '../ui/fields.module.css';

/** Consent as it is being written down. */
export interface ConsentWords {
  readonly kind: 'spoken' | 'written' | 'representative' | 'waive' | undefined;
  readonly note: string;
  readonly reason: string;
}

/** Nothing is written down yet. */
export const noConsent: ConsentWords = { kind: undefined, note: '', reason: '' };

/** The consent that was written down; undefined while something of it is missing. */
export function consentOf({ kind, note, reason }: ConsentWords): NewConsent | undefined {
  if (kind === undefined) return undefined;
  if (kind !== 'waive') return { kind: 'recorded', how: kind, note: note.trim() };
  return reason.trim() === '' ? undefined : { kind: 'waived', reason: reason.trim() };
}

/** What the patient has said, or why nobody could ask. */
export function ConsentFields({
  words,
  onChange,
  isMissing,
}: {
  readonly words: ConsentWords;
  readonly onChange: (words: ConsentWords) => void;
  /** It was sent, and something was not there. */
  readonly isMissing: boolean;
}): JSX.Element {
  const t = useTranslations('alliance.consent');
  return (
    <>
      <ChoiceField
        label={t('kind')}
        value={words.kind}
        options={[
          ['spoken', t('spoken')],
          ['written', t('written')],
          ['representative', t('representative')],
          ['waive', t('waive')],
        ]}
        onChange={(kind) => onChange({ ...words, kind })}
      />
      {isMissing && words.kind === undefined ? (
        <p className={fields['trouble']}>{t('choose')}</p>
      ) : null}
      {words.kind === undefined ? null : words.kind === 'waive' ? (
        <TextAreaField
          label={t('reason')}
          value={words.reason}
          onChange={(reason) => onChange({ ...words, reason })}
          trouble={isMissing && words.reason.trim() === '' ? t('reasonMissing') : undefined}
        />
      ) : (
        <TextField
          label={t('note')}
          help={t('noteHelp')}
          value={words.note}
          onChange={(note) => onChange({ ...words, note })}
        />
      )}
    </>
  );
}
