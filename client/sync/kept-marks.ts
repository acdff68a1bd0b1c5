import type * as Y from 'yjs';

/**
 * Keeps Yjs from deleting formatting marks in a reader's copy (SV12). After a change from elsewhere Yjs deletes marks
 * that look superfluous at this moment, in this copy. What a reader deletes reaches nobody, so later changes would show
 * other marks here than everywhere else. The server tidies its own copy and sends the result.
 */
export function keepMarks(doc: Y.Doc): void {
  doc.on('afterTransaction', leaveOutCleanUp);
}

function leaveOutCleanUp(transaction: Y.Transaction): void {
  // oxlint-disable-next-line no-underscore-dangle -- Yjs has no other way
  transaction._needFormattingCleanup = false;
}
