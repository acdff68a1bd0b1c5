import { type JSX } from 'react';

import { type SectionSync } from '../sync/section-sync.ts';

/** The words of the editor, from the message catalogue. */
export interface EditorMessages {
  /** Said in place of the editor when the text holds something that this version cannot edit. */
  readonly updateNeeded: string;
}

/** What the editor of one section needs. */
export interface SectionEditorProps {
  readonly sync: SectionSync;
  /** Whether this person may write here. */
  readonly editable: boolean;
  /** The accessible name: the section's heading. */
  readonly label: string;
  readonly placeholder: string;
  readonly messages: EditorMessages;
  /** Where the caret goes once the editor stands: at an end, or at a point of the window that was clicked. */
  readonly autoFocus?: 'start' | 'end' | { readonly left: number; readonly top: number };
  /** The editor shows the text: what stood in its place can go. */
  onReady?(): void;
  /** Someone typed where they may not. */
  onBlockedTyping?(): void;
  /** Undo was asked for, but a colleague has already replaced the last change: nothing was undone. */
  onNothingToUndo?(): void;
  onFocusChange?(isFocused: boolean): void;
}

/** The editor of one section; it shows nothing until `sync` is live. */
export function SectionEditor(_props: SectionEditorProps): JSX.Element {
  return <div />;
}
