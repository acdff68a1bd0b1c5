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
  const ends = [unitOf(from), unitOf(to)].filter((unit) => unit !== undefined);
  const [first, last] = ends.map((unit) => livingItem(doc, unit));
  if (first === undefined && last === undefined) return ends.map((unit) => rangeOf(unit, 1));
  const ahead = first && walk(first, last, (item) => item.right);
  const back = ahead?.hasArrived || !last ? undefined : walk(last, first, (item) => item.left);
  const missing = ends
    .filter((unit) => livingItem(doc, unit) === undefined)
    .map((unit) => rangeOf(unit, 1));
  return [...missing, ...(ahead?.gone ?? []), ...(back?.gone ?? [])];
}

function rangeOf({ client, clock }: UnitId, length: number): DeletedRange {
  return { client, clock, length };
}

function unitOf(encoded: string): UnitId | undefined {
  try {
    return Y.decodeRelativePosition(fromBase64(encoded)).item ?? undefined;
  } catch {
    // Bytes that are no relative position: nobody can be named.
    return undefined;
  }
}

function livingItem(doc: Y.Doc, { client, clock }: UnitId): Y.Item | undefined {
  const structs = doc.store.clients.get(client);
  if (structs === undefined || clock >= Y.getState(doc.store, client)) return undefined;
  const struct = structs[Y.findIndexSS(structs, clock)];
  return struct instanceof Y.Item && !struct.deleted ? struct : undefined;
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
