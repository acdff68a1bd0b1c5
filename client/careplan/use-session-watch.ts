import { closeCodes } from '@alliance/shared/sync/close-code';
import { useEffect } from 'react';

import type { Tab } from '../sync/tab.ts';
import { type SectionSyncs } from './use-tab.ts';

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
