import { seesItem } from '../../access/item-relations.ts';
/** What the team does with an intervention beside writing it (IT8, IT17, IT18). */
import { doneKeptMax, itemEntriesMax } from '../../limits.ts';
import { hasLongText, obstacleToSeat } from './check-values.ts';
import { type Intervention } from './intervention.ts';
import { type ItemCommand } from './item-command.ts';
import {
  type ItemContext,
  type ItemDecision,
  type ItemTurn,
  authorInSeat,
  changedItem,
  refusedItem,
} from './item-decision.ts';
import { type ItemRefusalReason } from './item-refusals.ts';
import { type ItemId } from './item.ts';
import { writingSeatFor } from './writing-seat.ts';

type InterventionTurn = ItemTurn<Intervention>;
type CommandFor<Type extends ItemCommand['type']> = Extract<ItemCommand, { readonly type: Type }>;

/** It serves a goal, or no longer does. */
export function serve(
  { item, context }: InterventionTurn,
  { goalId, isServing }: CommandFor<'serve'>,
): ItemDecision {
  const obstacle = obstacleToGoals([goalId], item.planId, context);
  if (obstacle !== undefined) return refusedItem(obstacle);
  const others = item.goalIds.filter((id) => id !== goalId);
  const goalIds = isServing ? [...others, goalId] : others;
  return goalIds.length > itemEntriesMax
    ? refusedItem('entries-full')
    : changedItem(item, { goalIds });
}

/** A seat assists, or no longer does. */
export function assist(
  { item, context }: InterventionTurn,
  { seatId, isAssisting }: CommandFor<'assist'>,
): ItemDecision {
  const obstacle = isAssisting ? obstacleToSeat(context, seatId, item.sectionKey) : undefined;
  if (obstacle !== undefined) return refusedItem(obstacle);
  const others = item.assisting.filter((id) => id !== seatId);
  const assisting = isAssisting ? [...others, seatId] : others;
  return assisting.length > itemEntriesMax
    ? refusedItem('entries-full')
    : changedItem(item, { assisting });
}

/** It was done. The newest are kept with it; every version of it is kept besides. */
export function done(
  { item, by, context }: InterventionTurn,
  command: CommandFor<'done'>,
): ItemDecision {
  if (hasLongText(command)) return refusedItem('too-long');
  const seat = writingSeatFor(context.standing, item, item.fields.responsible.value);
  if (seat === undefined) return refusedItem('may-not-record');
  const entry = { by: authorInSeat(seat, by), at: context.at, note: command.note };
  return changedItem(item, { done: [...item.done, entry].slice(-doneKeptMax) });
}

/** Why these goals cannot be served; undefined when they can: each is a goal of the plan that the writer sees. */
export function obstacleToGoals(
  goalIds: readonly ItemId[],
  planId: Intervention['planId'],
  { others, standing }: ItemContext,
): ItemRefusalReason | undefined {
  const areThere = goalIds.every((goalId) => {
    const goal = others.get(goalId);
    return goal?.kind === 'goal' && goal.planId === planId && seesItem(standing, goal);
  });
  return areThere ? undefined : 'goal-not-there';
}
