import '@mantine/core/styles/Input.css';
import { TextInput } from '@mantine/core';
import { type JSX } from 'react';

/** What a line of a form is for: how browsers fill it in, and which keys a phone shows. */
const kinds = {
  name: { autoComplete: 'name', maxLength: 120 },
  nickname: { autoComplete: 'given-name', maxLength: 40 },
  email: { type: 'email', autoComplete: 'email', maxLength: 254 },
  username: { type: 'email', autoComplete: 'username', maxLength: 254 },
  code: { autoComplete: 'one-time-code', maxLength: 32, spellCheck: false },
  plain: { autoComplete: 'off', maxLength: 120, spellCheck: false },
} as const;

/** One line of words in a form. */
export function WordsField({
  kind,
  label,
  description,
  value,
  onChange,
  isOptional = false,
}: {
  readonly kind: keyof typeof kinds;
  readonly label: string;
  readonly description?: string | undefined;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly isOptional?: boolean;
}): JSX.Element {
  return (
    <TextInput
      {...kinds[kind]}
      label={label}
      description={description}
      required={!isOptional}
      withAsterisk={false}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
