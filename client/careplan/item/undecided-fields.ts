import { type ItemView } from '@alliance/shared/careplan/item/item-view';
import { type Field } from '@alliance/shared/comments/field';

/** The fields of an item that wait for somebody to decide. */
export function undecidedOf({
  fields,
}: Pick<ItemView, 'fields'>): readonly (readonly [string, Field<unknown>])[] {
  return Object.entries<Field<unknown>>(fields).filter(
    ([, { candidates }]) => (candidates?.length ?? 0) > 0,
  );
}
