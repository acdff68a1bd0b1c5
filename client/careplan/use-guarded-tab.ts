import { useEffect } from 'react';

import type { SaveState } from '../sync/save-state.ts';
import type { Tab } from '../sync/tab.ts';
import { useStore } from '../ui/use-store.ts';
import { useTab } from './use-tab.ts';

const saved: SaveState = { kind: 'saved' };

/** A plan's tab that asks before unsaved work is left (PG5), and tells when the session has ended. */
export function useGuardedTab(planId: string, onSignedOut: () => void): Tab | undefined {
  const tab = useTab(planId);
  const save = useStore(tab?.save, saved);
  const isUnsaved = save.kind !== 'saved';
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
  const isSignedOut = save.kind === 'not-saved' && save.reason === 'signed-out';
  useEffect(() => {
    if (isSignedOut) onSignedOut();
  }, [isSignedOut, onSignedOut]);
  return tab;
}
