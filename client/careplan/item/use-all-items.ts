import { type ItemView } from '@alliance/shared/careplan/item/item-view';

import { useStore } from '../../ui/use-store.ts';
import { useItems } from './items-context.ts';

/** The items of the plan as they are now; none while they are not known. */
export function useAllItems(): readonly ItemView[] {
  return useStore(useItems()?.desk.items, none) ?? none;
}

const none: readonly ItemView[] = [];
