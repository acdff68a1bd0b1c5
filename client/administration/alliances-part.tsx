import { type AdministeredAlliance } from '@alliance/shared/identity/administration';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type JSX } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import { alliancesQuery } from './administration-queries.ts';
import { Loaded } from './loaded.tsx';

import styles from './administration.module.css';

/** Which alliances there are: who leads them and how far they are. What they are about is not for administration. */
export function AlliancesPart(): JSX.Element {
  const t = useTranslations('administration.alliances');
  const alliances = useInfiniteQuery(alliancesQuery);
  return (
    <>
      <p>{t('lead')}</p>
      <Loaded query={alliances}>
        {({ pages }) => <List alliances={pages.flatMap(({ items }) => items)} />}
      </Loaded>
      {alliances.hasNextPage ? (
        <Button
          variant="default"
          loading={alliances.isFetchingNextPage}
          onClick={() => void alliances.fetchNextPage()}
        >
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}

function List({ alliances }: { readonly alliances: readonly AdministeredAlliance[] }): JSX.Element {
  const t = useTranslations('administration.alliances');
  if (alliances.length === 0)
    return (
      <p className={styles['empty']} role="status">
        {t('none')}
      </p>
    );
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{t('leads')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col">{t('seats')}</th>
          <th scope="col">{t('created')}</th>
        </tr>
      </thead>
      <tbody>
        {alliances.map((alliance) => (
          <Row key={alliance.allianceId} alliance={alliance} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ alliance }: { readonly alliance: AdministeredAlliance }): JSX.Element {
  const t = useTranslations('administration.alliances');
  const format = useFormatter();
  const { leads, status, seats, filledSeats, createdAt } = alliance;
  return (
    <tr>
      <th scope="row">{leads.length === 0 ? t('nobodyLeads') : leads.join(', ')}</th>
      <td data-label={t('state')}>{t(`status.${status}`)}</td>
      <td data-label={t('seats')}>{t('filled', { filled: filledSeats, seats })}</td>
      <td data-label={t('created')}>
        {createdAt === undefined ? t('unknown') : format.dateTime(new Date(createdAt), 'day')}
      </td>
    </tr>
  );
}
