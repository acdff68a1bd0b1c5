import { bodyOf } from '@alliance/shared/editor/section-document';
import { Editor, type FocusPosition } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { type Awareness } from 'y-protocols/awareness';
import { type Doc } from 'yjs';

import { regainFocusEvent } from '../ui/regain-focus.ts';
import { BlockIds } from './block-ids.ts';
import { BlockKeys } from './block-keys.ts';
import { BlockOrdinals } from './block-ordinals.ts';
import { Carets } from './carets.ts';
import { type GuardOptions, Guards } from './guards.ts';
import { HoldNoCaret } from './held-caret.ts';
import { KeepCaret } from './keep-caret.ts';
import { KeepInStep } from './keep-in-step.ts';
import { schemaExtensions } from './section-schema.ts';
import { UndoOne, createUndoManager } from './undo.ts';

/** What an editor is made of. */
export interface EditorParts {
  readonly element: HTMLElement;
  readonly live: { readonly doc: Doc; readonly awareness: Awareness };
  readonly isEditable: boolean;
  readonly label: string;
  readonly simulated: string;
  readonly guards: GuardOptions;
  readonly autoFocus: FocusPosition;
  onNothingToUndo(): void;
  onFocusChange(isFocused: boolean): void;
}

/** A Tiptap editor bound to a section's document. Bind it only to a document of which `knowsDocument` is true. */
export function createEditor(parts: EditorParts): Editor {
  const { element, live, label } = parts;
  const body = bodyOf(live.doc);
  return new Editor({
    element,
    editable: parts.isEditable,
    autofocus: parts.autoFocus,
    // The content security policy allows no inline styles; ours are in `section-editor.css`.
    injectCSS: false,
    enablePasteRules: false,
    coreExtensionOptions: {
      clipboardTextSerializer: { blockSeparator: '\n' },
      tabindex: { value: '0' },
    },
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label },
      handleDOMEvents: {
        [regainFocusEvent]: (view, event: Event) => {
          event.preventDefault();
          view.focus();
          return true;
        },
      },
    },
    extensions: [
      ...schemaExtensions,
      Collaboration.configure({
        fragment: body,
        yUndoOptions: { undoManager: createUndoManager(body) },
      }),
      HoldNoCaret,
      KeepInStep,
      KeepCaret,
      Carets.configure({ awareness: live.awareness, simulated: parts.simulated }),
      UndoOne.configure({ onNothingToUndo: () => parts.onNothingToUndo() }),
      BlockKeys,
      BlockIds,
      BlockOrdinals,
      Guards.configure(parts.guards),
    ],
    onFocus: () => parts.onFocusChange(true),
    onBlur: () => parts.onFocusChange(false),
  });
}
