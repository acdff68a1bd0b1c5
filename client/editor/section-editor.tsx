import { renderSection } from '@alliance/shared/editor/render';
import { closeCodes } from '@alliance/shared/sync/close-code';
import { type Editor } from '@tiptap/core';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { type JSX, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';

import { type SectionState, type SectionSync } from '../sync/section-sync.ts';
import { type CaretMark, markCaret } from './caret-mark.ts';
import { createEditor } from './create-editor.ts';
import { focusedEditor } from './focused-editor.ts';
import { type Meanwhile, goOn } from './go-on.ts';

import styles from './section-editor.module.css';

/** The words of the editor, from the message catalogue. */
export interface EditorMessages {
  /** Said above the text when it holds something that this version cannot edit. */
  readonly updateNeeded: string;
  /** Said beside the name of the demo's scripted colleague. */
  readonly simulated?: string;
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
  /** The text goes away under the caret: the keyboard belongs to nobody. */
  onWithdrawn?(mark: CaretMark): void;
  /** The text that came in its place stands: gives what was typed meanwhile; undefined when nobody was writing. */
  onStanding?(): Meanwhile | undefined;
  /** Whether what was typed meanwhile stands in the text now. */
  onGoneOn?(isWritten: boolean): void;
  /** Undo was asked for, but a colleague has already replaced the last change: nothing was undone. */
  onNothingToUndo?(): void;
  /** The section is full (`sectionBytesMax`): what was typed or pasted was not taken in. */
  onFull?(): void;
  /** A table was pasted: each row became a line. */
  onTable?(): void;
  onFocusChange?(isFocused: boolean): void;
}

/**
 * The editor of one section. It shows nothing until `sync` is live, and lets go of the document at the moment that
 * `sync` withdraws it, before anything arrives that the editor would delete.
 */
export function SectionEditor(props: SectionEditorProps): JSX.Element {
  const { sync, editable } = props;
  const frame = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>(undefined);
  const latest = useRef(props);
  const state = useSyncExternalStore(sync.state.subscribe, sync.state.get);
  const { live } = state;

  useLayoutEffect(() => {
    latest.current = props;
  });

  useLayoutEffect(() => {
    const element = frame.current;
    if (live === undefined || element === null) return undefined;
    const created = bind(element, live, latest);
    editor.current = created;
    // The binding draws the text once more when it has mounted.
    const takingUp = setTimeout(() => {
      sync.takeUp(ySyncPluginKey);
      goOnIn(created, latest.current);
    });
    const stopWatching = sync.state.subscribe(() => {
      if (sync.state.get().live === live || created.isDestroyed) return;
      const mark = created.isFocused ? markCaret(created.view) : undefined;
      created.destroy();
      if (mark !== undefined) latest.current.onWithdrawn?.(mark);
    });
    return () => {
      stopWatching();
      clearTimeout(takingUp);
      if (focusedEditor.get()?.editor === created) focusedEditor.set(undefined);
      created.destroy();
    };
  }, [sync, live]);

  useEffect(() => {
    const { current } = editor;
    if (current?.isDestroyed === false) current.setEditable(editable, false);
  }, [editable]);

  return (
    <>
      {state.closed?.code === closeCodes.outdated ? (
        <UnboundText sync={sync} message={props.messages.updateNeeded} />
      ) : null}
      <div ref={frame} className={styles['frame']} />
    </>
  );
}

function bind(
  element: HTMLElement,
  live: NonNullable<SectionState['live']>,
  latest: { readonly current: SectionEditorProps },
): Editor {
  const { sync, label, placeholder, editable, messages } = latest.current;
  const onNothingToUndo = (): void => latest.current.onNothingToUndo?.();
  const created = createEditor({
    element,
    live,
    label,
    isEditable: editable,
    simulated: messages.simulated ?? '',
    autoFocus: false,
    onNothingToUndo,
    guards: {
      placeholder,
      hold: (isHeld) => sync.hold(isHeld),
      hasRoomFor: (characters) => sync.hasRoomFor(characters),
      onFull: () => latest.current.onFull?.(),
      onTable: () => latest.current.onTable?.(),
    },
    onFocusChange: (isFocused) => {
      if (isFocused) focusedEditor.set({ editor: created, onNothingToUndo });
      latest.current.onFocusChange?.(isFocused);
    },
  });
  focusAt(created, latest.current.autoFocus);
  latest.current.onReady?.();
  return created;
}

function goOnIn(editor: Editor, props: SectionEditorProps): void {
  if (editor.isDestroyed || !editor.isEditable) return;
  const meanwhile = props.onStanding?.();
  if (meanwhile !== undefined) props.onGoneOn?.(goOn(editor, meanwhile));
}

function focusAt(editor: Editor, place: SectionEditorProps['autoFocus']): void {
  if (place === undefined) return;
  if (typeof place === 'string')
    return void editor.commands.focus(place, { scrollIntoView: false });
  const position = editor.view.posAtCoords(place)?.pos;
  editor.commands.focus(position ?? 'end', { scrollIntoView: false });
}

function UnboundText({
  sync,
  message,
}: {
  readonly sync: SectionSync;
  readonly message: string;
}): JSX.Element {
  const content = useSyncExternalStore(sync.content.subscribe, sync.content.get);
  const html = content === undefined ? '' : renderSection(content);
  return (
    <>
      <output>{message}</output>
      {/* The renderer escapes everything; it is the only maker of this HTML. */}
      <div dangerouslySetInnerHTML={{ __html: html }} />
    </>
  );
}
