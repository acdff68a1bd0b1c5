import { type Anchor } from '@alliance/shared/comments/anchor';
import { fromBase64 } from 'lib0/buffer';
import * as Y from 'yjs';

import { type UnitId } from '../core/update-scan.ts';

/** The characters at the two ends of an anchor, as the log names them; none for bytes that name nothing (AN6). */
export function unitsOf({ from, to }: Anchor): readonly UnitId[] {
  return [from, to].flatMap(unitOf);
}

function unitOf(encoded: string): readonly UnitId[] {
  try {
    const { item } = Y.decodeRelativePosition(fromBase64(encoded));
    return item === null ? [] : [{ client: item.client, clock: item.clock }];
  } catch {
    // Bytes that are no relative position: nobody can be named.
    return [];
  }
}
