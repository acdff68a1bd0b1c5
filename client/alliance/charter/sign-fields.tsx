import { type SignatureMeaning } from '@alliance/shared/alliance/charter';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { ChoiceField, TextAreaField, TextField } from '../../ui/fields.tsx';

import fields from '../../ui/fields.module.css';

/** A signature as it is being given. */
export interface SignWords {
  readonly meaning: SignatureMeaning | undefined;
  readonly note: string;
  /** Password, or PIN. */
  readonly proof: string;
}

/** What is missing in a signature. */
export function troublesOf({ meaning, note, proof }: SignWords): ReadonlySet<keyof SignWords> {
  const needsNote = meaning !== undefined && meaning !== 'agree';
  return new Set([
    ...(meaning === undefined ? (['meaning'] as const) : []),
    ...(needsNote && note.trim() === '' ? (['note'] as const) : []),
    ...(proof === '' ? (['proof'] as const) : []),
  ]);
}

/** What I say to the charter, and the proof that it is me. */
export function SignFields({
  words,
  pin,
  troubles,
  onChange,
}: {
  readonly words: SignWords;
  readonly pin: string | undefined;
  readonly troubles: ReadonlySet<keyof SignWords>;
  readonly onChange: (words: SignWords) => void;
}): JSX.Element {
  const t = useTranslations('alliance.charter');
  return (
    <>
      <ChoiceField
        label={t('meaning')}
        value={words.meaning}
        options={[
          ['agree', t('agree')],
          ['agree-with-reservation', t('reservation')],
          ['decline', t('decline')],
        ]}
        onChange={(meaning) => onChange({ ...words, meaning })}
      />
      {troubles.has('meaning') ? (
        <p className={fields['trouble']} role="alert">
          {t('meaningMissing')}
        </p>
      ) : null}
      {words.meaning === undefined || words.meaning === 'agree' ? null : (
        <TextAreaField
          label={t('note')}
          help={t('noteHelp')}
          value={words.note}
          trouble={troubles.has('note') ? t('noteMissing') : undefined}
          onChange={(note) => onChange({ ...words, note })}
        />
      )}
      <TextField
        type="password"
        autoComplete={pin === undefined ? 'current-password' : 'off'}
        label={t(pin === undefined ? 'proof' : 'proofPin')}
        help={pin === undefined ? t('proofHelp') : t('proofPinHelp', { pin })}
        value={words.proof}
        trouble={troubles.has('proof') ? t('proofMissing') : undefined}
        onChange={(proof) => onChange({ ...words, proof })}
      />
    </>
  );
}
