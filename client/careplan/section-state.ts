import type { SectionState, SectionSync } from '../sync/section-sync.ts';
import { useStore } from '../ui/use-store.ts';

const beforeOpening: SectionState = { phase: 'connecting', save: { kind: 'connecting' } };

/** Where a section's conversation stands; still connecting before it was opened. */
export function useSectionState(sync: SectionSync | undefined): SectionState {
  return useStore(sync?.state, beforeOpening);
}
