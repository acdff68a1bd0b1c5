import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { type JSX, useCallback, useMemo, useState } from 'react';

import { pageTabs } from '../careplan/page-tabs.ts';
import { pageDesks } from '../comments/desk/page-desks.ts';
import { isSignedOut, meKey, meQuery, signOut, usePersonas } from '../identity/session.ts';
import { SignInPage } from '../identity/sign-in-page.tsx';
import { Failure } from '../ui/failure.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type SignedIn, SignedInContext } from './signed-in.ts';
import { useKeptWords } from './use-kept-words.ts';

import styles from './root.module.css';

/** Where one-time links lead: nobody has to be signed in there. */
const openAddresses: ReadonlySet<string> = new Set(['/invitations']);

/** Lets in whoever is signed in; asks everybody else who they are. */
export function Root(): JSX.Element {
  const address = useLocation({ select: ({ pathname }) => pathname });
  return openAddresses.has(address) ? <Outlet /> : <House />;
}

function House(): JSX.Element {
  const queryClient = useQueryClient();
  const me = useQuery(meQuery);
  const [isChoosing, setIsChoosing] = useState(false);
  const personas = usePersonas();
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
    pageTabs.end();
    pageDesks.end();
    queryClient.clear();
    window.location.assign('/');
  }, [queryClient]);
  const isDemo = personas.data !== undefined;
  const hasEnded = isSignedOut(me.error);
  useKeptWords({ isSignedOut: hasEnded, onSignedOut: noticeSignedOut });
  const signedIn = useMemo(
    (): SignedIn | undefined =>
      me.data === undefined
        ? undefined
        : {
            me: me.data,
            isDemo,
            isSignedOut: hasEnded,
            switchPerson,
            signOut: () => void leave(),
            noticeSignedOut,
          },
    [me.data, isDemo, hasEnded, switchPerson, leave, noticeSignedOut],
  );
  if (isChoosing || (me.data === undefined && hasEnded)) return <SignInPage onSignedIn={refresh} />;
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
    </SignedInContext>
  );
}
