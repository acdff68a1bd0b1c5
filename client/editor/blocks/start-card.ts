import { type ItemKind } from '@alliance/shared/careplan/item/item';
import { cardAttributes } from '@alliance/shared/editor/card';
import { type Editor } from '@tiptap/core';
import { type EditorState, Selection, type Transaction } from '@tiptap/pm/state';

import { type StartItem } from '../editor-services.ts';
import { blockIdAtCaret, blockWithId } from './selected-blocks.ts';

/** Asks the page for the record of an item, and puts its card into the text as soon as it has one. */
export async function startCard(
  editor: Editor,
  kind: ItemKind,
  startItem: StartItem,
): Promise<void> {
  const blockId = blockIdAtCaret(editor.state);
  const itemId = await startItem({ kind, blockId });
  if (itemId === undefined || editor.isDestroyed || !editor.isEditable) return;
  editor.view.dispatch(withCard(editor.state, { kind, itemId, blockId }));
}

/** The card stands behind the block in which it was asked for, or in its place when that is empty; behind the last when it is gone. */
function withCard(
  { tr, schema, doc }: EditorState,
  card: { readonly kind: ItemKind; readonly itemId: string; readonly blockId: string },
): Transaction {
  const found = blockWithId(doc, card.blockId);
  const at = found === undefined ? doc.content.size : found.position + found.node.nodeSize;
  const isEmpty = found?.node.type.name === 'block' && found.node.content.size === 0;
  const from = isEmpty ? found.position : at;
  tr.replaceWith(from, at, schema.node(card.kind, { [cardAttributes[card.kind]]: card.itemId }));
  const next = from + 1;
  if (tr.doc.nodeAt(next)?.isTextblock !== true) tr.insert(next, schema.node('block'));
  return tr.setSelection(Selection.near(tr.doc.resolve(next), 1));
}
