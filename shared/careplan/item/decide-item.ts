/**
 * What may happen to an item (rules IT and AC25 to AC29 of `SPEC.md`). Pure: the same item, command and context always
 * give the same answer, so that a write that was overtaken is simply decided again on the newer item.
 *
 *   sees it? ─no─▶ IT2     anybody may write there? ─no─▶ AC29     may do this? ─no─▶ the rule of the table
 *      │                                │                               │
 *      ▼                                ▼                               ▼
 *   is it in the plan? ─no─▶ IT19    the command itself ─▶ the item, one version on, or a refusal with its rule
 */
import { abilityFor, isItemOneOf, itemActions } from '../../access/item-actions.ts';
import { relationsToItem, seesItem } from '../../access/item-relations.ts';
import { isWritable } from '../../access/item-standing.ts';
import { itemCharactersMax } from '../../limits.ts';
import { type Contingency } from './contingency.ts';
import { writeContingency, writeGoal, writeIntervention } from './decide-fields.ts';
import { answer, ask, contribute, progress, support } from './decide-goal.ts';
import { assist, done, serve } from './decide-intervention.ts';
import { restore, share, strike, tag, untag } from './decide-life.ts';
import { type Goal } from './goal.ts';
import { type Intervention } from './intervention.ts';
import { type ItemCommand } from './item-command.ts';
import {
  type ItemActor,
  type ItemContext,
  type ItemDecision,
  type ItemTurn,
  refusedItem,
} from './item-decision.ts';
import { type PlanItem } from './item.ts';

/** Decides a command on an item. An accepted one always gives the next version, also where it changes nothing else. */
export function decideItem(
  item: PlanItem,
  command: ItemCommand,
  by: ItemActor,
  context: ItemContext,
): ItemDecision {
  const { standing } = context;
  if (!seesItem(standing, item)) return refusedItem('not-there');
  if (!isWritable(standing, item.sectionKey)) return refusedItem('at-rest');
  const relations = relationsToItem(standing, item);
  const right = itemActions[abilityFor[command.type]];
  if (!isItemOneOf(relations, right.for)) return refusedItem(right.refusal);
  if (item.struck !== undefined && command.type !== 'restore') return refusedItem('struck');
  const decision = carryOut({ item, by, relations, context }, command);
  return decision.ok && isOverfull(item, decision.item) ? refusedItem('entries-full') : decision;
}

/** What takes something away, or strikes it, is never too long. */
function isOverfull(before: PlanItem, after: PlanItem): boolean {
  if (after.struck !== undefined) return false;
  const length = JSON.stringify(after).length;
  return length > itemCharactersMax && length > JSON.stringify(before).length;
}

function carryOut(turn: ItemTurn, command: ItemCommand): ItemDecision {
  switch (command.type) {
    case 'write-goal':
      return onGoal(turn, (goal) => writeGoal(goal, command));
    case 'write-intervention':
      return onIntervention(turn, (intervention) => writeIntervention(intervention, command));
    case 'write-contingency':
      return onContingency(turn, (row) => writeContingency(row, command));
    case 'support':
      return onGoal(turn, (goal) => support(goal, command));
    case 'ask':
      return onGoal(turn, (goal) => ask(goal, command));
    case 'contribute':
      return onGoal(turn, (goal) => contribute(goal, command));
    case 'answer':
      return onGoal(turn, (goal) => answer(goal, command));
    case 'progress':
      return onGoal(turn, (goal) => progress(goal, command));
    case 'serve':
      return onIntervention(turn, (intervention) => serve(intervention, command));
    case 'assist':
      return onIntervention(turn, (intervention) => assist(intervention, command));
    case 'done':
      return onIntervention(turn, (intervention) => done(intervention, command));
    case 'tag':
      return tag(turn, command);
    case 'untag':
      return untag(turn, command);
    case 'strike':
      return strike(turn, command);
    case 'restore':
      return restore(turn);
    case 'share':
      return share(turn);
  }
}

type Deciding<Item extends PlanItem> = (turn: ItemTurn<Item>) => ItemDecision;

function onGoal(turn: ItemTurn, decide: Deciding<Goal>): ItemDecision {
  const { item } = turn;
  return item.kind === 'goal' ? decide({ ...turn, item }) : refusedItem('other-kind');
}

function onIntervention(turn: ItemTurn, decide: Deciding<Intervention>): ItemDecision {
  const { item } = turn;
  return item.kind === 'intervention' ? decide({ ...turn, item }) : refusedItem('other-kind');
}

function onContingency(turn: ItemTurn, decide: Deciding<Contingency>): ItemDecision {
  const { item } = turn;
  return item.kind === 'contingency' ? decide({ ...turn, item }) : refusedItem('other-kind');
}
