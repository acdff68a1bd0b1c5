import { type ItemAbility, type ItemCommand } from '../careplan/item/item-command.ts';
import { type ItemRefusalReason } from '../careplan/item/item-refusals.ts';
import { type ItemRelation } from './item-relations.ts';

/** Who may do one thing to an item, and why the others may not. */
export interface ItemRight {
  readonly for: readonly ItemRelation[];
  readonly refusal: ItemRefusalReason;
}

const writers: readonly ItemRelation[] = ['editor', 'lead', 'proposer', 'responsible'];
const writing: ItemRight = { for: writers, refusal: 'may-not-write' };
const helping: ItemRight = { for: [...writers, 'supporter'], refusal: 'may-not-record' };
const speaking: ItemRight = { for: ['speaker'], refusal: 'not-your-seat' };

/**
 * The table: who may do what to an item that they see (AC25). Whether the item's state allows it is asked in
 * `decide-item.ts`.
 */
export const itemActions: Readonly<Record<ItemAbility, ItemRight>> = {
  write: writing,
  support: writing,
  ask: { for: ['asker'], refusal: 'may-not-ask' },
  contribute: speaking,
  answer: speaking,
  progress: helping,
  serve: writing,
  assist: writing,
  done: helping,
  tag: writing,
  strike: writing,
  restore: writing,
  share: { for: ['owner'], refusal: 'not-private' },
};

/** The ability that each command needs. */
export const abilityFor: Readonly<Record<ItemCommand['type'], ItemAbility>> = {
  'write-goal': 'write',
  'write-intervention': 'write',
  'write-contingency': 'write',
  support: 'support',
  ask: 'ask',
  contribute: 'contribute',
  answer: 'answer',
  progress: 'progress',
  serve: 'serve',
  assist: 'assist',
  done: 'done',
  tag: 'tag',
  untag: 'tag',
  strike: 'strike',
  restore: 'restore',
  share: 'share',
};

/** Who makes a proposal a goal of the team (AC27). */
export const takingUp: readonly ItemRelation[] = ['editor'];

/** Whether somebody who is this to an item is one of those who may. */
export function isItemOneOf(
  relations: ReadonlySet<ItemRelation>,
  allowed: readonly ItemRelation[],
): boolean {
  return allowed.some((relation) => relations.has(relation));
}
