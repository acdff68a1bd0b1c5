import { type Editor } from '@tiptap/core';
import { useCallback, useSyncExternalStore } from 'react';

const events = ['transaction', 'focus', 'blur', 'destroy'] as const;

/** What an editor says now, kept current. `read` gives the same object, or an equal primitive, until it changes. */
export function useEditorValue<T>(editor: Editor, read: (editor: Editor) => T): T {
  const subscribe = useCallback(
    (listener: () => void) => {
      for (const event of events) editor.on(event, listener);
      return () => {
        for (const event of events) editor.off(event, listener);
      };
    },
    [editor],
  );
  return useSyncExternalStore(subscribe, () => read(editor));
}

/** The box around a range of the text, in the window. */
export function boxOf({ view }: Editor, from: number, to: number): DOMRect {
  const size = view.state.doc.content.size;
  const start = view.coordsAtPos(Math.min(from, size));
  const end = view.coordsAtPos(Math.min(to, size));
  const left = Math.min(start.left, end.left);
  const top = Math.min(start.top, end.top);
  return new DOMRect(
    left,
    top,
    Math.max(start.left, end.left) - left,
    Math.max(start.bottom, end.bottom) - top,
  );
}

/** Where what floats beside a text stands in the page: in the same landmark. */
export function floorOf({ view }: Editor): Element {
  return view.dom.closest('main') ?? document.body;
}
