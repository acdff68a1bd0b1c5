import { type Entrance } from '@alliance/shared/identity/account';
import { type Me } from '@alliance/shared/identity/person';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';

import { pageTabs } from '../careplan/page-tabs.ts';
import { pageDesks } from '../comments/desk/page-desks.ts';
import { PageLock } from '../identity/lock/page-lock.ts';
import { usePageLock } from '../identity/lock/use-page-lock.ts';
import { isSessionLocked } from '../identity/session-queries.ts';
import { isSignedOut, meQuery } from '../identity/session.ts';
import { isAtStake } from '../sync/save-state.ts';
import { leavePage } from './leave-page.ts';
import { quietTabs } from './quiet-tabs.ts';

/** How long what is being saved may take before the page hangs up. It is kept in this page all the same. */
const flushMsMax = 3_000;

/** The lock of this page, for whoever is signed in; undefined while nobody is, or around two people side by side, who lock themselves. */
export function useLock({
  me,
  entrance,
  error,
}: {
  readonly me: Me | undefined;
  readonly entrance: Entrance | undefined;
  /** Why the server does not say who I am. */
  readonly error: unknown;
}): PageLock | undefined {
  const queryClient = useQueryClient();
  const { beside } = useSearch({ strict: false });
  const isAround = beside !== undefined && entrance?.isDemo === true;
  const { id, shortName } = me?.person ?? {};
  const isDemo = entrance?.isDemo;
  const minutes = entrance?.idleMinutes;
  const lock = useMemo(() => {
    if (id === undefined || shortName === undefined || isDemo === undefined || isAround)
      return undefined;
    return new PageLock({
      person: { id, name: shortName, sharesHands: isDemo },
      minutes,
      flush: savedSoon,
      hangUp,
      wake: () => wake(queryClient, id),
      onLeft: () => left(queryClient),
    });
  }, [id, shortName, isDemo, minutes, isAround, queryClient]);
  usePageLock(lock);
  useEffect(() => {
    if (isSessionLocked(error)) lock?.hearLocked();
    if (isSignedOut(error)) lock?.hearOver();
  }, [lock, error]);
  return lock;
}

/** Whether something in this page is nowhere else. */
export function isUnsafe(): boolean {
  return isAtStake(pageTabs.save.get()) || pageDesks.unsent.get() > 0;
}

function savedSoon(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, flushMsMax);
    const stop = pageTabs.save.subscribe(() => isAtStake(pageTabs.save.get()) || done());
    if (!isAtStake(pageTabs.save.get())) done();
  });
}

function hangUp(): void {
  pageTabs.pause();
  quietTabs.pause();
}

async function wake(queryClient: QueryClient, personId: string): Promise<boolean> {
  try {
    const { person } = await queryClient.fetchQuery({ ...meQuery, staleTime: 0, retry: false });
    // Somebody else is signed in here now: nothing of this page is theirs.
    if (person.id !== personId) return false;
  } catch {
    return false;
  }
  pageTabs.resume();
  quietTabs.resume();
  pageDesks.retryNow();
  void queryClient.invalidateQueries();
  return true;
}

/** What is nowhere else waits for its person; everything else goes. */
function left(queryClient: QueryClient): boolean {
  if (isUnsafe()) return false;
  leavePage(queryClient);
  return true;
}
