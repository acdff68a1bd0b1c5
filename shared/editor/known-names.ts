import * as Y from 'yjs';

import { type NodeSpec, elementNames, marks, nodes } from './schema.ts';
import { bodyOf } from './section-document.ts';

/**
 * Whether every element and mark that an update brings is in our schema. An editor that is bound to a document
 * deletes what it does not know, for everybody: so ask this before a bound document gets the update.
 */
export function knowsUpdate(update: Uint8Array): boolean {
  return Y.decodeUpdate(update).structs.every(
    (struct) => !(struct instanceof Y.Item) || knowsContent(struct.content),
  );
}

/**
 * Whether an editor can be bound to a document and delete nothing: all names are known and everything stands
 * where the schema allows it. Ask this before the first binding.
 */
export function knowsDocument(doc: Y.Doc): boolean {
  return bodyOf(doc)
    .toArray()
    .every((node) => node instanceof Y.XmlElement && isKnownBlock(node));
}

function knowsContent(content: unknown): boolean {
  if (content instanceof Y.ContentFormat) return isMark(content.key);
  if (!(content instanceof Y.ContentType) || !(content.type instanceof Y.XmlElement)) return true;
  return elementNames.has(content.type.nodeName);
}

function isKnownBlock(element: Y.XmlElement): boolean {
  if (specOf(element)?.group !== 'block') return false;
  const children = element.toArray();
  return element.nodeName === 'block' ? children.every(isKnownInline) : children.length === 0;
}

function isKnownInline(node: unknown): boolean {
  if (node instanceof Y.XmlText) return hasKnownMarks(node);
  return node instanceof Y.XmlElement && specOf(node)?.group === 'inline' && node.length === 0;
}

function hasKnownMarks(text: Y.XmlText): boolean {
  const delta: readonly { readonly insert: unknown; readonly attributes?: object }[] =
    text.toDelta();
  return delta.every(
    ({ insert, attributes }) =>
      typeof insert === 'string' && Object.keys(attributes ?? {}).every(isMark),
  );
}

function specOf({ nodeName }: Y.XmlElement): NodeSpec | undefined {
  return elementNames.has(nodeName) ? specs.get(nodeName) : undefined;
}

const specs = new Map<string, NodeSpec>(Object.entries(nodes));

function isMark(name: string): boolean {
  return Object.hasOwn(marks, name);
}
