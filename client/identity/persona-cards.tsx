import { type Persona } from '@alliance/shared/identity/person';
import { type JSX } from 'react';

import { DisciplineBadge } from '../ui/discipline-badge.tsx';
import { PersonFace } from '../ui/person-face.tsx';

import styles from './persona-cards.module.css';

/** The people of the demonstration as a list of buttons; `busyKey` is the one being signed in. */
export function PersonaCards({
  personas,
  busyKey,
  onChoose,
}: {
  readonly personas: readonly Persona[];
  readonly busyKey: string | undefined;
  readonly onChoose: (key: string) => void;
}): JSX.Element {
  return (
    <ul className={styles['cards']}>
      {personas.map((persona) => (
        <li key={persona.key}>
          <button
            type="button"
            className={styles['card']}
            aria-busy={busyKey === persona.key}
            disabled={busyKey !== undefined}
            onClick={() => onChoose(persona.key)}
          >
            <PersonFace person={persona} size="lg" />
            <span className={styles['words']}>
              <span className={styles['name']}>
                {persona.name} <DisciplineBadge discipline={persona.disciplineKey} />
              </span>
              <span className={styles['introduction']}>{persona.introduction}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
