import { Extension } from '@tiptap/core';
import { type Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { uuidv4 } from 'lib0/random';

/**
 * Keeps every block's id present and unique. It acts only on what is done in this editor: two people must not
 * repair the same block at the same time, and somebody who may only read must change nothing.
 */
export const BlockIds = Extension.create({
  name: 'blockIds',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('blockIds'),
        appendTransaction: (transactions, _oldState, state) =>
          this.editor.isEditable && transactions.some(isOwnChange) ? withIds(state) : null,
      }),
    ];
  },
});

function isOwnChange(transaction: Transaction): boolean {
  return transaction.docChanged && transaction.getMeta(ySyncPluginKey) === undefined;
}

function withIds(state: EditorState): Transaction | null {
  const { tr } = state;
  const holders = new Map<string, { readonly node: Node; readonly position: number }>();
  state.doc.forEach((node, position) => {
    const id: string = node.attrs['blockId'] ?? uuidv4();
    const holder = holders.get(id);
    if (node.attrs['blockId'] === null) tr.setNodeAttribute(position, 'blockId', id);
    // The id goes with the words: the empty half of a split takes the new one.
    const isEmptyHalf = holder?.node.content.size === 0 && node.content.size > 0;
    if (holder !== undefined)
      tr.setNodeAttribute(isEmptyHalf ? holder.position : position, 'blockId', uuidv4());
    if (holder === undefined || isEmptyHalf) holders.set(id, { node, position });
  });
  return tr.docChanged ? tr.setStoredMarks(state.storedMarks) : null;
}
