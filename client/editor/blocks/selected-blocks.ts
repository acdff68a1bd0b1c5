import { type Node } from '@tiptap/pm/model';
import { type EditorState } from '@tiptap/pm/state';

/** Blocks that stand beside each other, by their places among the blocks of the section. */
export interface BlockSpan {
  /** The first, counted from 0. */
  readonly first: number;
  readonly count: number;
  /** Where the first begins. */
  readonly from: number;
  /** Where the last ends. */
  readonly to: number;
}

/** The blocks that the selection touches, cards and dividers included; undefined in an empty section. */
export function selectedSpan({ doc, selection }: EditorState): BlockSpan | undefined {
  const { $from, $to } = selection;
  const first = $from.index(0);
  const last = $to.depth === 0 && $to.pos > $from.pos ? $to.index(0) - 1 : $to.index(0);
  if (doc.childCount === 0 || last < first || last >= doc.childCount) return undefined;
  return { first, count: last - first + 1, from: startOf(doc, first), to: startOf(doc, last + 1) };
}

/** Where the block with this index begins; the end of the document behind the last. */
export function startOf(doc: Node, index: number): number {
  let position = 0;
  for (let at = 0; at < index; at += 1) position += doc.child(at).nodeSize;
  return position;
}

/** The id of the block with the caret; empty where it has none yet. */
export function blockIdAtCaret(state: EditorState): string {
  const span = selectedSpan(state);
  const id: unknown = span && state.doc.child(span.first).attrs['blockId'];
  return typeof id === 'string' ? id : '';
}

/** The block with this id, wherever it is now. */
export function blockWithId(
  doc: Node,
  blockId: string,
): { readonly node: Node; readonly position: number } | undefined {
  let found: { readonly node: Node; readonly position: number } | undefined;
  doc.forEach((node, position) => {
    if (node.attrs['blockId'] === blockId) found ??= { node, position };
  });
  return found;
}
