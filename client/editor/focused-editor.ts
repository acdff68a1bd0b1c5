import { type Editor } from '@tiptap/core';

import { type Source, createSource } from '../sync/store.ts';

/** The editor that the toolbar works on. */
export interface FocusedEditor {
  readonly editor: Editor;
  /** See `SectionEditorProps.onNothingToUndo`. */
  onNothingToUndo(): void;
}

/** The editor that has, or last had, the focus; undefined when it is gone. */
export const focusedEditor: Source<FocusedEditor | undefined> = createSource<
  FocusedEditor | undefined
>(undefined);
