import { type ItemId } from '@alliance/shared/careplan/item/item';
import { type ItemCommand, type StartItem } from '@alliance/shared/careplan/item/item-command';
import { type ItemView, type ItemsView } from '@alliance/shared/careplan/item/item-view';
import { v7 } from 'uuid';

import { type SignedIn } from './people.ts';
import { write } from './threads.ts';

/** The fresh id of an item. */
export function freshItemId(): ItemId {
  return v7() as ItemId;
}

/** A goal that is about to be made in "Walking and transfers"; anything can be replaced. */
export function newGoal(
  values: Extract<StartItem, { kind: 'goal' }>['values'] = { statement: 'I walk to the kitchen.' },
  other: Partial<Omit<StartItem, 'kind' | 'values'>> = {},
): Extract<StartItem, { kind: 'goal' }> {
  return {
    itemId: freshItemId(),
    sectionKey: 'mobility',
    isPrivate: false,
    kind: 'goal',
    values,
    ...other,
  };
}

/** An intervention that is about to be made in "Walking and transfers"; anything can be replaced. */
export function newIntervention(
  values: Extract<StartItem, { kind: 'intervention' }>['values'] = { text: 'Gait practice' },
  other: Partial<Omit<Extract<StartItem, { kind: 'intervention' }>, 'kind' | 'values'>> = {},
): Extract<StartItem, { kind: 'intervention' }> {
  const made = { itemId: freshItemId(), sectionKey: 'mobility', isPrivate: false } as const;
  return { ...made, kind: 'intervention', values, goalIds: [], ...other };
}

/** A row that is about to be made in "Walking and transfers"; anything can be replaced. */
export function newRow(
  values: Extract<StartItem, { kind: 'contingency' }>['values'] = {
    condition: 'Dizzy on standing',
  },
  other: Partial<Omit<StartItem, 'kind' | 'values'>> = {},
): Extract<StartItem, { kind: 'contingency' }> {
  const made = { itemId: freshItemId(), sectionKey: 'mobility', isPrivate: false } as const;
  return { ...made, kind: 'contingency', values, ...other };
}

/** Asks to make an item in a plan; whatever the server says. */
export function askToMake(
  person: SignedIn,
  planId: string,
  item: StartItem,
  key?: string,
): Promise<Response> {
  return write(person, `/api/plans/${planId}/items`, item, key);
}

/** Asks to change an item; whatever the server says. */
export function askToChangeItem(
  person: SignedIn,
  item: { readonly planId: string; readonly id: string },
  command: ItemCommand,
  key?: string,
): Promise<Response> {
  return write(person, `/api/plans/${item.planId}/items/${item.id}`, command, key);
}

/** Makes an item in the person's stroke plan. */
export async function makeItem(person: SignedIn, item: StartItem): Promise<ItemView> {
  const { id } = await person.plan();
  return answered(await askToMake(person, id, item));
}

/** Changes an item. */
export async function changeItem(
  person: SignedIn,
  item: { readonly planId: string; readonly id: string },
  command: ItemCommand,
): Promise<ItemView> {
  return answered(await askToChangeItem(person, item, command));
}

/** The items of a plan as a person sees them. */
export async function itemsOf(
  person: SignedIn,
  planId: string,
  after?: string,
): Promise<ItemsView> {
  const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
  const response = await person.fetch(`/api/plans/${planId}/items${query}`);
  if (!response.ok) throw new Error(`The items were answered with ${response.status}.`);
  return (await response.json()) as ItemsView;
}

async function answered(response: Response): Promise<ItemView> {
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as ItemView;
}
