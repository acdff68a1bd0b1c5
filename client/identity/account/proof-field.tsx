import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { SecretField } from '../secret-field.tsx';

/** My present password, asked for before something changes about how I sign in. */
export function ProofField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (text: string) => void;
}): JSX.Element {
  const t = useTranslations('account');
  return (
    <SecretField
      label={t('proof')}
      description={t('proofHelp')}
      autoComplete="current-password"
      value={value}
      onChange={onChange}
    />
  );
}
