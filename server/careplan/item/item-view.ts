import { mayCommentThere, mayEditThere, seesItem } from '@alliance/shared/access/item-relations';
import { type ItemStanding } from '@alliance/shared/access/item-standing';
import { type ItemId, type PlanItem } from '@alliance/shared/careplan/item/item';
import { abilitiesOnItem } from '@alliance/shared/careplan/item/item-abilities';
import { type ItemView, type ItemsView } from '@alliance/shared/careplan/item/item-view';

/** An item as its reader meets it. `seen`: the goals that they may see; of others not even the id reaches them (IT8). */
export function itemView(
  standing: ItemStanding,
  item: PlanItem,
  seen: ReadonlySet<ItemId>,
): ItemView {
  return { ...withSeenGoals(item, seen), can: abilitiesOnItem(standing, item) };
}

/** An item without the goals that its reader may not see. */
export function withSeenGoals(item: PlanItem, seen: ReadonlySet<ItemId>): PlanItem {
  if (item.kind !== 'intervention') return item;
  return { ...item, goalIds: item.goalIds.filter((id) => seen.has(id)) };
}

/** The ids of the goals among some items that somebody may see. */
export function seenGoals(standing: ItemStanding, items: readonly PlanItem[]): ReadonlySet<ItemId> {
  const goals = items.filter(({ kind }) => kind === 'goal');
  return new Set(goals.filter((goal) => seesItem(standing, goal)).map(({ id }) => id));
}

/** Where somebody may make an item, and whether it begins as a proposal. */
export function startableSections(standing: ItemStanding): ItemsView['canStartIn'] {
  return [...standing.rights.keys()]
    .filter((key) => mayCommentThere(standing, key))
    .map((sectionKey) => ({
      sectionKey,
      isProposal: !mayEditThere(standing, sectionKey),
    }));
}
