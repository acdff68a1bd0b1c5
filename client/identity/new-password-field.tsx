import {
  passwordCharactersMax,
  passwordCharactersMin,
  passwordProblem,
} from '@alliance/shared/identity/password';
import { type JSX, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

import { SecretField } from './secret-field.tsx';

/**
 * A password that is chosen now, once: it can be looked at, which finds a slip better than typing it blindly twice.
 * Gives it on as long as it can be one; what stands against it is said by the browser when the form is sent.
 */
export function NewPasswordField({
  label,
  email,
  onChange,
}: {
  readonly label: string;
  readonly email: string;
  readonly onChange: (password: string | undefined) => void;
}): JSX.Element {
  const t = useTranslations('newAccount');
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const problem = passwordProblem(password, email);
  const words =
    problem === undefined
      ? ''
      : t(`passwordProblem.${problem}`, { min: passwordCharactersMin, max: passwordCharactersMax });
  useEffect(() => {
    field.current?.setCustomValidity(password === '' ? '' : words);
    onChange(problem === undefined ? password : undefined);
  }, [password, problem, words, onChange]);
  return (
    <SecretField
      ref={field}
      label={label}
      description={t('passwordHelp', { min: passwordCharactersMin })}
      autoComplete="new-password"
      value={password}
      onChange={setPassword}
    />
  );
}
