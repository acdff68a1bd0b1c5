/**
 * A section's text in the page, in the same numbers as in the document: the block by its place, and an offset in which
 * each atom counts as one. Static HTML and the editor have the same elements, one per block, so one reading serves both.
 * What only the page has is not counted: check boxes, colleagues' carets, and what the editor adds for itself.
 */
import { type Place, type TextRange } from '@alliance/shared/comments/anchor';

/** The element whose children are the blocks of a section: of its editor, or of its static text until that stands. */
export function textElementOf(sectionKey: string): HTMLElement | undefined {
  const section = document.getElementById(sectionKey);
  const text =
    section?.querySelector<HTMLElement>('[data-ready] .ProseMirror') ??
    section?.querySelector<HTMLElement>('.prose [data-static]');
  return text ?? undefined;
}

/** The blocks of a text, in order. */
export function blocksOf(text: HTMLElement): readonly HTMLElement[] {
  return [...text.children].filter(
    (child): child is HTMLElement => child instanceof HTMLElement && !isExtra(child),
  );
}

/**
 * What is between two places, in the page; undefined when the text on the page is another one.
 * @param known a range that is given back when it is the very same one: the browser has each range follow every edit,
 *   and draws again what is marked anew
 */
export function domRangeOf(text: HTMLElement, range: TextRange, known?: Range): Range | undefined {
  const blocks = blocksOf(text);
  const first = blocks[range.from.block];
  const last = blocks[range.to.block];
  if (first === undefined || last === undefined) return undefined;
  const from = pointIn(first, range.from.offset, 'from');
  const to = pointIn(last, range.to.offset, 'to');
  if (from === undefined || to === undefined) return undefined;
  if (known !== undefined && isBetween(known, from, to)) return known;
  const found = document.createRange();
  found.setStart(...from);
  found.setEnd(...to);
  return found;
}

type Point = readonly [Node, number];

function isBetween(range: Range, [from, start]: Point, [to, end]: Point): boolean {
  return (
    range.startContainer === from &&
    range.startOffset === start &&
    range.endContainer === to &&
    range.endOffset === end
  );
}

/** The place of a point of the page in a text; undefined when it is in no block. */
export function placeOf(text: HTMLElement, node: Node, offset: number): Place | undefined {
  const blocks = blocksOf(text);
  const block = blocks.findIndex((each) => each.contains(node));
  const element = blocks[block];
  if (element === undefined) return betweenBlocks(text, blocks, { node, offset });
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(node, offset);
  let count = 0;
  for (const leaf of leavesOf(element)) {
    if (leaf.node === node) return { block, offset: count + Math.min(offset, leaf.length) };
    if (!before.intersectsNode(leaf.node) || endsBehind(before, leaf.node)) break;
    count += leaf.length;
  }
  return { block, offset: count };
}

/** The length of a block: its characters, and one for each atom. */
export function lengthOf(block: HTMLElement): number {
  return leavesOf(block).reduce((sum, { length }) => sum + length, 0);
}

/** The running text of a block, an atom as U+FFFC. */
export function wordsOf(block: HTMLElement): string {
  return leavesOf(block)
    .map(({ node, length }) => (node instanceof Text ? node.data : '\uFFFC'.repeat(length)))
    .join('');
}

/** A point between two blocks is the beginning of the second. */
function betweenBlocks(
  text: HTMLElement,
  blocks: readonly HTMLElement[],
  { node, offset }: { readonly node: Node; readonly offset: number },
): Place | undefined {
  if (node !== text) return undefined;
  const next = text.childNodes[offset];
  const block = blocks.findIndex((each) => each === next);
  if (block !== -1) return { block, offset: 0 };
  const last = blocks.at(-1);
  return last === undefined ? undefined : { block: blocks.length - 1, offset: lengthOf(last) };
}

function endsBehind(before: Range, node: Node): boolean {
  const whole = document.createRange();
  whole.selectNode(node);
  return before.compareBoundaryPoints(Range.END_TO_END, whole) < 0;
}

/** Where an offset of a block stands: before the next leaf at the beginning of a range, behind the last one at its end. */
function pointIn(block: HTMLElement, offset: number, side: 'from' | 'to'): Point | undefined {
  let left = offset;
  for (const { node, length } of leavesOf(block)) {
    const isHere = side === 'from' ? left < length : left <= length;
    if (isHere) return node instanceof Text ? [node, left] : aroundLeaf(node, left);
    left -= length;
  }
  return left === 0 ? [block, block.childNodes.length] : undefined;
}

function aroundLeaf(node: Node, offset: number): Point | undefined {
  const parent = node.parentNode;
  if (parent === null) return undefined;
  return [parent, [...parent.childNodes].findIndex((each) => each === node) + offset];
}

interface Leaf {
  readonly node: Node;
  readonly length: number;
}

function leavesOf(block: HTMLElement): readonly Leaf[] {
  // A divider or a card is one atom, whatever stands in it.
  if (isAtom(block)) return [{ node: block, length: 1 }];
  const leaves: Leaf[] = [];
  const walk = (parent: Node): void => {
    for (const node of parent.childNodes) {
      if (node instanceof Text) leaves.push({ node, length: node.data.length });
      else if (!(node instanceof HTMLElement) || isExtra(node)) continue;
      else if (isAtom(node)) leaves.push({ node, length: 1 });
      else walk(node);
    }
  };
  walk(block);
  return leaves;
}

function isAtom(element: HTMLElement): boolean {
  return ['BR', 'HR'].includes(element.tagName) || element.dataset['node'] !== undefined;
}

/** What stands in the page and not in the document. */
function isExtra(element: HTMLElement): boolean {
  return element.matches(
    '[role=checkbox], .colleague-caret, .ProseMirror-widget, .ProseMirror-separator, .ProseMirror-trailingBreak, .ProseMirror-gapcursor',
  );
}
