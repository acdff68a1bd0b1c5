/**
 * Tries an update on a copy: the last word on an order that cannot be told from the update alone (IN19). It costs two
 * copies of the document.
 */
import { describeUnits } from '@alliance/shared/editor/describe-units';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { applyWhole } from './apply-whole.ts';
import { hasForgedOrder } from './forged-order.ts';
import { type ScannedStruct } from './update-scan.ts';

/**
 * Whether the document would take the update whole, and then read the same when it is loaded from its whole state.
 * Of what is `unsure` none may turn out to be odd where it cannot be honest.
 */
export function readsTheSame(
  doc: Y.Doc,
  update: Uint8Array,
  unsure: readonly ScannedStruct[],
): boolean {
  const trial = copyOf(doc);
  const isSame =
    applyWhole(trial, update) && !hasForgedOrder(trial, unsure) && readsAsLoaded(trial);
  trial.destroy();
  return isSame;
}

/** Whether a document reads the same as one that is loaded from its whole state. */
export function readsAsLoaded(doc: Y.Doc): boolean {
  const again = copyOf(doc);
  const isSame = areEqual(describeUnits(doc), describeUnits(again));
  again.destroy();
  return isSame;
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = createSectionDocument();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

function areEqual(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (one === undefined || one.length !== other?.length) return false;
  return one.every((byte, index) => byte === other[index]);
}
