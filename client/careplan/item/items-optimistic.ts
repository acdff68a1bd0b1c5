/** What was sent about items is shown at once, as it will be when the server has it; its own answer replaces it. */
import { type Author } from '@alliance/shared/alliance/author';
import { type PlanId } from '@alliance/shared/careplan/care-plan';
import { type Contingency } from '@alliance/shared/careplan/item/contingency';
import {
  contingencyFields,
  goalFields,
  interventionFields,
} from '@alliance/shared/careplan/item/first-fields';
import {
  firstContingencyValues,
  firstGoalValues,
  firstInterventionValues,
} from '@alliance/shared/careplan/item/first-values';
import { type Goal, type GoalPart } from '@alliance/shared/careplan/item/goal';
import { type Intervention } from '@alliance/shared/careplan/item/intervention';
import { type Fields, type PlanItem } from '@alliance/shared/careplan/item/item';
import { type ItemCommand, type StartItem } from '@alliance/shared/careplan/item/item-command';
import { type ItemView } from '@alliance/shared/careplan/item/item-view';
import { type Field, firstField } from '@alliance/shared/comments/field';

import { type ItemSent } from './item-sent.ts';

/** Who sends, in which plan, and when by this device's clock. */
export interface ItemSender {
  readonly planId: PlanId;
  readonly author: Author;
  readonly at: string;
}

/** The items with what is on its way, in its order; what was started stands last. */
export function withSent(
  items: readonly ItemView[],
  sent: ItemSent,
  sender: ItemSender,
): readonly ItemView[] {
  if (sent.action === 'change')
    return items.map((item) =>
      item.id === sent.itemId ? { ...changed(item, sent.command, sender), can: item.can } : item,
    );
  if (items.some(({ id }) => id === sent.start.itemId)) return items;
  // What its author may do with it, the server says.
  return [...items, { ...started(sent.start, sender), can: [] }];
}

function started(start: StartItem, { planId, author, at }: ItemSender): PlanItem {
  const base = {
    id: start.itemId,
    planId,
    sectionKey: start.sectionKey,
    author,
    madeAt: at,
    ...(start.isPrivate ? { isPrivate: true as const } : {}),
    tags: [],
    version: 0,
  };
  const told = { by: author.personId, at };
  switch (start.kind) {
    case 'goal':
      return {
        ...base,
        kind: 'goal',
        fields: goalFields({ ...firstGoalValues, ...start.values }, told),
        supporting: [],
        parts: [],
        agreements: [],
        progress: [],
      };
    case 'intervention':
      return {
        ...base,
        kind: 'intervention',
        fields: interventionFields({ ...firstInterventionValues, ...start.values }, told),
        goalIds: start.goalIds,
        assisting: [],
        done: [],
      };
    case 'contingency':
      return {
        ...base,
        kind: 'contingency',
        fields: contingencyFields({ ...firstContingencyValues, ...start.values }, told),
      };
  }
}

type Told = Pick<ItemSender, 'author' | 'at'>;

function changed(item: PlanItem, command: ItemCommand, told: ItemSender): PlanItem {
  const { author: by, at } = told;
  if (command.type === 'strike') return { ...item, struck: { by, at, reason: command.reason } };
  if (command.type === 'restore') {
    const { struck: _struck, ...rest } = item;
    return rest;
  }
  if (command.type === 'share') {
    const { isPrivate: _isPrivate, ...rest } = item;
    return rest;
  }
  if (command.type === 'tag' || command.type === 'untag') {
    const others = item.tags.filter(({ name }) => name !== command.name);
    if (command.type === 'untag') return { ...item, tags: others };
    return { ...item, tags: [...others, { name: command.name, by, at, note: command.note }] };
  }
  if (item.kind === 'goal') return changedGoal(item, command, told);
  if (item.kind === 'intervention') return changedIntervention(item, command, told);
  return changedContingency(item, command, told);
}

function changedContingency(row: Contingency, command: ItemCommand, told: Told): Contingency {
  return command.type === 'write-contingency'
    ? { ...row, fields: written(row.fields, command.fields, told) }
    : row;
}

function changedIntervention(
  intervention: Intervention,
  command: ItemCommand,
  told: Told,
): Intervention {
  const { goalIds, assisting, done, fields } = intervention;
  if (command.type === 'write-intervention')
    return { ...intervention, fields: written(fields, command.fields, told) };
  if (command.type === 'serve')
    return { ...intervention, goalIds: toggled(goalIds, command.goalId, command.isServing) };
  if (command.type === 'assist')
    return { ...intervention, assisting: toggled(assisting, command.seatId, command.isAssisting) };
  if (command.type !== 'done') return intervention;
  const once = { by: told.author, at: told.at, note: command.note };
  return { ...intervention, done: [...done, once] };
}

function changedGoal(goal: Goal, command: ItemCommand, told: Told): Goal {
  const { author: by, at } = told;
  if (command.type === 'write-goal')
    return { ...goal, fields: written(goal.fields, command.fields, told) };
  if (command.type === 'support') {
    const { disciplineKey, isSupporting } = command;
    return { ...goal, supporting: toggled(goal.supporting, disciplineKey, isSupporting) };
  }
  if (command.type === 'ask')
    return { ...goal, parts: withPart(goal.parts, { seatId: command.seatId, asked: { by, at } }) };
  if (command.type === 'contribute') {
    const { seatId, text } = command;
    return { ...goal, parts: withPart(goal.parts, { seatId, contributed: { by, at, text } }) };
  }
  if (command.type === 'answer') {
    const { seatId, answer, note } = command;
    const others = goal.agreements.filter((each) => each.seatId !== seatId);
    return { ...goal, agreements: [...others, { seatId, by, at, answer, note }] };
  }
  if (command.type !== 'progress') return goal;
  const isThere = goal.progress.some(({ id }) => id === command.progress.id);
  return isThere
    ? goal
    : { ...goal, progress: [...goal.progress, { ...command.progress, by, at }] };
}

/** The version stays: what is written next is based on what the server last said. */
function written<Values extends object>(
  fields: Fields<Values>,
  writes: { readonly [Name in keyof Values]?: { readonly value: Values[Name] } },
  { author, at }: Told,
): Fields<Values> {
  const next: { -readonly [Name in keyof Values]: Field<Values[Name]> } = { ...fields };
  for (const name in writes) {
    const write = writes[name];
    if (write === undefined) continue;
    const { version } = fields[name];
    next[name] = { ...firstField(write.value, author.personId, at), version };
  }
  return next;
}

function toggled<Value>(
  values: readonly Value[],
  value: Value,
  isWanted: boolean,
): readonly Value[] {
  const others = values.filter((each) => each !== value);
  return isWanted ? [...others, value] : others;
}

function withPart(parts: readonly GoalPart[], part: GoalPart): readonly GoalPart[] {
  const known = parts.find(({ seatId }) => seatId === part.seatId);
  if (known === undefined) return [...parts, part];
  return parts.map((each) => (each === known ? { ...known, ...part } : each));
}
