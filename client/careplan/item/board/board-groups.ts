import { goalLifecycles } from '@alliance/shared/careplan/item/goal';
import { smartOf } from '@alliance/shared/careplan/item/smart';

import { isRunning } from '../goal-facts.tsx';
import { midnightOf } from '../item-words.ts';
import { type ItemViewOf } from '../items-context.ts';

/** How the board is shown. */
export interface BoardLook {
  readonly by: 'status' | 'discipline';
  /** Only goals that this discipline leads or supports. */
  readonly discipline: string;
  readonly isOnlyMissing: boolean;
  readonly isOnlyDue: boolean;
  readonly withStruck: boolean;
}

/** Goals under one heading. */
export interface BoardGroup {
  /** A lifecycle, or a discipline; empty where nobody leads. */
  readonly key: string;
  readonly goals: readonly ItemViewOf<'goal'>[];
}

/** A goal is due when its day is over or comes within so many days. */
const dueDays = 7;

/** The goals that a look shows, under their headings; those that are due first come first. */
export function groupsOf(
  goals: readonly ItemViewOf<'goal'>[],
  look: BoardLook,
  now: Date,
): readonly BoardGroup[] {
  const shown = goals.filter((goal) => isShown(goal, look, now)).toSorted(byDue);
  const keys =
    look.by === 'status'
      ? goalLifecycles
      : [...new Set(shown.map(leadOf))].toSorted((one, other) => rank(one) - rank(other));
  return keys
    .map((key) => ({ key, goals: shown.filter((goal) => keyOf(goal, look) === key) }))
    .filter((group) => group.goals.length > 0);
}

/** Whether a goal's day is over, or near. */
export function isDue({ fields }: Pick<ItemViewOf<'goal'>, 'fields'>, now: Date): boolean {
  const due = fields.dueOn.value;
  if (due === null || !isRunning({ fields })) return false;
  return midnightOf(due).getTime() - now.getTime() < dueDays * 86_400_000;
}

function isShown(goal: ItemViewOf<'goal'>, look: BoardLook, now: Date): boolean {
  const isOfDiscipline =
    look.discipline === '' ||
    leadOf(goal) === look.discipline ||
    goal.supporting.some((key) => key === look.discipline);
  return (
    isOfDiscipline &&
    (look.withStruck || goal.struck === undefined) &&
    (!look.isOnlyMissing || smartOf(goal).missing.length > 0) &&
    (!look.isOnlyDue || isDue(goal, now))
  );
}

function keyOf(goal: ItemViewOf<'goal'>, { by }: BoardLook): string {
  return by === 'status' ? goal.fields.lifecycle.value : leadOf(goal);
}

function leadOf({ fields }: ItemViewOf<'goal'>): string {
  return fields.leadDiscipline.value ?? '';
}

function rank(key: string): number {
  return key === '' ? 1 : 0;
}

function byDue(one: ItemViewOf<'goal'>, other: ItemViewOf<'goal'>): number {
  const [first, second] = [one.fields.dueOn.value, other.fields.dueOn.value];
  if (first === second) return one.madeAt.localeCompare(other.madeAt);
  if (first === null || second === null) return first === null ? 1 : -1;
  return first.localeCompare(second);
}
