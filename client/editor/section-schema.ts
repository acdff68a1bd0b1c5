/** The editor's schema, made from the data in `shared/editor/schema`: one source for editor, renderer and server. */
import { checkBoxOf, elementsOf, shapeOf } from '@alliance/shared/editor/block-shape';
import { linkAttributes, safeHref } from '@alliance/shared/editor/link';
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

import { readBlockAttributes } from './parse-block.ts';

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

const Divider = atom('divider', ['hr']);

const Mention = Node.create({
  name: 'mention',
  group: nodes.mention.group,
  inline: true,
  atom: true,
  addAttributes: () => attributesFrom(nodes.mention.attributes),
  renderHTML: ({ node }) => closedText('mention', `@${String(node.attrs['label'])}`),
});

const Chip = Node.create({
  name: 'chip',
  group: nodes.chip.group,
  inline: true,
  atom: true,
  addAttributes: () => attributesFrom(nodes.chip.attributes),
  renderHTML: () => closedText('chip', '…'),
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
  atom('goal', ['div', { 'data-node': 'goal', contenteditable: 'false' }]),
  atom('intervention', ['div', { 'data-node': 'intervention', contenteditable: 'false' }]),
  atom('contingency', ['div', { 'data-node': 'contingency', contenteditable: 'false' }]),
  Text,
  HardBreak.extend({ priority: 100 }),
  Chip,
  Mention,
  Bold.extend({ priority: 100, addInputRules: () => [], addPasteRules: () => [] }),
  Italic.extend({ priority: 100, addInputRules: () => [], addPasteRules: () => [] }),
  Underline.extend({ priority: 100 }),
  Strike.extend({ priority: 100, addInputRules: () => [], addPasteRules: () => [] }),
  Link,
];

function atom(
  name: 'divider' | 'goal' | 'intervention' | 'contingency',
  [tag, attributes]: readonly [string, Readonly<Record<string, string>>?],
): AnyExtension {
  return Node.create({
    name,
    group: nodes[name].group,
    atom: true,
    addAttributes: () => attributesFrom(nodes[name].attributes),
    parseHTML: () => (name === 'divider' ? [{ tag: 'hr' }] : []),
    renderHTML: ({ node }) => [tag, defined({ 'data-block-id': idOf(node.attrs), ...attributes })],
  });
}

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

function closedText(name: string, text: string): DOMOutputSpec {
  return ['span', { 'data-node': name, contenteditable: 'false' }, text];
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
