import { Tooltip } from '@mantine/core';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { disciplineCode } from './discipline-badge.tsx';
import { initialsOf } from './initials.ts';

import styles from './person-avatar.module.css';

/** Who an avatar stands for. */
export interface AvatarPerson {
  readonly name: string;
  readonly disciplineKey: string;
  readonly isSimulated?: boolean;
}

/** A person as two letters on the colour of their discipline; the full name on hover and for screen readers. */
export function PersonAvatar({
  person,
  size = 'md',
  isNamedBeside = false,
}: {
  readonly person: AvatarPerson;
  readonly size?: 'sm' | 'md' | 'lg';
  /** The name stands next to it: screen readers need no second one. */
  readonly isNamedBeside?: boolean;
}): JSX.Element {
  const t = useTranslations('people');
  const code = disciplineCode(person.disciplineKey);
  const label =
    person.isSimulated === true
      ? t('simulated', { name: person.name })
      : t('named', { name: person.name, code });
  return (
    <Tooltip label={label} openDelay={200}>
      <span
        className={styles['avatar']}
        data-discipline={code}
        data-size={size}
        data-simulated={person.isSimulated === true ? '' : undefined}
        {...(isNamedBeside ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
      >
        {initialsOf(person.name)}
      </span>
    </Tooltip>
  );
}
