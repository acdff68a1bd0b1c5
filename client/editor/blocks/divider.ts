import { InputRule } from '@tiptap/core';
import { type Command, type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { uuidv4 } from 'lib0/random';

/** Draws a line across the text: in the place of an empty block, else behind the block with the caret, which goes on below. */
export const insertDivider: Command = (state, dispatch) => {
  if (state.selection.$from.depth !== 1) return false;
  dispatch?.(withDivider(state).scrollIntoView());
  return true;
};

/** Three hyphens alone in a line are a divider; Backspace takes it back. */
export const dividerRule = new InputRule({
  find: /^(?:---|—-)$/,
  handler: ({ state, range }) => {
    const { parent, depth } = state.selection.$from;
    // The last hyphen is not in the text yet.
    if (depth !== 1 || parent.content.size !== range.to - range.from) return;
    state.tr.delete(range.from, range.to);
    withDivider(state);
  },
});

/** The blocks have their ids at once: a change that follows by itself would end what Backspace takes back. */
function withDivider({ tr, schema }: EditorState): Transaction {
  const { $from } = tr.selection;
  const isEmpty = $from.parent.content.size === 0;
  const at = isEmpty ? $from.before() : $from.after();
  const divider = schema.node('divider', { blockId: uuidv4() });
  tr.insert(at, divider);
  const next = at + divider.nodeSize;
  if (tr.doc.nodeAt(next)?.isTextblock !== true)
    tr.insert(next, schema.node('block', { blockId: uuidv4() }));
  return tr.setSelection(TextSelection.create(tr.doc, next + 1));
}
