/** Writes to the fields of an item (IT5 to IT11). */
import { isItemOneOf, takingUp } from '../../access/item-actions.ts';
import { hasLongText, obstacleToGoal, obstacleToIntervention } from './check-values.ts';
import { type Contingency } from './contingency.ts';
import { type FirstWriting } from './first-fields.ts';
import { type Goal, type GoalLifecycle } from './goal.ts';
import { type Intervention } from './intervention.ts';
import { type ItemCommand } from './item-command.ts';
import { type ItemDecision, type ItemTurn, changedItem, refusedItem } from './item-decision.ts';
import { areOverfull, writeFields, writtenValues } from './write-fields.ts';

/** A goal that the team works on, or has worked on. */
const takenUp: ReadonlySet<GoalLifecycle> = new Set([
  'planned',
  'accepted',
  'active',
  'on-hold',
  'completed',
]);

/** Writes fields of a goal. */
export function writeGoal(
  turn: ItemTurn<Goal>,
  { fields: writes }: Extract<ItemCommand, { type: 'write-goal' }>,
): ItemDecision {
  const { item, relations, context } = turn;
  const values = writtenValues(item.fields, writes);
  if (takesUp(item, values.lifecycle) && !isItemOneOf(relations, takingUp))
    return refusedItem('may-only-propose');
  const [startOn, dueOn] = [item.fields.startOn.value, item.fields.dueOn.value];
  const areDates = writes.startOn !== undefined || writes.dueOn !== undefined;
  const obstacle = obstacleToGoal({ ...(areDates && { startOn, dueOn }), ...values }, context);
  if (obstacle !== undefined) return refusedItem(obstacle);
  if (Object.keys(values).length === 0) return refusedItem('nothing-written');
  const fields = writeFields(item.fields, writes, writingOf(turn));
  return areOverfull(fields) ? refusedItem('undecided-full') : changedItem(item, { fields });
}

/** What nobody works on becomes a goal of the team: whoever proposed it, and named their own discipline as its lead, cannot say so. */
function takesUp({ fields }: Goal, lifecycle: GoalLifecycle | undefined): boolean {
  if (lifecycle === undefined || !takenUp.has(lifecycle)) return false;
  const now = [fields.lifecycle, ...(fields.lifecycle.candidates ?? [])];
  return now.some(({ value }) => !takenUp.has(value));
}

/** Writes fields of an intervention. */
export function writeIntervention(
  turn: ItemTurn<Intervention>,
  { fields: writes }: Extract<ItemCommand, { type: 'write-intervention' }>,
): ItemDecision {
  const { item, context } = turn;
  const values = writtenValues(item.fields, writes);
  const [startOn, endOn] = [item.fields.startOn.value, item.fields.endOn.value];
  const areDates = writes.startOn !== undefined || writes.endOn !== undefined;
  const checked = { ...(areDates && { startOn, endOn }), ...values };
  const obstacle = obstacleToIntervention(checked, item.sectionKey, context);
  if (obstacle !== undefined) return refusedItem(obstacle);
  if (Object.keys(values).length === 0) return refusedItem('nothing-written');
  const fields = writeFields(item.fields, writes, writingOf(turn));
  return areOverfull(fields) ? refusedItem('undecided-full') : changedItem(item, { fields });
}

/** Writes fields of a row. */
export function writeContingency(
  turn: ItemTurn<Contingency>,
  { fields: writes }: Extract<ItemCommand, { type: 'write-contingency' }>,
): ItemDecision {
  const { item } = turn;
  const values = writtenValues(item.fields, writes);
  if (hasLongText(values)) return refusedItem('too-long');
  if (Object.keys(values).length === 0) return refusedItem('nothing-written');
  const fields = writeFields(item.fields, writes, writingOf(turn));
  return areOverfull(fields) ? refusedItem('undecided-full') : changedItem(item, { fields });
}

function writingOf({ by, context }: ItemTurn): FirstWriting {
  return { by: by.id, at: context.at };
}
