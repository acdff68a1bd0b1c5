import { useCallback, useState } from 'react';

import { pageTabs } from '../careplan/page-tabs.ts';
import { isAtStake } from '../sync/save-state.ts';

/** Leaving what cannot be kept: this person, or two people side by side. */
export interface Leaving {
  /** Does it at once where nothing is at stake; otherwise asks first (PG22). */
  readonly leave: (go: () => void) => void;
  /** What waits for an answer; undefined while nothing is asked. */
  readonly asked: { readonly onStay: () => void; readonly onLeave: () => void } | undefined;
}

/** Asks before words that are only in this tab would be lost. */
export function useLeaving(): Leaving {
  const [go, setGo] = useState<() => void>();
  const leave = useCallback((next: () => void) => {
    if (isAtStake(pageTabs.save.get())) setGo(() => next);
    else next();
  }, []);
  const onStay = useCallback(() => setGo(undefined), []);
  const onLeave = useCallback(() => {
    setGo(undefined);
    go?.();
  }, [go]);
  return { leave, asked: go === undefined ? undefined : { onStay, onLeave } };
}
