import { useEffect } from 'react';

import { pageTabs } from '../careplan/page-tabs.ts';
import { pageDesks } from '../comments/desk/page-desks.ts';
import { isAtStake } from '../sync/save-state.ts';
import { useStore } from '../ui/use-store.ts';

/** Marks a page that holds something unsaved, for the page around it. */
const atStake = 'data-at-stake';

/** Whether a page of ours, as in a frame, holds something unsaved. */
export function isMarkedAtStake(page: Document): boolean {
  return page.documentElement.hasAttribute(atStake);
}

/**
 * Cares for what is not saved, on whatever screen: the browser asks before the tab is closed (PG5), and a session that
 * ended is asked for again, also where the plan was left meanwhile (PG13).
 */
export function useKeptWords({
  isSignedOut,
  onSignedOut,
}: {
  readonly isSignedOut: boolean;
  readonly onSignedOut: () => void;
}): void {
  const save = useStore(pageTabs.save, pageTabs.save.get());
  const unsent = useStore(pageDesks.unsent, 0);
  const deskNeedsSignIn = useStore(pageDesks.needsSignIn, false);
  const isUnsafe = isAtStake(save) || unsent > 0;
  const needsSignIn =
    deskNeedsSignIn || (save.kind === 'not-saved' && save.reason === 'signed-out');
  useEffect(() => {
    if (!isUnsafe) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    document.documentElement.setAttribute(atStake, '');
    return () => {
      window.removeEventListener('beforeunload', ask);
      document.documentElement.removeAttribute(atStake);
    };
  }, [isUnsafe]);
  useEffect(() => {
    if (needsSignIn) onSignedOut();
  }, [needsSignIn, onSignedOut]);
  useEffect(() => {
    if (isSignedOut) return;
    pageTabs.retryNow();
    pageDesks.retryNow();
  }, [isSignedOut]);
}
