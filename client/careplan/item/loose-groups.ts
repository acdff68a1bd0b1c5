import { type ItemView } from '@alliance/shared/careplan/item/item-view';
import { type SectionKey } from '@alliance/shared/careplan/section';

/** The items of a section that no text shows. */
export interface LooseGroups {
  readonly counting: readonly ItemView[];
  /** Struck or stopped: they do not count any more, and can be restored. */
  readonly over: readonly ItemView[];
}

/** What is at home in a section and has no card in any text; what is done for a goal stands under that goal. */
export function looseIn(
  sectionKey: SectionKey,
  all: readonly ItemView[],
  placed: ReadonlySet<string>,
): LooseGroups {
  const unplaced = all.filter((item) => item.sectionKey === sectionKey && !placed.has(item.id));
  const standing = new Set<string>(
    all.filter(({ struck }) => struck === undefined).map(({ id }) => id),
  );
  const isUnderGoal = (item: ItemView): boolean =>
    item.kind === 'intervention' && item.goalIds.some((goalId) => standing.has(goalId));
  return {
    counting: unplaced.filter((item) => !isOver(item) && !isUnderGoal(item)),
    over: unplaced.filter(isOver),
  };
}

function isOver(item: ItemView): boolean {
  return (
    item.struck !== undefined ||
    (item.kind === 'intervention' && item.fields.status.value === 'revoked')
  );
}
