/**
 * Where somebody was writing when their text was taken away, and where that is in the text that comes in its place. No
 * position of the one means anything in the other: the block is found by its id, the place in it by the words around.
 */
import { type Node } from '@tiptap/pm/model';
import { type EditorView } from '@tiptap/pm/view';

/** A place in a text that is no longer there. */
export interface CaretMark {
  /** Undefined where the text was empty. */
  readonly blockId: string | undefined;
  /** The blocks before it, the nearest first. */
  readonly previous: readonly string[];
  /** The words of the block on either side. */
  readonly before: string;
  readonly after: string;
  /** How far below the upper edge of the window it was, in CSS pixels. */
  readonly top: number;
}

/** Where a mark is in another text. */
export interface MarkedPlace {
  readonly position: number;
  /** The words around are the same as they were: what belongs there can be written there. */
  readonly isSure: boolean;
}

/** Notes where the caret of an editor stands. */
export function markCaret(view: EditorView): CaretMark {
  const { $head } = view.state.selection;
  const block = $head.depth === 0 ? undefined : $head.parent;
  const text = block === undefined ? '' : wordsOf(block);
  const blockId: unknown = block?.attrs['blockId'];
  return {
    blockId: typeof blockId === 'string' ? blockId : undefined,
    previous: idsBefore(view.state.doc, $head.depth === 0 ? 0 : $head.index(0)),
    before: text.slice(0, $head.parentOffset),
    after: text.slice($head.parentOffset),
    top: view.coordsAtPos($head.pos).top,
  };
}

/** Looks for a mark; where its block is gone, behind the nearest one before it. Undefined when none of them is there. */
export function placeOfMark(doc: Node, mark: CaretMark): MarkedPlace | undefined {
  const [place, ...others] = startsOf(doc, mark.blockId);
  if (place === undefined || others.length > 0) return placeBehind(doc, mark.previous);
  const { before, after } = mark;
  const words = wordsOf(place.block);
  const offset = words.startsWith(before)
    ? before.length
    : words.endsWith(after)
      ? words.length - after.length
      : commonStart(words, before);
  const isSure =
    `\n${words.slice(0, offset)}`.endsWith(`\n${before}`.slice(-reach)) &&
    `${words.slice(offset)}\n`.startsWith(`${after}\n`.slice(0, reach));
  return { position: place.start + offset, isSure };
}

/** How many characters on either side have to be the same, the end of a block counted as one. */
const reach = 24;

function placeBehind(doc: Node, blockIds: readonly string[]): MarkedPlace | undefined {
  const [place] = blockIds.flatMap((blockId) => startsOf(doc, blockId));
  return place && { position: place.start + place.block.content.size, isSure: false };
}

function idsBefore(doc: Node, index: number): readonly string[] {
  return doc.children
    .slice(0, index)
    .flatMap(({ attrs }) => (typeof attrs['blockId'] === 'string' ? [attrs['blockId']] : []))
    .toReversed();
}

interface Start {
  readonly block: Node;
  /** The position of its first character. */
  readonly start: number;
}

function startsOf(doc: Node, blockId: string | undefined): readonly Start[] {
  const found: Start[] = [];
  doc.forEach((block, offset) => {
    const isMeant =
      blockId === undefined ? doc.childCount === 1 : block.attrs['blockId'] === blockId;
    if (isMeant && block.isTextblock) found.push({ block, start: offset + 1 });
  });
  return found;
}

/** One character for each position. */
function wordsOf(block: Node): string {
  return block.textBetween(0, block.content.size, undefined, '\uFFFC');
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
}
