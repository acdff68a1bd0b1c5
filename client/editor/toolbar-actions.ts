import { type Editor } from '@tiptap/core';
import { type Command } from '@tiptap/pm/state';

import { type BlockForm, hasForm, indentBy, setForm, toggleForm } from './block-commands.ts';
import { type FocusedEditor } from './focused-editor.ts';
import { redoOne, undoDepths, undoOne } from './undo.ts';

/** Every button of the toolbar. */
export type ToolbarAction =
  | 'paragraph'
  | 'heading1'
  | 'heading2'
  | 'heading3'
  | 'bullet'
  | 'number'
  | 'check'
  | 'quote'
  | 'callout'
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strike'
  | 'outdent'
  | 'indent'
  | 'undo'
  | 'redo';

const forms: Readonly<Partial<Record<ToolbarAction, BlockForm>>> = {
  paragraph: { kind: 'paragraph' },
  heading1: { kind: 'heading', level: 1 },
  heading2: { kind: 'heading', level: 2 },
  heading3: { kind: 'heading', level: 3 },
  bullet: { kind: 'bullet' },
  number: { kind: 'number' },
  check: { kind: 'check' },
  quote: { kind: 'quote' },
  callout: { kind: 'callout' },
};

/** Does what a button says, and gives the caret back to the text. */
export function runAction(focused: FocusedEditor, action: ToolbarAction): void {
  const { editor } = focused;
  if (!isAvailable(editor, action)) return;
  const command = blockCommand(action);
  if (command !== undefined) command(editor.state, editor.view.dispatch);
  else if (action === 'redo') redoOne(editor);
  else if (action !== 'undo') editor.commands.toggleMark(action);
  else if (undoOne(editor) === 'replaced') focused.onNothingToUndo();
  editor.view.focus();
}

/** Whether a button can do something now. */
export function isAvailable(editor: Editor, action: ToolbarAction): boolean {
  if (editor.isDestroyed || !editor.isEditable) return false;
  if (action === 'undo' || action === 'redo') return undoDepths(editor.state)[action] > 0;
  if (action === 'indent' || action === 'outdent')
    return blockCommand(action)?.(editor.state) ?? false;
  return true;
}

/** Whether what a button gives is already there. */
export function isPressed(editor: Editor, action: ToolbarAction): boolean {
  const form = forms[action];
  return form === undefined ? editor.isActive(action) : hasForm(editor.state, form);
}

function blockCommand(action: ToolbarAction): Command | undefined {
  const form = forms[action];
  if (form?.kind === 'paragraph') return setForm(form);
  if (form !== undefined) return toggleForm(form);
  if (action === 'indent') return indentBy(1);
  return action === 'outdent' ? indentBy(-1) : undefined;
}
