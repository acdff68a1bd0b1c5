import '@mantine/core/styles/Input.css';
import '@mantine/core/styles/PasswordInput.css';
import { PasswordInput } from '@mantine/core';
import { type JSX, type Ref } from 'react';
import { useTranslations } from 'use-intl';

/** A password or PIN that is typed: hidden, and shown on request. */
export function SecretField({
  label,
  description,
  autoComplete,
  value,
  onChange,
  ref,
}: {
  readonly label: string;
  readonly description?: string | undefined;
  readonly autoComplete: 'current-password' | 'new-password' | 'off';
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}): JSX.Element {
  const t = useTranslations('signInForm');
  return (
    <PasswordInput
      ref={ref}
      label={label}
      description={description}
      autoComplete={autoComplete}
      maxLength={256}
      required
      withAsterisk={false}
      visibilityToggleButtonProps={{ 'aria-label': t('show'), tabIndex: 0, 'aria-hidden': false }}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
