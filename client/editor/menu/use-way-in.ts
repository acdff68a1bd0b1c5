import { type Editor } from '@tiptap/core';
import { type RefObject, useEffect } from 'react';

/** Alt+F10 in the text goes to the first button of what floats beside it. */
export function useWayIn(editor: Editor, element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { dom } = editor.view;
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'F10' || !event.altKey) return;
      event.preventDefault();
      element.current?.querySelector('button')?.focus({ preventScroll: true });
    };
    dom.addEventListener('keydown', onKey);
    return () => dom.removeEventListener('keydown', onKey);
  }, [editor, element]);
}
