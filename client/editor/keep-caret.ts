/**
 * Keeps my caret between the same two characters while colleagues write (ED25, ED26).
 *
 * `@tiptap/y-tiptap` 3.0.9 knows where the caret stands by the character on its left, but it stops believing that as
 * soon as anything in the block has changed, and puts the caret back to the old offset: two people in one paragraph
 * then scramble each other's words. Here the character counts for as long as it is there. Only when it is gone do the
 * words around the caret decide, because splitting, joining and moving a block is deleting and writing again in Yjs.
 */
import { Extension } from '@tiptap/core';
import { type Node } from '@tiptap/pm/model';
import {
  type EditorState,
  Plugin,
  PluginKey,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state';
import {
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import * as Y from 'yjs';

/** The extension; it belongs into every editor that others write into. */
export const KeepCaret = Extension.create({
  name: 'keepCaret',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('keepCaret'),
        appendTransaction: (transactions, oldState, newState) =>
          transactions.some(isRemote) ? keepCaret(oldState, newState) : null,
      }),
    ];
  },
});

function isRemote(transaction: Transaction): boolean {
  return transaction.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
}

function keepCaret(oldState: EditorState, newState: EditorState): Transaction | null {
  const binding: ProsemirrorBinding | undefined = ySyncPluginKey.getState(newState)?.binding;
  const held = binding?.beforeTransactionSelection;
  if (binding === undefined || !held || !(oldState.selection instanceof TextSelection)) return null;
  const { doc, tr } = newState;
  const place = (relative: Y.RelativePosition | null, old: number): number | undefined =>
    placeOf(binding, relative, { oldDoc: oldState.doc, old, doc });
  const anchor = place(held.anchor, held.absAnchor);
  const head = place(held.head, held.absHead);
  if (anchor === undefined || head === undefined) return null;
  const selection = TextSelection.between(doc.resolve(anchor), doc.resolve(head));
  return selection.eq(newState.selection) ? null : tr.setSelection(selection);
}

interface Move {
  readonly oldDoc: Node;
  readonly old: number;
  readonly doc: Node;
}

function placeOf(
  binding: ProsemirrorBinding,
  relative: Y.RelativePosition | null,
  move: Move,
): number | undefined {
  if (relative === null) return undefined;
  const place = resolve(binding, relative);
  if (place === undefined || place > move.doc.content.size) return undefined;
  return isThere(binding.doc, relative) ? place : placeOfWords(move, place);
}

function resolve(binding: ProsemirrorBinding, relative: Y.RelativePosition): number | undefined {
  const { doc, type, mapping } = binding;
  const place = relativePositionToAbsolutePosition(doc, type, relative, mapping);
  if (place !== null) return place;
  // The binding takes the first place of the text for a mistake.
  const decoded = Y.createAbsolutePositionFromRelativePosition(relative, doc);
  // oxlint-disable-next-line no-underscore-dangle -- Yjs says nowhere else whether a type was deleted
  return decoded?.type instanceof Y.XmlText && decoded.type._item?.deleted === false
    ? 1
    : undefined;
}

/** Whether what the position hangs on is still in the document. */
function isThere(doc: Y.Doc, { item, type }: Y.RelativePosition): boolean {
  const id = item ?? type;
  if (id === null) return true;
  const struct = Y.getItem(doc.store, id);
  return struct instanceof Y.Item && !struct.deleted;
}

/** How many characters on each side of the caret make its words, longest first. */
const reaches = [24, 12, 6];

/** Where the words around the old caret stand now, if they stand in exactly one place; else where Yjs left the caret. */
function placeOfWords({ oldDoc, old, doc }: Move, fallback: number): number {
  if (old > oldDoc.content.size) return fallback;
  const { parent, parentOffset } = oldDoc.resolve(old);
  if (!parent.isTextblock) return fallback;
  const text = textOf(parent);
  for (const reach of reaches) {
    const before = text.slice(Math.max(0, parentOffset + 1 - reach), parentOffset + 1);
    const after = text.slice(parentOffset + 1, parentOffset + 1 + reach);
    const [first, ...others] = placesOf(doc, before, after);
    if (first !== undefined && others.length === 0) return first;
  }
  return fallback;
}

function placesOf(doc: Node, before: string, after: string): readonly number[] {
  const places: number[] = [];
  const words = before + after;
  doc.forEach((block, start) => {
    if (!block.isTextblock) return;
    const text = textOf(block);
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
      places.push(start + at + before.length);
  });
  return places;
}

/** The text of a block between two line ends, one character for each position: an offset in it is one more than in the block. */
function textOf(block: Node): string {
  return `\n${block.textBetween(0, block.content.size, undefined, '\uFFFC')}\n`;
}
