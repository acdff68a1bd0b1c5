import { Extension } from '@tiptap/core';
import { type EditorState } from '@tiptap/pm/state';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import { UndoManager } from 'yjs';

/** What {@link UndoOne} tells: the last change was already replaced by someone else, so that nothing was taken back. */
export interface UndoOptions {
  onNothingToUndo(): void;
}

/**
 * Undo and redo of exactly one step of my own (UN rules). The stock undo goes on to older steps when the last one
 * no longer changes anything, and so takes back something that nobody meant.
 */
export const UndoOne = Extension.create<UndoOptions>({
  name: 'undoOne',
  // Before the shortcuts of the collaboration extension.
  priority: 1002,
  addOptions: () => ({ onNothingToUndo: () => undefined }),
  addKeyboardShortcuts() {
    const undo = (): boolean => {
      const { state, isEditable } = this.editor;
      if (isEditable && undoOne(state) === 'replaced') this.options.onNothingToUndo();
      return true;
    };
    const redo = (): boolean => {
      if (this.editor.isEditable) redoOne(this.editor.state);
      return true;
    };
    return { 'Mod-z': undo, 'Mod-y': redo, 'Shift-Mod-z': redo, 'Mod-Z': redo };
  },
  onBlur() {
    // What is typed after coming back is a step of its own.
    managerOf(this.editor.state)?.stopCapturing();
  },
});

/** Takes back my last step: `replaced` when a colleague had already changed all of it, `nothing` when there is none. */
export function undoOne(state: EditorState): 'undone' | 'replaced' | 'nothing' {
  const manager = managerOf(state);
  if (manager === undefined || manager.undoStack.length === 0) return 'nothing';
  return onlyLast(manager.undoStack, () => manager.undo()) ? 'undone' : 'replaced';
}

/** Does my last undone step again. */
export function redoOne(state: EditorState): 'redone' | 'replaced' | 'nothing' {
  const manager = managerOf(state);
  if (manager === undefined || manager.redoStack.length === 0) return 'nothing';
  return onlyLast(manager.redoStack, () => manager.redo()) ? 'redone' : 'replaced';
}

/** What there is to take back and to do again. */
export function undoDepths(state: EditorState): { readonly undo: number; readonly redo: number } {
  const manager = managerOf(state);
  return { undo: manager?.undoStack.length ?? 0, redo: manager?.redoStack.length ?? 0 };
}

/** Runs with all but the last step out of reach; true when that step changed something. */
function onlyLast(stack: UndoManager['undoStack'], run: () => unknown): boolean {
  const older = stack.splice(0, stack.length - 1);
  const result = run();
  stack.unshift(...older);
  return result !== null;
}

function managerOf(state: EditorState): UndoManager | undefined {
  const manager: unknown = yUndoPluginKey.getState(state)?.undoManager;
  return manager instanceof UndoManager ? manager : undefined;
}
