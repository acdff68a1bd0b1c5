import { disciplines, isDisciplineKey } from '@alliance/shared/alliance/discipline';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import styles from './discipline-badge.module.css';

/** The short code of a discipline; nothing is said by its colour alone. An unknown key has no code. */
export function disciplineCode(key: string): string {
  return isDisciplineKey(key) ? disciplines[key].code : '';
}

/** A discipline as a short code on its colour, read aloud by its full name. */
export function DisciplineBadge({ discipline }: { readonly discipline: string }): JSX.Element {
  const t = useTranslations('discipline');
  const code = disciplineCode(discipline);
  const name = isDisciplineKey(discipline) ? t(discipline) : discipline;
  return (
    <span className={styles['badge']} data-discipline={code} title={name}>
      <span aria-hidden="true">{code}</span>
      <span className={styles['name']}>{name}</span>
    </span>
  );
}
