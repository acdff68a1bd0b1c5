/** The editor's schema, made from the data in `shared/editor/schema`: one source for editor, renderer and server. */
import { checkBoxOf, elementsOf, shapeOf } from '@alliance/shared/editor/block-shape';
import { linkAttributes, safeHref } from '@alliance/shared/editor/link';
import { mentionElement, mentionText } from '@alliance/shared/editor/mention-element';
import { type AttributeSpec, marks, nodes } from '@alliance/shared/editor/schema';
import { type AnyExtension, Mark, Node } from '@tiptap/core';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Italic } from '@tiptap/extension-italic';
import { Strike } from '@tiptap/extension-strike';
import { Text } from '@tiptap/extension-text';
import { Underline } from '@tiptap/extension-underline';
import { type DOMOutputSpec } from '@tiptap/pm/model';

import { cardNodes } from './card-node.ts';
import { ChipNode } from './chip-node.ts';
import { readBlockAttributes } from './parse-block.ts';
import { mentionSelector, readMention } from './parse-mention.ts';

const Block = Node.create({
  name: 'block',
  group: nodes.block.group,
  content: nodes.block.content,
  addAttributes: () => attributesFrom(nodes.block.attributes),
  parseHTML: () => [
    {
      // What is pasted has been through our own renderer (`pasted-html.ts`); plain text comes as `p`.
      tag: '[data-kind], p',
      getAttrs: readBlockAttributes,
      contentElement: textElementOf,
    },
  ],
  renderHTML: ({ node }) => blockElement(node.attrs),
});

const Divider = Node.create({
  name: 'divider',
  group: nodes.divider.group,
  atom: true,
  addAttributes: () => attributesFrom(nodes.divider.attributes),
  parseHTML: () => [{ tag: 'hr' }],
  renderHTML: ({ node }) => ['hr', defined({ 'data-block-id': idOf(node.attrs) })],
});

const Mention = Node.create({
  name: 'mention',
  group: nodes.mention.group,
  inline: true,
  atom: true,
  addAttributes: () => attributesFrom(nodes.mention.attributes),
  parseHTML: () => [{ tag: mentionSelector, getAttrs: readMention }],
  renderHTML: ({ node }) => {
    const { tag, attributes } = mentionElement(node.attrs);
    return [tag, defined(attributes), mentionText(node.attrs)];
  },
});

const Link = Mark.create({
  name: 'link',
  // Typing after a link is not part of it.
  inclusive: false,
  addAttributes: () => attributesFrom(marks.link.attributes),
  parseHTML: () => [
    { tag: 'a[href]', getAttrs: (element) => hrefAttribute(element.getAttribute('href')) },
  ],
  renderHTML: ({ mark }) => {
    const href = safeHref(mark.attrs['href']);
    return href === undefined ? ['span', 0] : ['a', { href, ...linkAttributes }, 0];
  },
});

/** Every node and mark of the schema. The order of the marks is the order of their elements, outermost first. */
export const schemaExtensions: readonly AnyExtension[] = [
  Document.extend({ content: nodes.doc.content }),
  Block,
  Divider,
  ...cardNodes,
  Text,
  HardBreak.extend({ priority: 100 }),
  ChipNode,
  Mention,
  Bold.extend({ priority: 100, addInputRules: () => [], addPasteRules: () => [] }),
  Italic.extend({ priority: 100, addInputRules: () => [], addPasteRules: () => [] }),
  Underline.extend({ priority: 100 }),
  Strike.extend({ priority: 100, addInputRules: () => [], addPasteRules: () => [] }),
  Link,
];

function blockElement(attrs: Readonly<Record<string, unknown>>): DOMOutputSpec {
  const shape = shapeOf(attrs);
  const [outer, item, text] = elementsOf(shape).map(
    ({ tag, attributes }) => [tag, defined(attributes)] as const,
  );
  if (outer === undefined) throw new TypeError('A block has at least one element');
  if (item === undefined) return [...outer, 0];
  if (text === undefined) return [...outer, [...item, 0]];
  const box = checkBoxOf(shape);
  return [...outer, [...item, [box.tag, defined(box.attributes)], [...text, 0]]];
}

/** Where a block's text stands: beside the box of a check item, in the item of a list, or right inside. */
function textElementOf(node: globalThis.Node): HTMLElement {
  const element = node instanceof HTMLElement ? node : document.createElement('p');
  const inner = element.querySelector<HTMLElement>('li > div') ?? element.querySelector('li');
  return inner ?? element;
}

function idOf(attrs: Readonly<Record<string, unknown>>): string | undefined {
  return shapeOf(attrs).blockId;
}

function hrefAttribute(text: string | null): { readonly href: string } | false {
  const href = safeHref(text);
  return href === undefined ? false : { href };
}

function defined(attributes: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Attributes as Tiptap wants them. They are drawn by each node's own `renderHTML`, never one by one. */
function attributesFrom(
  specs: Readonly<Record<string, AttributeSpec>>,
): Record<string, { readonly default: AttributeSpec['default']; readonly rendered: false }> {
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [
      name,
      { default: spec.default, rendered: false, parseHTML: () => null },
    ]),
  );
}
