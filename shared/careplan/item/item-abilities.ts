import { isItemOneOf, itemActions } from '../../access/item-actions.ts';
import { isUnshared, relationsToItem } from '../../access/item-relations.ts';
import { type ItemStanding } from '../../access/item-standing.ts';
import { type ItemAbility, itemAbilities } from './item-command.ts';
import { type ItemKind, type PlanItem } from './item.ts';

/** What a person may do with an item now, as its buttons show it: by the same table and states by which `decide-item.ts` decides. */
export function abilitiesOnItem(standing: ItemStanding, item: PlanItem): readonly ItemAbility[] {
  const relations = relationsToItem(standing, item);
  return itemAbilities.filter(
    (ability) =>
      isItemOneOf(relations, itemActions[ability].for) &&
      suits(ability, item) &&
      (ability !== 'ask' || !isUnshared(standing, item)),
  );
}

function suits(ability: ItemAbility, { kind, struck }: PlanItem): boolean {
  if (!(kindsWith[ability] ?? [kind]).includes(kind)) return false;
  if (ability === 'restore') return struck !== undefined;
  return struck === undefined;
}

/** What only some kinds of items know. */
const kindsWith: Readonly<Partial<Record<ItemAbility, readonly ItemKind[]>>> = {
  support: ['goal'],
  ask: ['goal'],
  contribute: ['goal'],
  answer: ['goal'],
  progress: ['goal'],
  serve: ['intervention'],
  assist: ['intervention'],
  done: ['intervention'],
};
