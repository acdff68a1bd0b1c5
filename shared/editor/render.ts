/**
 * The one renderer of a section: static pages, print and export all show what it gives. It is pure, knows
 * no network and no document, and its HTML has the same elements as the editor's, so that an editor can take over
 * from it without anything moving.
 */
import { type ElementShape, checkBoxOf, elementsOf, ordinalsOf, shapeOf } from './block-shape.ts';
import { escapeHtml } from './escape-html.ts';
import { renderInline } from './render-inline.ts';
import { type BlockJson, type SectionJson } from './section-json.ts';

/**
 * A section as escaped HTML: one element per block, in order, each with its `data-block-id` when it has one.
 * Blocks that this version does not know are shown as closed boxes with their text; nothing is left out.
 */
export function renderSection(section: SectionJson): string {
  const ordinals = ordinalsOf(
    section.blocks.map((block) => (block.name === 'block' ? shapeOf(block.attributes) : undefined)),
  );
  return section.blocks.map((block, index) => renderBlock(block, ordinals[index])).join('');
}

function renderBlock(block: BlockJson, ordinal: number | undefined): string {
  if (block.name !== 'block') return renderOpaque(block);
  const shape = shapeOf(block.attributes);
  const elements = elementsOf(shape);
  const open = elements.map((element, depth) => {
    const isText = depth === elements.length - 1;
    const box = shape.kind === 'check' && isText ? `${openTag(checkBoxOf(shape))}</button>` : '';
    return box + openTag(depth === 0 ? numbered(element, ordinal) : element);
  });
  const close = elements.map(({ tag }) => `</${tag}>`).toReversed();
  return [...open, renderInline(block.inline), lastLineOf(block), ...close].join('');
}

/** An empty block keeps its line, and so does the line after a last break, as in the editor. */
function lastLineOf({ inline }: BlockJson): string {
  const last = inline.at(-1);
  return last === undefined || ('name' in last && last.name === 'hardBreak') ? '<br>' : '';
}

function numbered(element: ElementShape, ordinal: number | undefined): ElementShape {
  if (ordinal === undefined) return element;
  return { ...element, attributes: { ...element.attributes, start: String(ordinal) } };
}

function renderOpaque(block: BlockJson): string {
  const { blockId } = shapeOf(block.attributes);
  if (block.name === 'divider')
    return openTag({ tag: 'hr', attributes: { 'data-block-id': blockId } });
  const attributes = {
    'data-block-id': blockId,
    'data-node': block.name,
    contenteditable: 'false',
  };
  return `${openTag({ tag: 'div', attributes })}${renderInline(block.inline)}</div>`;
}

function openTag({ tag, attributes }: ElementShape): string {
  const written = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [` ${name}="${escapeHtml(value)}"`],
  );
  return `<${tag}${written.join('')}>`;
}
