/**
 * Keeps my caret between the same two characters while colleagues write (ED25, ED26).
 *
 * `@tiptap/y-tiptap` 3.0.9 knows where the caret stands by the character on its left, but it stops believing that as
 * soon as anything in the block has changed, and puts the caret back to the old offset: two people in one paragraph
 * then scramble each other's words. Here the character counts for as long as it is there. Only when it is gone do the
 * words around the caret decide, because splitting, joining and moving a block is deleting and writing again in Yjs.
 *
 * Letters that were still on their way when a colleague split the block stay in front of the split, because the
 * colleague moved only what had arrived. They are brought after the words that they belong to:
 *
 *   mine     The plan is alphabr|avo        theirs    The pl⏎an is alpha br
 *   merged   The plavo / an is alpha br      mended    The pl / an is alpha bravo|
 */
import { Extension } from '@tiptap/core';
import { type Node } from '@tiptap/pm/model';
import {
  AllSelection,
  type EditorState,
  Plugin,
  PluginKey,
  Selection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state';
import { type EditorView } from '@tiptap/pm/view';
import {
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import * as Y from 'yjs';

import { holdCaret } from './held-caret.ts';
import { isFromDocument } from './keep-in-step.ts';

/** Whether the last change came from a colleague. */
const caretKey = new PluginKey<boolean>('keepCaret');

/** The extension; it belongs into every editor that others write into. */
export const KeepCaret = Extension.create({
  name: 'keepCaret',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: caretKey,
        state: {
          init: () => false,
          apply: (transaction, wasRemote) =>
            transaction.getMeta('appendedTransaction') === undefined
              ? isFromDocument(transaction)
              : wasRemote,
        },
        appendTransaction: (transactions, oldState, newState) =>
          transactions.some(isFromDocument) ? keepCaret(oldState, newState) : null,
        view: (view) => {
          const caret = holdCaret(view);
          return {
            update(_view, before) {
              bringStranded(view, before);
              if (caretKey.getState(view.state) === true) caret.renew();
            },
            destroy: () => caret.destroy(),
          };
        },
      }),
    ];
  },
});

function keepCaret(oldState: EditorState, newState: EditorState): Transaction | null {
  const { doc: oldDoc, selection: old } = oldState;
  const binding: ProsemirrorBinding | undefined = ySyncPluginKey.getState(newState)?.binding;
  // Before the text is shown for the first time there is no caret to keep; it must not select all of the text either.
  if (oldDoc.childCount === 0 && newState.selection instanceof AllSelection)
    return startOf(newState);
  if (binding === undefined || !(old instanceof TextSelection) || oldDoc.childCount === 0)
    return null;
  const { doc, tr, selection: shown } = newState;
  const held = binding.beforeTransactionSelection ?? undefined;
  const place = (end: 'anchor' | 'head', absolute: 'absAnchor' | 'absHead'): number | undefined =>
    held === undefined
      ? // The text was shown anew, outside of a change.
        placeOfWords({ oldDoc, old: old[end], doc }, shown[end])
      : placeOf(binding, held[end], { oldDoc, old: held[absolute], doc });
  const anchor = place('anchor', 'absAnchor');
  const head = place('head', 'absHead');
  if (anchor === undefined || head === undefined) return null;
  const selection = TextSelection.between(doc.resolve(anchor), doc.resolve(head));
  if (selection.eq(shown)) return null;
  // Still the colleague's change: my page must not scroll to my caret.
  return tr.setSelection(selection).setMeta(ySyncPluginKey, { isChangeOrigin: true });
}

function startOf({ doc, tr }: EditorState): Transaction | null {
  const start = Selection.atStart(doc);
  if (start instanceof AllSelection) return null;
  return tr.setSelection(start).setMeta(ySyncPluginKey, { isChangeOrigin: true });
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

/** Letters left behind by a colleague's split, and where their words are now. */
interface Stranded {
  readonly from: number;
  readonly to: number;
  readonly target: number;
}

/** The binding does not listen while it shows a colleague's change: the letters are brought right after it. */
function bringStranded(
  view: EditorView,
  { doc: oldDoc, selection: { empty, head: old } }: EditorState,
): void {
  const { doc } = view.state;
  if (!empty || doc === oldDoc || caretKey.getState(view.state) !== true || !view.editable) return;
  // A caret that had to look for its words has found them; only one that was left behind can have letters with it.
  const binding: ProsemirrorBinding | undefined = ySyncPluginKey.getState(view.state)?.binding;
  const held = binding?.beforeTransactionSelection?.head;
  if (binding === undefined || !held || !isThere(binding.doc, held)) return;
  const stranded = findStranded({ oldDoc, old, doc }, view.state.selection.head);
  if (stranded === undefined) return;
  queueMicrotask(() => {
    if (!view.isDestroyed && view.state.doc === doc) view.dispatch(bring(view.state, stranded));
  });
}

function bring({ doc, tr }: EditorState, { from, to, target }: Stranded): Transaction {
  const letters = doc.slice(from, to).content;
  const place = tr.delete(from, to).mapping.map(target);
  tr.insert(place, letters);
  return tr.setSelection(TextSelection.create(tr.doc, place + (to - from)));
}

/** The letters in front of the caret, if only they are where the caret is and the words around them stand elsewhere. */
function findStranded({ oldDoc, old, doc }: Move, caret: number): Stranded | undefined {
  const was = oldDoc.resolve(old);
  const now = doc.resolve(caret);
  if (!was.parent.isTextblock || !now.parent.isTextblock) return undefined;
  const before = textOf(was.parent).slice(0, was.parentOffset + 1);
  const after = textOf(was.parent).slice(was.parentOffset + 1);
  const kept = commonEnd(before, textOf(now.parent).slice(0, now.parentOffset + 1));
  if (kept >= longestReach || kept === before.length) return undefined;
  for (let count = kept; count > 0; count -= 1) {
    for (const reach of reaches) {
      const words = before.slice(Math.max(0, before.length - count - reach), -count);
      const [target, ...others] = placesOf(doc, words, after.slice(0, reach));
      const isSure = target !== undefined && others.length === 0 && words.length >= shortestReach;
      if (isSure) return { from: caret - count, to: caret, target };
    }
  }
  return undefined;
}

function commonEnd(one: string, other: string): number {
  let length = 0;
  while (
    length < one.length &&
    length < other.length &&
    one.at(-1 - length) === other.at(-1 - length)
  )
    length += 1;
  return length;
}

/** How many characters on each side of the caret make its words, longest first. */
const reaches = [24, 12, 6];
const longestReach = 24;
const shortestReach = 6;

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
