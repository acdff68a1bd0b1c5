import { type JSX } from 'react';

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

/** What the toolbar needs. */
export interface EditorToolbarProps {
  /** The accessible name of the toolbar. */
  readonly label: string;
  /** The word for each button, from the message catalogue; shown with its keys as the tooltip. */
  readonly labels: Readonly<Record<ToolbarAction, string>>;
}

/** Formatting for the editor that has, or last had, the focus; disabled while none has. */
export function EditorToolbar(_props: EditorToolbarProps): JSX.Element {
  return <div role="toolbar" aria-label={_props.label} />;
}
