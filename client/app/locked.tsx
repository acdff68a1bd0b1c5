import { type Me } from '@alliance/shared/identity/person';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { pageTabs } from '../careplan/page-tabs.ts';
import { pageDesks } from '../comments/desk/page-desks.ts';
import { BehindLock } from '../identity/lock/behind-lock.tsx';
import { IdleWarning } from '../identity/lock/idle-warning.tsx';
import { lockedName, forgetLocked } from '../identity/lock/kept-lock.ts';
import { type PageLock, unlocked } from '../identity/lock/page-lock.ts';
import { unlockSession } from '../identity/session-queries.ts';
import { signOut } from '../identity/session.ts';
import { Guard } from '../ui/guard.tsx';
import { useStore } from '../ui/use-store.ts';
import { leavePage } from './leave-page.ts';
import { isUnsafe } from './use-lock.ts';

const fetchLockScreen = () => import('../identity/lock/lock-screen.tsx');

/** Fetches the code of the lock: it must be here when there is no network. */
export function fetchLock(): void {
  void fetchLockScreen().catch(() => undefined);
}

const Screen = lazy(async () => ({ default: (await fetchLockScreen()).LockScreen }));

/** Lies in the place of the page while it is locked, and warns before that. */
export function Locked({
  me,
  lock,
  isDemo,
}: {
  readonly me: Me;
  readonly lock: PageLock | undefined;
  readonly isDemo: boolean;
}): JSX.Element | null {
  const t = useTranslations('lock');
  const queryClient = useQueryClient();
  const { isLocked, secondsLeft, hasEnded } = useStore(lock?.state, unlocked);
  // What is saved meanwhile counts anew.
  useStore(pageTabs.save, pageTabs.save.get());
  useStore(pageDesks.unsent, 0);
  if (lock === undefined) return null;
  if (!isLocked) return secondsLeft === undefined ? null : <IdleWarning seconds={secondsLeft} />;
  const somebodyElse = async (): Promise<void> => {
    await signOut();
    lock.leave();
    leavePage(queryClient);
  };
  return (
    <BehindLock title={t('documentTitle')}>
      <LazyScreen
        person={me.person}
        name={me.person.shortName}
        isDemo={isDemo}
        isUnsafe={isUnsafe()}
        hasEnded={hasEnded}
        onUnlock={(proof) => lock.unlock(proof)}
        onSignedIn={() => lock.goOn()}
        onSomebodyElse={somebodyElse}
      />
    </BehindLock>
  );
}

/** A page that was locked before it was loaded: nothing is behind it yet. */
export function LockedEntrance({
  isDemo,
  onOpen,
}: {
  readonly isDemo: boolean;
  readonly onOpen: () => Promise<void>;
}): JSX.Element {
  const queryClient = useQueryClient();
  const unlock = async (proof: string): Promise<void> => {
    await unlockSession(proof);
    forgetLocked();
    await onOpen();
  };
  const somebodyElse = async (): Promise<void> => {
    await signOut();
    leavePage(queryClient);
  };
  return (
    <LazyScreen
      person={undefined}
      name={lockedName()}
      isDemo={isDemo}
      isUnsafe={false}
      hasEnded={false}
      onUnlock={unlock}
      onSignedIn={onOpen}
      onSomebodyElse={somebodyElse}
    />
  );
}

function LazyScreen(props: React.ComponentProps<typeof Screen>): JSX.Element {
  const t = useTranslations('lock');
  return (
    <Guard fallback={<p role="alert">{t('missing')}</p>}>
      <Suspense fallback={null}>
        <Screen {...props} />
      </Suspense>
    </Guard>
  );
}
