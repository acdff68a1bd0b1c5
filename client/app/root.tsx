import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { type JSX, useCallback, useMemo, useState } from 'react';

import { isSignedOut, meKey, meQuery, signOut, usePersonas } from '../identity/session.ts';
import { SignInPage } from '../identity/sign-in-page.tsx';
import { Failure } from '../ui/failure.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type SignedIn, SignedInContext } from './signed-in.ts';

import styles from './root.module.css';

/** Lets in whoever is signed in; asks everybody else who they are. */
export function Root(): JSX.Element {
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
  const leave = useCallback(async () => {
    await signOut();
    queryClient.clear();
    window.location.assign('/');
  }, [queryClient]);
  const isDemo = personas.data !== undefined;
  const hasEnded = isSignedOut(me.error);
  const signedIn = useMemo(
    (): SignedIn | undefined =>
      me.data === undefined
        ? undefined
        : {
            me: me.data,
            isDemo,
            isSignedOut: hasEnded,
            switchPerson: () => setIsChoosing(true),
            signOut: () => void leave(),
            noticeSignedOut,
          },
    [me.data, isDemo, hasEnded, leave, noticeSignedOut],
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
