import { Tooltip } from '@mantine/core';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { disciplineCode } from './discipline-badge.tsx';
import { type FaceProps, PersonFace } from './person-face.tsx';

/** A person as two letters that says the full name, on hover and for screen readers. */
export function PersonAvatar({
  person,
  size = 'md',
}: Pick<FaceProps, 'person' | 'size'>): JSX.Element {
  const t = useTranslations('people');
  const code = disciplineCode(person.disciplineKey);
  const label =
    person.isSimulated === true
      ? t('simulated', { name: person.name })
      : t('named', { name: person.name, code });
  return (
    <Tooltip label={label} openDelay={200}>
      <PersonFace person={person} size={size} role="img" aria-label={label} />
    </Tooltip>
  );
}
