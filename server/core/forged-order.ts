/**
 * Which odd order can be honest, and how words stand of which only a copy that has them can tell.
 *
 * Yjs itself puts words between neighbours that stood apart when somebody takes back a deletion in a block that was
 * taken back before: the new block stands for the deleted one, and the words for the deleted words. Which stands for
 * which is known to that copy alone and travels nowhere, so such words have the client id of the block or text that
 * holds them. Odd words in anything that another client wrote are forged: a copy that had other words on their way
 * could show them elsewhere for good.
 */
/* oxlint-disable no-underscore-dangle -- Yjs gives its lists only under such names */
import * as Y from 'yjs';

import { limits } from './limits.ts';
import { itemAt, type Walk, whatWasSeen } from './update-order.ts';
import { type ScannedStruct, type UnitId } from './update-scan.ts';

/** Whether odd words of a client can be honest in what holds them: a type of the document, or the struct of the update that brings it. A root is nobody's. */
export function mayBeOdd(client: number, holder: object): boolean {
  if (holder instanceof Y.AbstractType) return holder._item?.id.client === client;
  return 'client' in holder && holder.client === client;
}

/** Whether one of these structs, where it stands in a copy that has it, is odd and cannot be honest. What stands too far apart to tell is not. */
export function hasForgedOrder(copy: Y.Doc, structs: readonly ScannedStruct[]): boolean {
  const walk: Walk = { stepsLeft: limits.orderStepsMax };
  return structs.some((struct) => {
    const item = walk.stepsLeft < 0 ? undefined : itemAt(copy, struct);
    if (!(item?.parent instanceof Y.AbstractType) || mayBeOdd(struct.client, item.parent)) {
      return false;
    }
    let seen: ((id: UnitId) => boolean) | undefined;
    const wasSeen = (id: UnitId): boolean => (seen ??= whatWasSeen(copy, struct, walk))(id);
    return (
      isApart(leftOf(item, struct), { to: struct.origin, wasSeen, walk, step: towardsLeft }) ||
      isApart(item.right, { to: struct.rightOrigin, wasSeen, walk, step: towardsRight })
    );
  });
}

/** What stands to the left of a struct; in the middle of an item it is the unit before. */
function leftOf(item: Y.Item, { clock }: ScannedStruct): Y.Item | null {
  return item.id.clock < clock ? item : item.left;
}

interface Way {
  /** The neighbour; undefined: the end. */
  readonly to: UnitId | undefined;
  readonly step: Step;
  readonly wasSeen: (id: UnitId) => boolean;
  readonly walk: Walk;
}

interface Step {
  readonly next: (item: Y.Item) => Y.Item | null;
  /** The unit of an item that holds a neighbour, beside the neighbour on this side; undefined when that is the item's end. */
  readonly before: (item: Y.Item, neighbour: UnitId) => UnitId | undefined;
}

const towardsLeft: Step = {
  next: ({ left }) => left,
  before: ({ id, length }, { client, clock }) =>
    clock + 1 < id.clock + length ? { client, clock: clock + 1 } : undefined,
};

const towardsRight: Step = {
  next: ({ right }) => right,
  before: ({ id }, { client, clock }) =>
    clock > id.clock ? { client, clock: clock - 1 } : undefined,
};

/** Whether the author must have seen something on the way to a neighbour, or the neighbour is not on it. */
function isApart(from: Y.Item | null, { to, step, wasSeen, walk }: Way): boolean {
  for (let at = from; at !== null; at = step.next(at)) {
    if (to !== undefined && holds(at, to)) {
      const between = step.before(at, to);
      return between !== undefined && wasSeen(between);
    }
    if (--walk.stepsLeft < 0) return false;
    if (wasSeen(at.id)) return true;
  }
  return to !== undefined;
}

function holds({ id, length }: Y.Item, unit: UnitId): boolean {
  return unit.client === id.client && id.clock <= unit.clock && unit.clock < id.clock + length;
}
