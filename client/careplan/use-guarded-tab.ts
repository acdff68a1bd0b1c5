import { closeCodes } from '@alliance/shared/sync/close-code';
import { useEffect } from 'react';

import { type SaveState } from '../sync/save-state.ts';
import type { Tab } from '../sync/tab.ts';
import { useStore } from '../ui/use-store.ts';
import { type SectionSyncs, useTab } from './use-tab.ts';

const saved: SaveState = { kind: 'saved' };

/** A plan's tab that asks before unsaved work is left (PG5). */
export function useGuardedTab(planId: string): Tab | undefined {
  const tab = useTab(planId);
  const isUnsaved = useStore(tab?.save, saved).kind !== 'saved';
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (isUnsaved) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
  return tab;
}

/** How a page takes part in a session that ends under it. */
export interface SessionWatch {
  /** The session has ended and nobody has signed in again yet. */
  readonly isSignedOut: boolean;
  readonly onSignedOut: () => void;
}

/** Tells that the session has ended, and goes on where it was left when the same person is back (PG13). */
export function useSessionWatch(
  tab: Tab | undefined,
  syncs: SectionSyncs,
  { isSignedOut, onSignedOut }: SessionWatch,
): void {
  useEffect(() => {
    const ends = [...syncs.values()].map(({ state }) =>
      state.subscribe(() => {
        if (state.get().closed?.code === closeCodes.signedOut) onSignedOut();
      }),
    );
    return () => {
      for (const end of ends) end();
    };
  }, [syncs, onSignedOut]);
  useEffect(() => {
    if (!isSignedOut) tab?.retryNow();
  }, [tab, isSignedOut]);
}
