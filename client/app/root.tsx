import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { type JSX, useCallback, useEffect, useMemo, useState } from 'react';

import { pageTabs } from '../careplan/page-tabs.ts';
import { pageDesks } from '../comments/desk/page-desks.ts';
import { unlocked } from '../identity/lock/page-lock.ts';
import { entranceQuery, isSessionLocked } from '../identity/session-queries.ts';
import { isSignedOut, meKey, meQuery, signOut } from '../identity/session.ts';
import { SignInPage } from '../identity/sign-in-page.tsx';
import { Failure } from '../ui/failure.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useStore } from '../ui/use-store.ts';
import { leavePage } from './leave-page.ts';
import { fetchLock, Locked, LockedEntrance } from './locked.tsx';
import { type SignedIn, SignedInContext } from './signed-in.ts';
import { useKeptWords } from './use-kept-words.ts';
import { useLock } from './use-lock.ts';

import styles from './root.module.css';

/** Where one-time links lead: nobody has to be signed in there. */
const openAddresses: ReadonlySet<string> = new Set([
  '/set-up',
  '/join',
  '/new-password',
  '/invitations',
]);

/** Lets in whoever is signed in; asks everybody else who they are. */
export function Root(): JSX.Element {
  const address = useLocation({ select: ({ pathname }) => pathname });
  return openAddresses.has(address) ? <Outlet /> : <House />;
}

function House(): JSX.Element {
  const queryClient = useQueryClient();
  const me = useQuery(meQuery);
  const entrance = useQuery(entranceQuery);
  const [isChoosing, setIsChoosing] = useState(false);
  const isDemo = entrance.data?.isDemo === true;
  const hasEnded = isSignedOut(me.error);
  const lock = useLock({ me: me.data, entrance: entrance.data, error: me.error });
  const { isLocked } = useStore(lock?.state, unlocked);
  useEffect(fetchLock, []);
  const refresh = useCallback(async () => {
    setIsChoosing(false);
    await queryClient.resetQueries();
  }, [queryClient]);
  const noticeSignedOut = useCallback(
    () => void queryClient.invalidateQueries({ queryKey: meKey }),
    [queryClient],
  );
  const switchPerson = useCallback(() => {
    pageTabs.end();
    pageDesks.end();
    setIsChoosing(true);
  }, []);
  const leave = useCallback(async () => {
    await signOut();
    lock?.leave();
    leavePage(queryClient);
  }, [queryClient, lock]);
  useKeptWords({ isSignedOut: hasEnded, onSignedOut: noticeSignedOut });
  const signedIn = useMemo(
    (): SignedIn | undefined =>
      me.data === undefined
        ? undefined
        : {
            me: me.data,
            isDemo,
            // Behind the lock nothing else is asked.
            isSignedOut: hasEnded && !isLocked,
            switchPerson,
            signOut: () => void leave(),
            noticeSignedOut,
            lock: lock && (() => lock.lockNow()),
          },
    [me.data, isDemo, hasEnded, isLocked, switchPerson, leave, noticeSignedOut, lock],
  );
  if (isChoosing || (me.data === undefined && hasEnded)) return <SignInPage onSignedIn={refresh} />;
  if (me.data === undefined && isSessionLocked(me.error))
    return <LockedEntrance isDemo={isDemo} onOpen={refresh} />;
  if (signedIn === undefined)
    return (
      <main className={styles['waiting']}>
        {me.error === null ? (
          <Skeleton heights={[48, 36, 240]} />
        ) : (
          <Failure error={me.error} onRetry={() => void me.refetch()} />
        )}
      </main>
    );
  return (
    <SignedInContext value={signedIn}>
      <Outlet />
      <Locked me={signedIn.me} lock={lock} isDemo={isDemo} />
    </SignedInContext>
  );
}
