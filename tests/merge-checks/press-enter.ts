import { bodyOf } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

/** Enter at a place of the first paragraph that has text, as the editor writes it; gives what stood there. */
export function pressEnter(doc: Y.Doc, at: number): string {
  const body = bodyOf(doc);
  const index = body
    .toArray()
    .findIndex((node) => node instanceof Y.XmlElement && node.get(0) instanceof Y.XmlText);
  const block = body.get(index);
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new Error('Nothing is written here.');
  const words = text.toJSON();
  const half = new Y.XmlElement('block');
  half.setAttribute('blockId', `half-${doc.clientID}`);
  half.insert(0, [new Y.XmlText(words.slice(at))]);
  doc.transact(() => {
    text.delete(at, words.length - at);
    body.insert(index + 1, [half]);
  });
  return words;
}
