import { type StampedUser } from '@alliance/shared/sync/channel';

import { type Visitor } from './ports.ts';

/** Who a visitor is, as everybody sees them beside a caret. */
export function stampOf(visitor: Visitor, disciplineKey: string): StampedUser {
  const { id, name, isSimulated } = visitor.person;
  return { personId: id, name, disciplineKey, isSimulated };
}
