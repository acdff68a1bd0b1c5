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
import { Chips } from './chip-keys.ts';
import { type EditorServices } from './editor-services.ts';
import { enterTextEvent } from './enter-text.ts';
import { type GuardOptions, Guards } from './guards.ts';
import { HoldNoCaret } from './held-caret.ts';
import { Hop, enterText } from './hop.ts';
import { KeepAtoms } from './keep-atoms.ts';
import { KeepCaret } from './keep-caret.ts';
import { KeepInStep } from './keep-in-step.ts';
import { Links } from './link/link-state.ts';
import { TextMenu, type TextMenuOptions } from './menu/text-menu.ts';
import { Places } from './open-places.ts';
import { schemaExtensions } from './section-schema.ts';
import { TypedMarks } from './typed-marks.ts';
import { UndoOne, createUndoManager } from './undo.ts';
import { WholeLetters } from './whole-letters.ts';

/** What an editor is made of. */
export interface EditorParts {
  readonly element: HTMLElement;
  readonly live: { readonly doc: Doc; readonly awareness: Awareness };
  readonly isEditable: boolean;
  readonly label: string;
  readonly simulated: string;
  readonly guards: GuardOptions;
  /** The word beside an offered chip (`chip-keys.ts`). */
  readonly offerWord: string;
  readonly autoFocus: FocusPosition;
  /** What the page does for this editor, read anew at each use. */
  readonly services: () => EditorServices;
  readonly menu: TextMenuOptions;
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
        [enterTextEvent]: enterText,
      },
    },
    extensions: [
      ...schemaExtensions,
      Collaboration.configure({
        fragment: body,
        yUndoOptions: { undoManager: createUndoManager(live.doc) },
      }),
      HoldNoCaret,
      KeepInStep,
      KeepCaret,
      Carets.configure({ awareness: live.awareness, simulated: parts.simulated }),
      UndoOne.configure({ onNothingToUndo: () => parts.onNothingToUndo() }),
      Chips.configure({ offerWord: parts.offerWord }),
      TextMenu.configure(parts.menu),
      Links.configure({ services: parts.services }),
      Hop.configure({ services: parts.services }),
      Places.configure({ services: parts.services }),
      BlockKeys,
      TypedMarks,
      KeepAtoms,
      WholeLetters,
      BlockIds,
      BlockOrdinals,
      Guards.configure(parts.guards),
    ],
    onFocus: () => parts.onFocusChange(true),
    onBlur: () => parts.onFocusChange(false),
  });
}
