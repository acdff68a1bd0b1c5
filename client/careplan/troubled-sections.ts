import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { useCallback, useMemo, useSyncExternalStore } from 'react';

import type { SectionState } from '../sync/section-sync.ts';
import { type SectionSyncs } from './use-tab.ts';

/** The sections of a page that say themselves what of mine is not saved in them, and what can be done about it. */
export function useTroubledSections(plan: PlanView, syncs: SectionSyncs): readonly SectionView[] {
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = [...syncs.values()].map(({ state }) => state.subscribe(listener));
      return () => ends.forEach((end) => end());
    },
    [syncs],
  );
  // A string, because the same answer must be the same value.
  const troubled = useSyncExternalStore(subscribe, () =>
    [...syncs]
      .filter(([, { state }]) => saysSo(state.get()))
      .map(([documentId]) => documentId)
      .join('\n'),
  );
  return useMemo(() => {
    const documentIds = troubled.split('\n');
    return plan.sections.filter(({ documentId }) => documentIds.includes(documentId));
  }, [plan.sections, troubled]);
}

/** Signing in again and reloading are asked for once, for the whole page. */
function saysSo({ save }: SectionState): boolean {
  return save.kind === 'not-saved' && save.reason !== 'signed-out' && save.reason !== 'outdated';
}
