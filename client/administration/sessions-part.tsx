import { type AdministeredSession } from '@alliance/shared/identity/administration';
import { useQuery } from '@tanstack/react-query';
import { type JSX } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import { RefusalWords } from '../ui/refusal-words.tsx';
import { SureButton } from '../ui/sure-button.tsx';
import { endSession, sessionsQuery } from './administration-queries.ts';
import { Loaded } from './loaded.tsx';
import { useChange } from './use-change.ts';

import styles from './administration.module.css';

/** Who is signed in where, with the way to end each. */
export function SessionsPart(): JSX.Element {
  const t = useTranslations('administration.sessions');
  const sessions = useQuery(sessionsQuery);
  const end = useChange(endSession);
  return (
    <>
      <p>{t('lead')}</p>
      <RefusalWords error={end.error} />
      <Loaded query={sessions}>
        {(list) => (
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">{t('person')}</th>
                <th scope="col">{t('where')}</th>
                <th scope="col">{t('since')}</th>
                <th scope="col" className={styles['end']}>
                  {t('action')}
                </th>
              </tr>
            </thead>
            <tbody>
              {list.map((session) => (
                <Row key={session.ref} session={session} onEnd={() => end.attempt(session.ref)} />
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
    </>
  );
}

function Row({
  session,
  onEnd,
}: {
  readonly session: AdministeredSession;
  readonly onEnd: () => void;
}): JSX.Element {
  const t = useTranslations('administration.sessions');
  const format = useFormatter();
  return (
    <tr>
      <th scope="row">{session.name}</th>
      <td data-label={t('where')}>
        {session.label === '' ? t('unknown') : session.label}
        {session.isLocked ? ` (${t('locked')})` : ''}
      </td>
      <td data-label={t('since')}>{format.dateTime(new Date(session.createdAt), 'dayAndClock')}</td>
      <td className={styles['end']}>
        {session.isThis ? (
          <span className={styles['quiet']}>{t('this')}</span>
        ) : (
          <SureButton label={t('end')} question={t('endSure')} onSure={onEnd} />
        )}
      </td>
    </tr>
  );
}
