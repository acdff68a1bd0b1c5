import { useCallback, useState } from 'react';

import { pageTabs } from '../careplan/page-tabs.ts';
import { pageDesks } from '../comments/desk/page-desks.ts';
import { isAtStake } from '../sync/save-state.ts';

/** Leaving what cannot be kept: this person, or two people side by side. */
export interface Leaving {
  /** Does it at once where nothing is at stake; otherwise asks first (PG22). */
  readonly leave: (go: () => void) => void;
  /** What waits for an answer; undefined while nothing is asked. */
  readonly asked: Asked | undefined;
}

/** One question at a time: first about the text of plans, then about comments. */
export interface Asked {
  readonly about: 'text' | 'comments';
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Asks before words that are only in this tab would be lost. */
export function useLeaving(): Leaving {
  const [asking, setAsking] = useState<{ about: Asked['about']; go: () => void }>();
  const leave = useCallback((go: () => void) => {
    if (isAtStake(pageTabs.save.get())) setAsking({ about: 'text', go });
    else if (pageDesks.unsent.get() > 0) setAsking({ about: 'comments', go });
    else go();
  }, []);
  const onStay = useCallback(() => setAsking(undefined), []);
  const onLeave = useCallback(() => {
    if (asking?.about === 'text' && pageDesks.unsent.get() > 0)
      return setAsking({ ...asking, about: 'comments' });
    setAsking(undefined);
    asking?.go();
  }, [asking]);
  return {
    leave,
    asked: asking === undefined ? undefined : { about: asking.about, onStay, onLeave },
  };
}
