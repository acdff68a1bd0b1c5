/** A copy of a section in sixteen bytes: what it knows, and how it reads (A11). Two copies that know the same must read the same. */
import { digest } from 'lib0/hash/sha256';
import type * as Y from 'yjs';

import { describeUnits } from './describe-units.ts';

/** How many bytes of a hash are told. */
export const digestBytes = 8;

/** What of a document is known: a digest of its state vector. */
export function digestOfKnown(stateVector: Uint8Array): Uint8Array {
  return shortened(stateVector);
}

/** How a document reads, unit by unit; undefined while it waits for units that it has not seen. */
export function digestOfUnits(doc: Y.Doc): Uint8Array | undefined {
  const description = describeUnits(doc);
  return description && shortened(description);
}

function shortened(bytes: Uint8Array): Uint8Array {
  return digest(bytes).slice(0, digestBytes);
}
