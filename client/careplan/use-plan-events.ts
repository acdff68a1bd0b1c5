import { closeCodes } from '@alliance/shared/sync/close-code';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';

import type { Tab } from '../sync/tab.ts';
import { planQuery } from './plan-queries.ts';
import { type SectionSyncs } from './use-tab.ts';

/** Asks for the plan again when the server says that it changed, when a section of it is no longer there, and when nothing more is taken from me in one. */
export function usePlanEvents(tab: Tab | undefined, syncs: SectionSyncs, planId: string): void {
  const queryClient = useQueryClient();
  const ask = useCallback(
    () => void queryClient.invalidateQueries({ queryKey: planQuery(planId).queryKey }),
    [queryClient, planId],
  );
  useEffect(
    () =>
      tab?.onEvent(({ kind }) => {
        if (kind === 'plan') ask();
      }),
    [tab, ask],
  );
  useEffect(() => {
    const ends = [...syncs.values()].map(({ state }) => {
      let wasThere = true;
      return state.subscribe(() => {
        const { closed, readOnly } = state.get();
        const isThere = closed?.code !== closeCodes.notFound && readOnly !== true;
        if (wasThere && !isThere) ask();
        wasThere = isThere;
      });
    });
    return () => {
      for (const end of ends) end();
    };
  }, [syncs, ask]);
}
