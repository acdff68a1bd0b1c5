import { type AttributeSpec, nodes } from '@alliance/shared/editor/schema';
import * as Y from 'yjs';

/**
 * Runs what writes into a document, without attributes that nobody gave. A block out of a template has no `level`, and
 * the text shows it with the one of the schema; the binding would write that down with the first letter typed, over the
 * form that a colleague gives the block at the same time. New blocks are written whole.
 */
export function withoutDefaults(write: () => void): void {
  const { prototype } = Y.XmlElement;
  // oxlint-disable-next-line unbound-method -- bound by `apply`
  const { setAttribute } = prototype;
  // The binding has no other place at which it could be told.
  prototype.setAttribute = function set(this: Y.XmlElement, name: string, value: unknown) {
    if (!isUnwrittenDefault(this, name, value)) Reflect.apply(setAttribute, this, [name, value]);
  };
  try {
    write();
  } finally {
    prototype.setAttribute = setAttribute;
  }
}

const specs: ReadonlyMap<string, Readonly<Record<string, AttributeSpec>>> = new Map(
  Object.entries(nodes).map(([name, { attributes }]) => [name, attributes]),
);

function isUnwrittenDefault(element: Y.XmlElement, name: string, value: unknown): boolean {
  // A new block brings its attributes along when it comes into the document.
  const isNew = element.doc === null || Reflect.get(element, '_prelimAttrs') !== null;
  if (isNew || element.getAttribute(name) !== undefined) return false;
  return specs.get(element.nodeName)?.[name]?.default === value;
}
