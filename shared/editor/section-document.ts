/**
 * The only file that knows the keys of a section's `Y.Doc`. Exactly two typed roots:
 *
 *   body: XmlFragment   the prose, as the blocks of `schema.ts`
 *   chips: Map          "<chipId>/<writeId>" → {value, unit, supersedes: [writeId…]}
 *
 * A third root is refused by the server.
 */
import * as Y from 'yjs';

/** Names of the two roots, with the kind of Yjs type that each is. */
export const roots = { body: 'xml', chips: 'map' } as const;

/** The prose of a section. */
export function bodyOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment('body');
}

/** The registers of the section's chips. */
export function chipsOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('chips');
}

/**
 * Gives both roots their types. Do it before the first update is applied: a document with untyped roots does not
 * make the same formatting clean-ups as its peers and would call their harmless deletes forbidden.
 */
export function typeRoots(doc: Y.Doc): Y.Doc {
  bodyOf(doc);
  chipsOf(doc);
  return doc;
}

/** A new, empty section document; live documents collect their garbage. */
export function createSectionDocument(clientID?: number): Y.Doc {
  const doc = typeRoots(new Y.Doc({ gc: true }));
  if (clientID !== undefined) doc.clientID = clientID;
  return doc;
}

/**
 * Client ids with which the server itself writes, one per purpose, each mapped in the log to the actor it names.
 * No client may use them.
 */
export const reservedClientIDs = { seed: 1, template: 2, restore: 3 } as const;

/** Client ids below this are reserved for the server. */
export const firstFreeClientID = 16;
