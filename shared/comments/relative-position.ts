import { fromBase64, toBase64 } from 'lib0/buffer';
import * as Y from 'yjs';

import { type PreparedText } from './prepared-text.ts';
import { type Offsets } from './running-text.ts';

/** Longest relative position in base64: two numbers of at most eight bytes each, and which side it sticks to. */
const positionCharactersMax = 32;

/** The two relative positions of a stretch that has at least one character, as an anchor keeps them. */
export function encodeOffsets(
  text: PreparedText,
  { start, end }: Offsets,
): { readonly from: string; readonly to: string } {
  const first = text.holderOf(start);
  const last = text.holderOf(end - 1);
  return {
    from: encode(Y.createRelativePositionFromTypeIndex(first.type, first.index, 0)),
    to: encode(Y.createRelativePositionFromTypeIndex(last.type, last.index + 1, -1)),
  };
}

function encode(position: Y.RelativePosition): string {
  return toBase64(Y.encodeRelativePosition(position));
}

/**
 * The running offset of a relative position in base64; undefined for anything else, for what this document does not
 * have, and for what is not in its text. It depends on the document's content alone: what only the copy of one person
 * knows, like what their undo brought back, is not asked, so that all copies agree (AN5).
 */
export function decodeOffset(text: PreparedText, encoded: string): number | undefined {
  const position = decode(encoded);
  // A position at the end of a type, or in a root by name, is none of ours; and asking for a root would make it.
  if (position === undefined || position.item === null) return undefined;
  const found = Y.createAbsolutePositionFromRelativePosition(position, text.doc, false);
  return found === null ? undefined : text.offsetIn(found.type, found.index);
}

/** Browsers and Node disagree about base64 that is not quite right; so only what is right is read. */
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function decode(encoded: string): Y.RelativePosition | undefined {
  if (encoded.length > positionCharactersMax || !base64.test(encoded)) return undefined;
  try {
    return Y.decodeRelativePosition(fromBase64(encoded));
  } catch {
    // Bytes from outside that are no position: the words decide.
    return undefined;
  }
}
