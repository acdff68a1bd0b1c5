import { type AllianceView } from '@alliance/shared/alliance/alliance-view';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type JSX, type ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import { AppBar } from '../ui/app-bar.tsx';
import { askServer } from '../ui/ask-server.ts';
import { Failure } from '../ui/failure.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useDocumentTitle } from '../ui/use-document-title.ts';
import { SeatCard } from './seat-card.tsx';

import styles from './alliance-page.module.css';

/** Who has agreed to care together, who sits where, and what they may expect of each other. */
export function AlliancePage({
  allianceId,
  planId,
  personName,
  menu,
}: {
  readonly allianceId: string;
  /** The plan that this alliance writes, if I may open it. */
  readonly planId: string | undefined;
  readonly personName: string;
  readonly menu: ReactNode;
}): JSX.Element {
  const t = useTranslations('alliance');
  const alliance = useQuery({
    queryKey: ['alliance', allianceId],
    queryFn: () => askServer<AllianceView>(`/api/alliances/${encodeURIComponent(allianceId)}`),
    retry: false,
  });
  useDocumentTitle(
    t('documentTitle', { name: alliance.data?.name ?? t('title'), person: personName }),
  );
  return (
    <>
      <AppBar menu={menu} />
      <main className={styles['main']}>
        {alliance.data !== undefined ? (
          <Loaded alliance={alliance.data} planId={planId} />
        ) : alliance.error === null ? (
          <Skeleton heights={[120, 180, 180]} />
        ) : (
          <Failure error={alliance.error} onRetry={() => void alliance.refetch()} />
        )}
      </main>
    </>
  );
}

function Loaded({
  alliance,
  planId,
}: {
  readonly alliance: AllianceView;
  readonly planId: string | undefined;
}): JSX.Element {
  const t = useTranslations('alliance');
  return (
    <>
      <h1>{alliance.name}</h1>
      <p className={styles['purpose']}>{alliance.purpose}</p>
      <Standing alliance={alliance} />
      {planId === undefined ? null : (
        <p>
          <Link to="/plans/$planId" params={{ planId }} className={styles['plan']}>
            {t('openPlan')}
          </Link>
        </p>
      )}
      {alliance.gaps.length === 0 ? (
        <p className={styles['complete']}>{t('noGaps')}</p>
      ) : (
        <section className={styles['gaps']} aria-labelledby="gaps-heading">
          <h2 id="gaps-heading">{t('gaps')}</h2>
          <ul>
            {alliance.gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="seats-heading">
        <h2 id="seats-heading">{t('seats')}</h2>
        <ul className={styles['seats']}>
          {alliance.seats.map((seat) => (
            <SeatCard key={seat.id} seat={seat} />
          ))}
        </ul>
      </section>
    </>
  );
}

function Standing({ alliance }: { readonly alliance: AllianceView }): JSX.Element {
  const t = useTranslations('alliance');
  const format = useFormatter();
  return (
    <p className={styles['standing']}>
      {t(`status.${alliance.status}`)}
      {alliance.activeSince === undefined
        ? null
        : ` · ${t('since', { date: format.dateTime(Date.parse(alliance.activeSince), 'day') })}`}
    </p>
  );
}
