import { bodyOf } from '@alliance/shared/editor/section-document';
import { type InlineJson, type SectionJson } from '@alliance/shared/editor/section-json';
import * as Y from 'yjs';

/** Writes a section into an empty document. */
export function fill(doc: Y.Doc, section: SectionJson): Y.Doc {
  const blocks = section.blocks.map(({ name, attributes, inline }) => {
    const element = elementOf(name, attributes);
    element.insert(0, inline.map(inlineOf));
    return element;
  });
  bodyOf(doc).insert(0, blocks);
  return doc;
}

function inlineOf(part: InlineJson): Y.XmlElement | Y.XmlText {
  if (!('text' in part)) return elementOf(part.name, part.attributes);
  const text = new Y.XmlText();
  text.applyDelta([{ insert: part.text, attributes: part.marks }]);
  return text;
}

function elementOf(name: string, attributes: Readonly<Record<string, unknown>>): Y.XmlElement {
  const element = new Y.XmlElement(name);
  // Yjs keeps numbers and booleans, its types speak of strings only.
  for (const [key, value] of Object.entries(attributes))
    // oxlint-disable-next-line unbound-method -- bound by `apply`
    Reflect.apply(Y.XmlElement.prototype.setAttribute, element, [key, value]);
  return element;
}
