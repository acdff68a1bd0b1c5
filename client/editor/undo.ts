import { Extension } from '@tiptap/core';
import { type EditorState } from '@tiptap/pm/state';
import { defaultDeleteFilter, ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

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
      if (this.editor.isEditable && undoOne(this.editor) === 'replaced')
        this.options.onNothingToUndo();
      return true;
    };
    const redo = (): boolean => {
      if (this.editor.isEditable) redoOne(this.editor);
      return true;
    };
    return { 'Mod-z': undo, 'Mod-y': redo, 'Shift-Mod-z': redo, 'Mod-Z': redo };
  },
  onBlur() {
    // What is typed after coming back is a step of its own.
    managerOf(this.editor.state)?.stopCapturing();
  },
  onDestroy() {
    managerOf(this.editor.state)?.clear();
  },
});

/** Takes back my last step: `replaced` when a colleague had already changed all of it, `nothing` when there is none. */
export function undoOne(editor: HasState): 'undone' | 'replaced' | 'nothing' {
  const manager = managerOf(editor.state);
  if (manager === undefined || manager.undoStack.length === 0) return 'nothing';
  const before = editor.state.doc;
  onlyLast(manager.undoStack, () => manager.undo());
  return editor.state.doc.eq(before) ? 'replaced' : 'undone';
}

/** Does my last undone step again. */
export function redoOne(editor: HasState): 'redone' | 'replaced' | 'nothing' {
  const manager = managerOf(editor.state);
  if (manager === undefined || manager.redoStack.length === 0) return 'nothing';
  const before = editor.state.doc;
  onlyLast(manager.redoStack, () => manager.redo());
  return editor.state.doc.eq(before) ? 'replaced' : 'redone';
}

/** What there is to take back and to do again. */
export function undoDepths(state: EditorState): { readonly undo: number; readonly redo: number } {
  const manager = managerOf(state);
  return { undo: manager?.undoStack.length ?? 0, redo: manager?.redoStack.length ?? 0 };
}

/** The undo manager of one editor of a section: it knows only what this editor did. */
export function createUndoManager(body: Y.XmlFragment): Y.UndoManager {
  return new Y.UndoManager(body, {
    trackedOrigins: new Set([ySyncPluginKey]),
    deleteFilter: (item) => defaultDeleteFilter(item, new Set(['block'])) && !isForOthers(item),
    captureTransaction: ({ meta }) => meta.get('addToHistory') !== false,
  });
}

/**
 * Whether an item is what makes a block of mine a heading, an item or a plain paragraph, while words of a colleague
 * stand in it. The block stays for them, and so must what it is.
 */
function isForOthers({ parentSub, origin, parent, id }: Y.Item): boolean {
  if (parentSub === null || origin !== null || !(parent instanceof Y.XmlElement)) return false;
  return parent
    .toArray()
    .some((child) => child instanceof Y.XmlText && hasOthers(child, id.client));
}

/** Whether visible words of other clients stand in a text. */
function hasOthers(text: Y.XmlText, mine: number): boolean {
  // oxlint-disable-next-line no-underscore-dangle -- Yjs shows who wrote what nowhere else
  for (let item = text._start; item !== null; item = item.right)
    if (!item.deleted && item.countable && item.id.client !== mine) return true;
  return false;
}

interface HasState {
  readonly state: EditorState;
}

/** Runs with all but the last step out of reach. */
function onlyLast(stack: Y.UndoManager['undoStack'], run: () => unknown): void {
  const older = stack.splice(0, stack.length - 1);
  run();
  stack.unshift(...older);
}

function managerOf(state: EditorState): Y.UndoManager | undefined {
  const manager: unknown = yUndoPluginKey.getState(state)?.undoManager;
  return manager instanceof Y.UndoManager ? manager : undefined;
}
