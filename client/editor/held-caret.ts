/**
 * Keeps the caret that `@tiptap/y-tiptap` 3.0.9 holds while the document changes the one of the text that is shown (ED30).
 *
 * The binding looks up the place that it holds in the text shown before the change, and throws where that is shorter:
 * the change is then in the document and not on the page. It holds a place of another text in two cases: after an undo,
 * which leaves the place of the step taken back, and when Yjs tells of several changes in a row, as when it cleans
 * formatting up, because only the first begins at the place held.
 *
 * Where it holds nothing it makes a caret at the very beginning of the document, which is no place for one: ProseMirror
 * warns of that. So it holds a caret without a place while the text is shown for the first time.
 */
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { type EditorView } from '@tiptap/pm/view';
import { type ProsemirrorBinding, getRelativeSelection, ySyncPluginKey } from '@tiptap/y-tiptap';

/** The extension for the first time that the text is shown; {@link holdCaret} ends what it holds. */
export const HoldNoCaret = Extension.create({
  name: 'holdNoCaret',
  // Before the binding, which shows the text as soon as there is a view.
  priority: 1001,
  addProseMirrorPlugins() {
    return [
      new Plugin({
        view(view) {
          const binding: ProsemirrorBinding | undefined = ySyncPluginKey.getState(
            view.state,
          )?.binding;
          // An empty document stays without text, and with the binding's own caret.
          if (binding !== undefined && binding.type.length > 0)
            binding.beforeTransactionSelection = {
              ...getRelativeSelection(binding, view.state),
              anchor: null,
              head: null,
            };
          return {};
        },
      }),
    ];
  },
});

/** Holds the caret of this editor anew before each change, until it is destroyed; `renew` after one was shown. */
export function holdCaret(view: EditorView): { renew(): void; destroy(): void } {
  const binding: ProsemirrorBinding | undefined = ySyncPluginKey.getState(view.state)?.binding;
  if (binding !== undefined) Reflect.set(binding, 'beforeTransactionSelection', null);
  const hold = (): void => {
    if (binding !== undefined)
      binding.beforeTransactionSelection = getRelativeSelection(binding, view.state);
  };
  binding?.doc.on('beforeAllTransactions', hold);
  return {
    renew() {
      if (binding?.beforeTransactionSelection) hold();
    },
    destroy: () => binding?.doc.off('beforeAllTransactions', hold),
  };
}
