import { type BlockKind } from '@alliance/shared/editor/schema';
import * as Y from 'yjs';

/** One block of prose that the server writes itself. `**…**` in its text is bold. */
export interface ProseBlock {
  readonly kind: BlockKind;
  readonly text: string;
  readonly level?: number;
  readonly indent?: number;
  readonly checked?: boolean;
}

/** A block with all its attributes written, exactly as an editor leaves it: nothing is normalised when one opens it. */
export function writtenBlock(block: ProseBlock, blockId: string): Y.XmlElement {
  const { kind, level = 1, indent = 0, checked = false } = block;
  const element = new Y.XmlElement('block');
  for (const [name, value] of Object.entries({ blockId, kind, level, indent, checked }))
    // Yjs keeps numbers and booleans as they are; only its types say that attributes are strings.
    // oxlint-disable-next-line typescript/unbound-method -- applied to its own element
    Reflect.apply(Y.XmlElement.prototype.setAttribute, element, [name, value]);
  element.insert(0, [inlineText(block.text)]);
  return element;
}

function inlineText(text: string): Y.XmlText {
  const inline = new Y.XmlText();
  const delta = text
    .split('**')
    .map((part, index) =>
      index % 2 === 0 ? { insert: part } : { insert: part, attributes: { bold: {} } },
    )
    .filter((part) => part.insert !== '');
  inline.applyDelta(delta);
  return inline;
}
