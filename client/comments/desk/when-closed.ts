import { closeCodes } from '@alliance/shared/sync/close-code';

import type { SectionState } from '../../sync/section-sync.ts';
import { type Store } from '../../sync/store.ts';

/** Calls back whenever one of the sections is closed because its reader may not see it any more; until the returned function is called. */
export function whenSectionsClose(
  syncs: ReadonlyMap<string, { readonly state: Store<Pick<SectionState, 'closed'>> }>,
  onClosed: () => void,
): () => void {
  const ends = [...syncs.values()].map(({ state }) => {
    let wasClosed = false;
    return state.subscribe(() => {
      const isClosed = state.get().closed?.code === closeCodes.notFound;
      if (isClosed && !wasClosed) onClosed();
      wasClosed = isClosed;
    });
  });
  return () => {
    for (const end of ends) end();
  };
}
