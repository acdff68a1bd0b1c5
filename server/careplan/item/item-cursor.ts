import { createHash } from 'node:crypto';

import { type ItemStanding } from '@alliance/shared/access/item-standing';

/**
 * The cursor of one reader of items: the storage's own, and what they could see when it was given. Who may see or do
 * more or less than before is given everything again, so that no item is missing because it did not change (IT24).
 */
export interface ItemCursor {
  /** The storage's. */
  readonly items: string;
  /** {@link standingMark} of the reader when it was given. */
  readonly standing: string;
}

/** As it stands in an address. */
export function writeItemCursor({ items, standing }: ItemCursor): string {
  return `${items}.${standing}`;
}

/** Undefined for what is not one. */
export function readItemCursor(text: string): ItemCursor | undefined {
  const [items, standing, ...more] = text.split('.');
  return items && standing && more.length === 0 ? { items, standing } : undefined;
}

/** What somebody may see and do in a plan now, in a few characters; it changes when that does. */
export function standingMark(standing: ItemStanding): string {
  const { alliance, seats, speaksFor, rights, closed, unshared } = standing;
  const held = seats.map(({ id, role, scope }) => [id, role.disciplineKey, scope]);
  const speaking = speaksFor.map(({ id }) => id);
  // Of what others do not know of yet nothing is known here either: they hear nothing when it is shared.
  const mine = [...unshared].filter((key) => rights.has(key));
  const state = [alliance.status, alliance.restricted, [...closed], mine];
  const text = JSON.stringify([held, speaking, [...rights], state]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
