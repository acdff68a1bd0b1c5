import { Extension } from '@tiptap/core';
import { NodeSelection, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import { type EditorView } from '@tiptap/pm/view';

/** Letters typed while a card or a divider is chosen go into a line of their own behind it: nobody types a goal away. */
export const KeepAtoms = Extension.create({
  name: 'keepAtoms',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('keepAtoms'),
      props: {
        handleTextInput: (view, _from, _to, text) => {
          if (!isAtomChosen(view)) return false;
          lineBehind(view);
          view.dispatch(view.state.tr.insertText(text).scrollIntoView());
          return true;
        },
        handleDOMEvents: {
          compositionstart: (view) => {
            if (isAtomChosen(view)) lineBehind(view);
          },
        },
      },
    }),
  ],
});

function isAtomChosen({ state }: EditorView): boolean {
  return state.selection instanceof NodeSelection && state.selection.node.isBlock;
}

function lineBehind(view: EditorView): void {
  const { state } = view;
  const { tr, schema, selection } = state;
  tr.insert(selection.to, schema.node('block'));
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, selection.to + 1)));
}
