import { mayCommentThere, mayEditThere } from '../../access/item-relations.ts';
import { isWritable, rightHere } from '../../access/item-standing.ts';
import { itemEntriesMax } from '../../limits.ts';
import { type PlanId } from '../care-plan.ts';
import { hasLongText, obstacleToGoal, obstacleToIntervention } from './check-values.ts';
import { obstacleToGoals } from './decide-intervention.ts';
import {
  type FirstWriting,
  contingencyFields,
  goalFields,
  interventionFields,
} from './first-fields.ts';
import {
  firstContingencyValues,
  firstGoalValues,
  firstInterventionValues,
} from './first-values.ts';
import { type StartItem } from './item-command.ts';
import {
  type ItemActor,
  type ItemContext,
  type ItemDecision,
  authorInSeat,
  refusedItem,
} from './item-decision.ts';
import { type ItemRefusalReason } from './item-refusals.ts';
import { type ItemBase, type PlanItem } from './item.ts';
import { writingSeatFor } from './writing-seat.ts';

/** Decides whether an item is made (IT1, AC26, AC27). */
export function startItem(
  planId: PlanId,
  asked: StartItem,
  by: ItemActor,
  context: ItemContext,
): ItemDecision {
  const { standing, at } = context;
  const obstacle = obstacleToRight(asked, context) ?? obstacleToValues(planId, asked, context);
  const seat = writingSeatFor(standing, asked);
  if (obstacle !== undefined || seat === undefined) return refusedItem(obstacle ?? 'may-not-start');
  const { itemId: id, sectionKey, isPrivate } = asked;
  const base: ItemBase = {
    id,
    planId,
    sectionKey,
    author: authorInSeat(seat, by),
    madeAt: at,
    ...(isPrivate && { isPrivate }),
    tags: [],
    version: 1,
  };
  return { ok: true, item: itemOf(base, asked, { by: by.id, at }) };
}

function obstacleToRight(
  asked: StartItem,
  { standing }: ItemContext,
): ItemRefusalReason | undefined {
  const { sectionKey } = asked;
  const right = rightHere(standing, sectionKey);
  if (right === 'none') return 'not-there';
  if (!isWritable(standing, sectionKey)) return 'at-rest';
  if (mayEditThere(standing, sectionKey)) return undefined;
  if (!mayCommentThere(standing, sectionKey) || asked.kind === 'intervention')
    return 'may-not-start';
  const isTakenUp = asked.kind === 'goal' && (asked.values.lifecycle ?? 'proposed') !== 'proposed';
  return isTakenUp ? 'may-only-propose' : undefined;
}

function obstacleToValues(
  planId: PlanId,
  asked: StartItem,
  context: ItemContext,
): ItemRefusalReason | undefined {
  switch (asked.kind) {
    case 'goal':
      return obstacleToGoal(asked.values, context);
    case 'intervention':
      if (asked.goalIds.length > itemEntriesMax) return 'entries-full';
      return (
        obstacleToIntervention(asked.values, asked.sectionKey, context) ??
        obstacleToGoals(asked.goalIds, planId, context)
      );
    case 'contingency':
      return hasLongText(asked.values) ? 'too-long' : undefined;
  }
}

function itemOf(base: ItemBase, asked: StartItem, writing: FirstWriting): PlanItem {
  switch (asked.kind) {
    case 'goal': {
      const fields = goalFields({ ...firstGoalValues, ...asked.values }, writing);
      const nothing = { supporting: [], parts: [], agreements: [], progress: [] };
      return { ...base, kind: 'goal', fields, ...nothing };
    }
    case 'intervention': {
      const fields = interventionFields({ ...firstInterventionValues, ...asked.values }, writing);
      const goalIds = [...new Set(asked.goalIds)];
      return { ...base, kind: 'intervention', fields, goalIds, assisting: [], done: [] };
    }
    case 'contingency': {
      const fields = contingencyFields({ ...firstContingencyValues, ...asked.values }, writing);
      return { ...base, kind: 'contingency', fields };
    }
  }
}
