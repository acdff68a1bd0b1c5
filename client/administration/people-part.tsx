import '@mantine/core/styles/Input.css';
import { type AdministeredPerson } from '@alliance/shared/identity/administration';
import { Button, TextInput } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type JSX, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';

import { peopleQuery, settingsQuery } from './administration-queries.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { Loaded } from './loaded.tsx';
import { PersonActions } from './person-actions.tsx';

import styles from './administration.module.css';

/** Everybody who can sign in here, and what can be done for them. */
export function PeoplePart({ myId }: { readonly myId: string }): JSX.Element {
  const t = useTranslations('administration.people');
  const [search, setSearch] = useState('');
  const [isInviting, setIsInviting] = useState(false);
  const isDemo = useQuery(settingsQuery).data?.isDemo === true;
  const asked = search.trim();
  const people = useInfiniteQuery(peopleQuery);
  useAllPages(people, asked !== '');
  return (
    <>
      <p>{t(isDemo ? 'demo' : 'lead')}</p>
      <div className={styles['tools']}>
        <TextInput
          className={styles['search'] ?? ''}
          label={t('search')}
          type="search"
          maxLength={100}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        {isDemo ? null : (
          <Button
            leftSection={<IconUserPlus size={18} aria-hidden="true" />}
            onClick={() => setIsInviting(true)}
          >
            {t('invite')}
          </Button>
        )}
      </div>
      <Loaded query={people}>
        {({ pages }) => (
          <List
            people={found(
              pages.flatMap(({ items }) => items),
              asked,
            )}
            myId={myId}
            hasWords={asked !== ''}
          />
        )}
      </Loaded>
      {people.hasNextPage ? (
        <Button
          variant="default"
          loading={people.isFetchingNextPage}
          onClick={() => void people.fetchNextPage()}
        >
          {t('more')}
        </Button>
      ) : null}
      {isInviting ? <InviteDialog onClose={() => setIsInviting(false)} /> : null}
    </>
  );
}

/** Whoever searches searches among all, not only among those that are on the screen. */
function useAllPages(
  {
    hasNextPage,
    isFetchingNextPage,
    fetchNextPage,
  }: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  },
  isSearching: boolean,
): void {
  const isMissing = isSearching && hasNextPage && !isFetchingNextPage;
  useEffect(() => {
    if (isMissing) void fetchNextPage();
  }, [isMissing, fetchNextPage]);
}

/** Those whose name or address has all of the words. */
function found(
  people: readonly AdministeredPerson[],
  asked: string,
): readonly AdministeredPerson[] {
  const words = asked.toLocaleLowerCase().split(/\s+/);
  return people.filter(({ name, email = '' }) => {
    const text = `${name} ${email}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function List({
  people,
  myId,
  hasWords,
}: {
  readonly people: readonly AdministeredPerson[];
  readonly myId: string;
  readonly hasWords: boolean;
}): JSX.Element {
  const t = useTranslations('administration.people');
  if (people.length === 0)
    return (
      <p className={styles['empty']} role="status">
        {t(hasWords ? 'nobodyFound' : 'nobody')}
      </p>
    );
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col">{t('sessions')}</th>
          <th scope="col" className={styles['end']}>
            {t('actions')}
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <Row key={person.personId} person={person} isMe={person.personId === myId} />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  person,
  isMe,
}: {
  readonly person: AdministeredPerson;
  readonly isMe: boolean;
}): JSX.Element {
  const t = useTranslations('administration.people');
  return (
    <tr>
      <th scope="row">
        {person.name} {isMe ? <span className={styles['quiet']}>({t('me')})</span> : null}
        {person.email === undefined ? null : <div className={styles['quiet']}>{person.email}</div>}
      </th>
      <td>
        <States person={person} />
      </td>
      <td data-label={t('sessions')}>{t('sessionCount', { count: person.sessions })}</td>
      <td className={styles['end']}>
        <PersonActions person={person} isMe={isMe} />
      </td>
    </tr>
  );
}

function States({ person }: { readonly person: AdministeredPerson }): JSX.Element {
  const t = useTranslations('administration.people');
  const { isAdministrator, isSuspended, hasSecondFactor, email } = person;
  return (
    <span className={styles['tags']}>
      {isSuspended ? (
        <span className={styles['tag']} data-tone="warn">
          {t('suspended')}
        </span>
      ) : null}
      {isAdministrator ? <span className={styles['tag']}>{t('administrator')}</span> : null}
      {hasSecondFactor ? <span className={styles['tag']}>{t('secondFactor')}</span> : null}
      {email === undefined ? <span className={styles['tag']}>{t('persona')}</span> : null}
    </span>
  );
}
