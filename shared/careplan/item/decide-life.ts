/** What can be done with every kind of item: tags, strike and restore, share (IT3, IT19, IT22). */
import { type Author } from '../../alliance/author.ts';
import { hasLongText, isWritten } from './check-values.ts';
import { type ItemCommand } from './item-command.ts';
import {
  type ItemDecision,
  type ItemTurn,
  authorInSeat,
  changedItem,
  refusedItem,
} from './item-decision.ts';
import { writingSeatFor } from './writing-seat.ts';

type CommandFor<Type extends ItemCommand['type']> = Extract<ItemCommand, { readonly type: Type }>;

/** Hangs a tag on it. One of the same name gives way; but nobody writes over what a colleague has written on it. */
export function tag(turn: ItemTurn, command: CommandFor<'tag'>): ItemDecision {
  const { item, context } = turn;
  const { name, note } = command;
  const by = authorOf(turn);
  if (by === undefined) return refusedItem('may-not-write');
  if (hasLongText(command)) return refusedItem('too-long');
  const hung = item.tags.find((each) => each.name === name);
  if (hung !== undefined && hung.by.personId !== by.personId && hung.note !== note)
    return refusedItem('tag-there');
  const others = item.tags.filter((each) => each.name !== name);
  return changedItem(item, { tags: [...others, { name, by, at: context.at, note }] });
}

/** Takes a tag off. */
export function untag({ item }: ItemTurn, { name }: CommandFor<'untag'>): ItemDecision {
  return changedItem(item, { tags: item.tags.filter((each) => each.name !== name) });
}

/** Takes it out of the plan. Nothing of it is lost. */
export function strike(turn: ItemTurn, command: CommandFor<'strike'>): ItemDecision {
  const { item, context } = turn;
  const { reason } = command;
  const by = authorOf(turn);
  if (by === undefined) return refusedItem('may-not-write');
  if (hasLongText(command)) return refusedItem('too-long');
  if (!isWritten(reason)) return refusedItem('reason-needed');
  return changedItem(item, { struck: { by, at: context.at, reason } });
}

/** Puts it back into the plan, as it was. */
export function restore({ item }: ItemTurn): ItemDecision {
  const { struck, ...rest } = item;
  return struck === undefined ? refusedItem('not-struck') : changedItem(rest);
}

/** Shows it to everybody who may read its section. */
export function share({ item }: ItemTurn): ItemDecision {
  const { isPrivate, ...rest } = item;
  return isPrivate === undefined ? refusedItem('not-private') : changedItem(rest);
}

function authorOf({ item, by, context }: ItemTurn): Author | undefined {
  const responsible = item.kind === 'intervention' ? item.fields.responsible.value : null;
  const seat = writingSeatFor(context.standing, item, responsible);
  return seat && authorInSeat(seat, by);
}
