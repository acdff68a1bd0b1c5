import { type PresentPerson } from '@alliance/shared/sync/channel';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { PersonAvatar } from '../ui/person-avatar.tsx';

import styles from './people-here.module.css';

const shownMax = 5;

/** Who has the plan open: one avatar per person, whatever the number of their tabs. */
export function PeopleHere({
  people,
  size = 'md',
}: {
  readonly people: readonly PresentPerson[];
  readonly size?: 'sm' | 'md';
}): JSX.Element | null {
  const t = useTranslations('people');
  if (people.length === 0) return null;
  const more = people.length - shownMax;
  return (
    <ul className={styles['people']} aria-label={t('here')} data-testid="people">
      {people.slice(0, shownMax).map((person) => (
        <li key={person.personId}>
          <PersonAvatar person={person} size={size} />
        </li>
      ))}
      {more > 0 ? <li className={styles['more']}>{t('more', { count: more })}</li> : null}
    </ul>
  );
}
