import { type BlockKind } from '@alliance/shared/editor/schema';
import { Extension, InputRule } from '@tiptap/core';
import { type Command } from '@tiptap/pm/state';

import {
  backspaceAtStart,
  enter,
  indentBy,
  isInList,
  toggleChecked,
  toggleForm,
} from './block-commands.ts';

/** Typed at the start of a block, these give it a form. Backspace right afterwards takes it back. */
const typedForms: readonly (readonly [RegExp, BlockKind])[] = [
  [/^(#{1,3})\s$/, 'heading'],
  [/^[-*]\s$/, 'bullet'],
  [/^1[.)]\s$/, 'number'],
  [/^\[([ xX]?)\]\s$/, 'check'],
  [/^>\s$/, 'quote'],
  [/^!\s$/, 'callout'],
];

/**
 * The keys of flat blocks. Tab indents only in lists, and not after Escape: nobody is trapped in the editor.
 */
export const BlockKeys = Extension.create<Record<string, never>, { isLeaving: boolean }>({
  name: 'blockKeys',
  // Before the stock keymap, which knows nothing of flat blocks.
  priority: 1001,
  addStorage: () => ({ isLeaving: false }),
  addKeyboardShortcuts() {
    const run = (command: Command): boolean =>
      this.editor.isEditable && command(this.editor.state, this.editor.view.dispatch);
    const indent = (step: 1 | -1): boolean => {
      if (this.storage.isLeaving || !isInList(this.editor.state)) return false;
      const hasMoved = run(indentBy(step));
      // Out of the first level there is only the way out.
      return hasMoved || step === 1;
    };
    return {
      Enter: () => run(enter),
      Backspace: () => this.editor.commands.undoInputRule() || run(backspaceAtStart),
      Tab: () => indent(1),
      'Shift-Tab': () => indent(-1),
      Escape: () => {
        this.storage.isLeaving = true;
        return false;
      },
      'Mod-Enter': () => run(toggleChecked),
      'Mod-Alt-0': () => run(toggleForm({ kind: 'paragraph' })),
      'Mod-Alt-1': () => run(toggleForm({ kind: 'heading', level: 1 })),
      'Mod-Alt-2': () => run(toggleForm({ kind: 'heading', level: 2 })),
      'Mod-Alt-3': () => run(toggleForm({ kind: 'heading', level: 3 })),
      'Mod-Shift-7': () => run(toggleForm({ kind: 'number' })),
      'Mod-Shift-8': () => run(toggleForm({ kind: 'bullet' })),
      'Mod-Shift-9': () => run(toggleForm({ kind: 'check' })),
    };
  },
  addInputRules: () => typedForms.map(([find, kind]) => formRule(find, kind)),
  onTransaction({ transaction }) {
    if (transaction.selectionSet || transaction.docChanged) this.storage.isLeaving = false;
  },
  onBlur() {
    this.storage.isLeaving = false;
  },
});

function formRule(find: RegExp, kind: BlockKind): InputRule {
  return new InputRule({
    find,
    handler: ({ state, range, match }) => {
      const { $from } = state.selection;
      if ($from.depth !== 1 || $from.parent.attrs['kind'] === 'heading') return;
      const position = $from.before();
      const { tr } = state;
      tr.delete(range.from, range.to).setNodeAttribute(position, 'kind', kind);
      if (kind === 'heading') tr.setNodeAttribute(position, 'level', match[1]?.length ?? 1);
      if (kind === 'check') tr.setNodeAttribute(position, 'checked', /x/i.test(match[1] ?? ''));
    },
  });
}
