/** How much work a document is to its server, in units of about a microsecond. */
import { type Doc } from 'yjs';

/** How many structs a document has, garbage included. */
export function structsIn(doc: Doc): number {
  let count = 0;
  for (const structs of doc.store.clients.values()) count += structs.length;
  return count;
}

/** How many units have ever been written in a document: letters, elements, marks. */
export function unitsIn(doc: Doc): number {
  let count = 0;
  for (const structs of doc.store.clients.values()) {
    const last = structs.at(-1);
    if (last !== undefined) count += last.id.clock + last.length;
  }
  return count;
}

/** The work of an answer of so many bytes to a state vector: every struct is looked at for deletes, and what is missing is written. */
export function workOfAnswer(doc: Doc, bytes: number): number {
  return 20 + structsIn(doc) / 30 + bytes / 20;
}
