import * as Y from 'yjs';

/** Origin of transactions that hold a member's update. */
export const fromMember = 'member';

/** Applies an inspected update. False when Yjs could not place all of it: the document must not be used any more (IN9). */
export function applyWhole(doc: Y.Doc, update: Uint8Array): boolean {
  try {
    Y.applyUpdate(doc, update, fromMember);
  } catch {
    // The inspector let something pass that Yjs cannot integrate: half of it may be in the document.
    return false;
  }
  return !hasPending(doc);
}

/** Whether the document keeps structs or deletes aside because what they build on is missing. */
export function hasPending(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}
