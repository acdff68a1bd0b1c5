/** Which characters of an anchor's stretch are gone, as the log names them: whoever deleted the last of them removed the words (AN3). */
import { type Anchor } from '@alliance/shared/comments/anchor';
import { fromBase64 } from 'lib0/buffer';
import * as Y from 'yjs';

import { limits } from '../core/limits.ts';
import { type DeletedRange, type UnitId } from '../core/update-scan.ts';

/**
 * The two ends where both are gone: what was written and deleted between them later is another matter. Otherwise
 * everything that is gone between them. Nothing for bytes that name nothing in this document (AN6).
 */
export function goneUnits(doc: Y.Doc, { from, to }: Anchor): readonly DeletedRange[] {
  const [start, end] = [unitIn(doc, from), unitIn(doc, to)];
  const [first, last] = [itemAt(doc, start), itemAt(doc, end)];
  const missing = [
    ...(start && !isLiving(first) ? [rangeOf(start, 1)] : []),
    ...(end && !isLiving(last) ? [rangeOf(end, 1)] : []),
  ];
  // Where an end is not known, nobody knows how far to look.
  if (!start || !end || missing.length === 2) return missing;
  const ahead = isLiving(first) ? walk(first, last, (item) => item.right) : undefined;
  const back =
    ahead?.hasArrived || !isLiving(last) ? undefined : walk(last, first, (item) => item.left);
  // The item with the last character may go on behind the words.
  const upToEnd = (one: DeletedRange): DeletedRange =>
    holds(one, end) ? rangeOf(one, end.clock - one.clock + 1) : one;
  const fromStart = (one: DeletedRange): DeletedRange =>
    holds(one, start) ? rangeOf(start, one.clock + one.length - start.clock) : one;
  return [...missing, ...(ahead?.gone ?? []).map(upToEnd), ...(back?.gone ?? []).map(fromStart)];
}

function holds({ client, clock, length }: DeletedRange, unit: UnitId): boolean {
  return client === unit.client && clock <= unit.clock && unit.clock < clock + length;
}

function rangeOf({ client, clock }: UnitId, length: number): DeletedRange {
  return { client, clock, length };
}

/** The character that a position names; undefined for one that nobody has ever written here: nobody has deleted it either. */
function unitIn({ store }: Y.Doc, encoded: string): UnitId | undefined {
  try {
    const unit = Y.decodeRelativePosition(fromBase64(encoded)).item ?? undefined;
    return unit && unit.clock < Y.getState(store, unit.client) ? unit : undefined;
  } catch {
    // Bytes that are no relative position: nobody can be named.
    return undefined;
  }
}

function itemAt({ store }: Y.Doc, unit: UnitId | undefined): Y.Item | undefined {
  const structs = unit && store.clients.get(unit.client);
  const struct = structs?.[Y.findIndexSS(structs, unit?.clock ?? 0)];
  return struct instanceof Y.Item ? struct : undefined;
}

function isLiving(item: Y.Item | undefined): item is Y.Item {
  return item !== undefined && !item.deleted;
}

interface Walked {
  readonly gone: readonly DeletedRange[];
  /** Whether the goal was reached; it may stand in another block. */
  readonly hasArrived: boolean;
}

function walk(
  start: Y.Item,
  goal: Y.Item | undefined,
  next: (item: Y.Item) => Y.Item | null,
): Walked {
  const gone: DeletedRange[] = [];
  let item: Y.Item | null = start;
  for (let steps = 0; item !== null && steps < limits.goneItemsMax; steps++) {
    if (item.deleted) gone.push(rangeOf(item.id, item.length));
    if (item === goal) return { gone, hasArrived: true };
    item = next(item);
  }
  return { gone, hasArrived: false };
}
