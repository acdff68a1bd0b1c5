import { type Editor } from '@tiptap/core';

/** Calls back when someone types, pastes or deletes in an editor that they may only read. */
export function watchBlockedTyping(editor: Editor, onBlockedTyping: () => void): void {
  const tell = (): void => {
    if (!editor.isEditable) onBlockedTyping();
  };
  const { dom } = editor.view;
  dom.addEventListener('paste', tell);
  dom.addEventListener('keydown', (event) => {
    if (isTyping(event)) tell();
  });
}

function isTyping({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  // The space bar scrolls the page for someone who reads.
  return (
    (key.length === 1 && key !== ' ') || ['Enter', 'Backspace', 'Delete', 'Process'].includes(key)
  );
}
