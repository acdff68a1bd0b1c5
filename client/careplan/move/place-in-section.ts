import { type BlocksWithChips } from '@alliance/shared/editor/write-blocks';

import type { SectionSync } from '../../sync/section-sync.ts';
import type { NotPlaced, Placed } from './place-blocks.ts';

/** Places blocks as `placeBlocks` does. What writes them is fetched only now: the plan is read without it, also where it cannot be loaded. */
export async function placeInSection(
  sync: SectionSync | undefined,
  moved: BlocksWithChips,
  behind: { readonly blockId: string | undefined } | 'end',
  ids: 'new' | 'same',
): Promise<Placed | NotPlaced> {
  const placing = await import('./place-blocks.ts').catch(() => undefined);
  if (placing === undefined) return 'offline';
  const { newIds, placeBlocks, sameIds } = placing;
  return placeBlocks(sync, moved, behind, ids === 'new' ? newIds : sameIds);
}
