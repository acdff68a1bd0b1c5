import { type Command, Selection } from '@tiptap/pm/state';

import { selectedSpan } from './selected-blocks.ts';

/** Takes the selected blocks out of the text; one step back brings them again. */
export const removeBlocks: Command = (state, dispatch) => {
  const span = selectedSpan(state);
  if (span === undefined) return false;
  const tr = state.tr.delete(span.from, span.to);
  if (tr.doc.childCount === 0) tr.insert(0, state.schema.node('block'));
  const near = Selection.near(tr.doc.resolve(Math.min(span.from, tr.doc.content.size)));
  dispatch?.(tr.setSelection(near).scrollIntoView());
  return true;
};
