import { type MySession } from '@alliance/shared/identity/account';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type JSX } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import { Failure } from '../../ui/failure.tsx';
import { RefusalWords } from '../../ui/refusal-words.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { endMyOtherSessions, endMySession, mySessionsQuery } from './account-queries.ts';
import { Part } from './part.tsx';

import styles from './account-page.module.css';

/** Where I am signed in, with the way to end each. */
export function SessionsPart(): JSX.Element {
  const t = useTranslations('account.sessions');
  const sessions = useQuery(mySessionsQuery);
  return (
    <Part title={t('title')}>
      {sessions.data !== undefined ? (
        <List sessions={sessions.data} />
      ) : sessions.error === null ? (
        <Skeleton heights={[44, 44]} />
      ) : (
        <Failure error={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
    </Part>
  );
}

function List({ sessions }: { readonly sessions: readonly MySession[] }): JSX.Element {
  const t = useTranslations('account.sessions');
  const queryClient = useQueryClient();
  const refresh = (): void =>
    void queryClient.invalidateQueries({ queryKey: mySessionsQuery.queryKey });
  const one = useAttempt(endMySession, refresh);
  const others = useAttempt(endMyOtherSessions, refresh);
  const isAlone = sessions.every(({ isThis }) => isThis);
  return (
    <>
      <ul className={styles['sessions']}>
        {sessions.map((session) => (
          <Row
            key={session.ref}
            session={session}
            isBusy={one.isBusy}
            onEnd={() => one.attempt(session.ref)}
          />
        ))}
      </ul>
      <RefusalWords error={one.error ?? others.error} />
      {isAlone ? (
        <p className={styles['quiet']} role="status">
          {t('alone')}
        </p>
      ) : (
        <div className={styles['actions']}>
          <Button
            variant="default"
            loading={others.isBusy}
            onClick={() => others.attempt(undefined)}
          >
            {t('endOthers')}
          </Button>
        </div>
      )}
    </>
  );
}

function Row({
  session,
  isBusy,
  onEnd,
}: {
  readonly session: MySession;
  readonly isBusy: boolean;
  readonly onEnd: () => void;
}): JSX.Element {
  const t = useTranslations('account.sessions');
  const format = useFormatter();
  const label = session.label === '' ? t('unknown') : session.label;
  const when = format.dateTime(new Date(session.createdAt), 'dayAndClock');
  const notes = [
    t('since', { when }),
    ...(session.isThis ? [t('here')] : []),
    ...(session.isLocked ? [t('locked')] : []),
  ];
  return (
    <li className={styles['session']}>
      <span>
        {label} <span className={styles['quiet']}>· {notes.join(' · ')}</span>
      </span>
      {session.isThis ? null : (
        <Button
          size="compact-sm"
          variant="default"
          disabled={isBusy}
          aria-label={t('endNamed', { label, when })}
          onClick={onEnd}
        >
          {t('end')}
        </Button>
      )}
    </li>
  );
}
