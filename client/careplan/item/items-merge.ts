import { type ItemView } from '@alliance/shared/careplan/item/item-view';

/** Adds what the server said about some items. Of each the newest version stays, whatever the order in which the answers arrived. Oldest first. */
export function mergeItems(
  known: readonly ItemView[],
  answered: readonly ItemView[],
): readonly ItemView[] {
  const items = new Map(known.map((item) => [item.id, item]));
  for (const item of answered) {
    const before = items.get(item.id);
    if (before === undefined || item.version >= before.version) items.set(item.id, item);
  }
  return [...items.values()].toSorted(byAge);
}

function byAge(one: ItemView, other: ItemView): number {
  return one.madeAt.localeCompare(other.madeAt) || one.id.localeCompare(other.id);
}
