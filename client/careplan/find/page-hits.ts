import { findWords } from '@alliance/shared/editor/find-words';
import { type Folded, fold } from '@alliance/shared/editor/folded';

/** More places are counted as "so many or more" and not marked. */
export const hitsMax = 500;

/** One place where the words stand. */
export interface Hit {
  readonly sectionKey: string;
  /** In the page itself, which moves it along with edits. */
  readonly range: Range;
}

/** Where the words stand in the headings and texts of a plan, static or in an editor, in reading order. */
export function findHits(plan: HTMLElement, query: string): readonly Hit[] {
  const hits: Hit[] = [];
  for (const section of plan.querySelectorAll<HTMLElement>('article[id]'))
    for (const block of blocksOf(section))
      for (const range of rangesIn(block, query, hitsMax - hits.length))
        hits.push({ sectionKey: section.id, range });
  return hits;
}

/** The heading, and each block of the text that is shown. */
function blocksOf(section: HTMLElement): readonly Element[] {
  const heading = section.querySelector('h2');
  const text =
    section.querySelector('[data-ready] .ProseMirror') ?? section.querySelector('[data-static]');
  return [...(heading === null ? [] : [heading]), ...(text?.children ?? [])];
}

interface Leaf {
  readonly node: Text;
  readonly from: number;
}

function rangesIn(block: Element, query: string, limit: number): readonly Range[] {
  if (limit <= 0) return [];
  const { text, leaves } = readBlock(block);
  return findWords(foldedOf(block, text), query, limit).flatMap(({ from, to }) => {
    const range = document.createRange();
    const start = pointAt(leaves, from, 'start');
    const end = pointAt(leaves, to, 'end');
    if (start === undefined || end === undefined) return [];
    range.setStart(...start);
    range.setEnd(...end);
    return [range];
  });
}

/** What stands in a block, with a line end wherever a line or a box ends. */
function readBlock(block: Element): { readonly text: string; readonly leaves: readonly Leaf[] } {
  const leaves: Leaf[] = [];
  let text = '';
  const walk = (parent: Element): void => {
    for (const node of parent.childNodes) {
      if (node instanceof Text) {
        leaves.push({ node, from: text.length });
        text += node.data;
      } else if (node instanceof Element && !node.matches(extras)) {
        const breaks = node.matches(boxes);
        if (breaks) text += '\n';
        walk(node);
        if (breaks) text += '\n';
      }
    }
  };
  walk(block);
  return { text, leaves };
}

/** What stands in the page and not in the plan. */
const extras =
  'style, script, svg, [role=checkbox], .colleague-caret, .ProseMirror-widget, .ProseMirror-separator, .ProseMirror-gapcursor';

/** Words on both sides of these are not one word. */
const boxes =
  'br, p, div, li, ul, ol, dl, dt, dd, table, tr, td, th, section, header, button, h4, h5';

function pointAt(
  leaves: readonly Leaf[],
  offset: number,
  side: 'start' | 'end',
): [Text, number] | undefined {
  const leaf = leaves.findLast(({ from, node }) => {
    const isIn = side === 'start' ? from <= offset : from < offset;
    return isIn && node.data.length > 0;
  });
  if (leaf === undefined) return undefined;
  return [leaf.node, Math.min(offset - leaf.from, leaf.node.data.length)];
}

/** Most blocks are as they were when somebody types in one of them. */
const known = new WeakMap<Element, { readonly text: string; readonly folded: Folded }>();

function foldedOf(block: Element, text: string): Folded {
  const before = known.get(block);
  if (before?.text === text) return before.folded;
  const folded = fold(text);
  known.set(block, { text, folded });
  return folded;
}
