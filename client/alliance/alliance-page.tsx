import { type AllianceView } from '@alliance/shared/alliance/alliance-view';
import { type Person } from '@alliance/shared/identity/person';
import { useQuery } from '@tanstack/react-query';
import { type JSX, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';

import { AppBar } from '../ui/app-bar.tsx';
import { Failure } from '../ui/failure.tsx';
import { Notice } from '../ui/notice.tsx';
import { ServerRefusal } from '../ui/server-refusal.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { useDocumentTitle } from '../ui/use-document-title.ts';
import { useMoment } from '../ui/use-moment.ts';
import { AllianceHead } from './alliance-head.tsx';
import { allianceQuery } from './alliance-queries.ts';
import { Consent } from './consent.tsx';
import { Gaps } from './gaps.tsx';
import { AskedByName } from './invitation/asked-by-name.tsx';
import { Lifecycle } from './lifecycle.tsx';
import { MyTurn } from './my-turn.tsx';
import { Owners } from './owners.tsx';
import { Seats } from './seat/seats.tsx';

import styles from './alliance-page.module.css';

/** What the screens of an alliance need from the application around them. */
export interface AllianceScreenProps {
  readonly allianceId: string;
  /** The plan that this alliance writes, if I may open it. */
  readonly planId: string | undefined;
  readonly person: Person;
  readonly menu: ReactNode;
}

/** Who has agreed to care together, who sits where, what they may expect of each other, and what is still missing. */
export function AlliancePage(props: AllianceScreenProps): JSX.Element {
  const { allianceId, planId, person, menu } = props;
  const t = useTranslations('alliance');
  const alliance = useQuery(allianceQuery(allianceId));
  const error = useLastError(alliance.error);
  useDocumentTitle(
    t('documentTitle', { name: alliance.data?.name ?? t('title'), person: person.name }),
  );
  return (
    <>
      <AppBar menu={menu} />
      <main className={styles['main']}>
        {alliance.data !== undefined ? (
          <>
            {alliance.isRefetchError ? <Stale at={alliance.dataUpdatedAt} /> : null}
            <Loaded alliance={alliance.data} planId={planId} person={person} />
          </>
        ) : error === null ? (
          <Skeleton heights={[120, 180, 180]} />
        ) : (
          <NotShown {...props} error={error} onRetry={() => void alliance.refetch()} />
        )}
      </main>
    </>
  );
}

/** Asking again takes an error away for a moment; what is shown instead of the alliance stays. */
function useLastError(error: Error | null): Error | null {
  const [last, setLast] = useState(error);
  if (error !== null && error !== last) setLast(error);
  return error ?? last;
}

/** The page stays as it was last known, and says of when that is. */
export function Stale({ at }: { readonly at: number }): JSX.Element {
  const t = useTranslations('alliance');
  const moment = useMoment();
  return <Notice tone="warn">{t('offline', { time: moment(new Date(at).toISOString()) })}</Notice>;
}

/** Whoever is only asked to join does not see the alliance; what they are asked is shown instead. */
function NotShown({
  allianceId,
  person,
  error,
  onRetry,
}: Pick<AllianceScreenProps, 'allianceId' | 'person'> & {
  readonly error: Error;
  readonly onRetry: () => void;
}): JSX.Element {
  const failure = <Failure error={error} onRetry={onRetry} />;
  if (!(error instanceof ServerRefusal) || error.status !== 404) return failure;
  return <AskedByName allianceId={allianceId} person={person} otherwise={failure} />;
}

function Loaded({
  alliance,
  planId,
  person,
}: {
  readonly alliance: AllianceView;
  readonly planId: string | undefined;
  readonly person: Person;
}): JSX.Element {
  return (
    <>
      <AllianceHead alliance={alliance} planId={planId} />
      <MyTurn alliance={alliance} />
      <Gaps alliance={alliance} />
      <Seats alliance={alliance} person={person} />
      <Owners alliance={alliance} />
      <div className={styles['pair']}>
        <Consent alliance={alliance} />
        <Lifecycle alliance={alliance} />
      </div>
    </>
  );
}
