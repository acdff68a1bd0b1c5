/**
 * Moves whole blocks inside their section. It is done on the document itself and not as an edit of the text: the
 * binding would find the difference by comparing, and could write the words of one block into the other, under the
 * hands of whoever is typing there. Here exactly the blocks that move are taken out and put in again; what a colleague
 * writes at the same time in any other block stays untouched, and in a moved one is found by the server (D7).
 */
import { bodyOf } from '@alliance/shared/editor/section-document';
import { type Editor } from '@tiptap/core';
import { NodeSelection, type Selection, TextSelection } from '@tiptap/pm/state';
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

import { asOneStep, byHand } from '../undo.ts';
import { type BlockSpan, selectedSpan, startOf } from './selected-blocks.ts';

/** Moves the selected blocks past the one before (-1) or behind (1) them, with the selection. False at the edge of the section. */
export function moveBlocks(editor: Editor, step: 1 | -1): boolean {
  const { state } = editor;
  const span = selectedSpan(state);
  const body = bodyIn(editor);
  if (span === undefined || body === undefined || !editor.isEditable) return false;
  const target = span.first + step;
  if (target < 0 || target + span.count > body.length || editor.view.composing) return false;
  const { selection } = state;
  asOneStep(state, () => move(body, span, target));
  if (editor.state.doc.childCount === body.length)
    select(editor, selection, startOf(editor.state.doc, target) - span.from);
  return true;
}

function move(body: Y.XmlFragment, { first, count }: BlockSpan, target: number): void {
  body.doc?.transact(() => {
    const copies = body
      .slice(first, first + count)
      .map((block) => block.clone())
      .filter((copy) => copy instanceof Y.XmlElement);
    body.delete(first, count);
    body.insert(target, copies);
  }, byHand);
}

function bodyIn({ state }: Editor): Y.XmlFragment | undefined {
  const binding: ProsemirrorBinding | undefined = ySyncPluginKey.getState(state)?.binding;
  return binding?.doc instanceof Y.Doc ? bodyOf(binding.doc) : undefined;
}

/** The same selection, as far further on as the blocks have moved. */
function select({ view }: Editor, old: Selection, way: number): void {
  const { tr } = view.state;
  const moved =
    old instanceof NodeSelection
      ? NodeSelection.create(tr.doc, old.from + way)
      : TextSelection.create(tr.doc, old.anchor + way, old.head + way);
  view.dispatch(tr.setSelection(moved).scrollIntoView());
}
