import { type Editor } from '@tiptap/core';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import {
  type JSX,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useTranslations } from 'use-intl';

import { type SectionState, type SectionSync } from '../sync/section-sync.ts';
import { type CaretMark, markCaret } from './caret-mark.ts';
import { ChipPanel } from './chip-panel.tsx';
import { createEditor } from './create-editor.ts';
import { type EditorServices } from './editor-services.ts';
import { focusedEditor } from './focused-editor.ts';
import { type Meanwhile, goOn } from './go-on.ts';
import { LinkCard } from './link/link-card.tsx';
import { BubbleMenu } from './menu/bubble-menu.tsx';
import { type MenuWords, menuWords, optionsIn } from './menu/menu-words.ts';
import { TextMenuList } from './menu/text-menu-list.tsx';

import styles from './section-editor.module.css';

/** The words of the editor, from the message catalogue. */
export interface EditorMessages {
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
  /** What the page does for this editor; without it there are only the words. */
  readonly services?: EditorServices;
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
  const [shown, setShown] = useState<Editor>();
  const t = useTranslations('editor');
  const listId = useId();
  const offerWord = useTranslations('chips')('tab');
  const latest = useRef({ props, words: menuWords(t), offerWord, listId });
  const { live } = useSyncExternalStore(sync.state.subscribe, sync.state.get);

  useLayoutEffect(() => {
    latest.current = { props, words: menuWords(t), offerWord, listId };
  });

  useLayoutEffect(() => {
    const element = frame.current;
    if (live === undefined || element === null) return undefined;
    const created = bind(element, live, latest);
    editor.current = created;
    setShown(created);
    // The binding draws the text once more when it has mounted.
    const takingUp = setTimeout(() => {
      sync.takeUp(ySyncPluginKey);
      goOnIn(created, latest.current.props);
    });
    const stopWatching = sync.state.subscribe(() => {
      if (sync.state.get().live === live || created.isDestroyed) return;
      const mark = created.isFocused ? markCaret(created.view) : undefined;
      created.destroy();
      if (mark !== undefined) latest.current.props.onWithdrawn?.(mark);
    });
    return () => {
      stopWatching();
      clearTimeout(takingUp);
      if (focusedEditor.get()?.editor === created) focusedEditor.set(undefined);
      created.destroy();
      setShown(undefined);
    };
  }, [sync, live]);

  useEffect(() => {
    const { current } = editor;
    if (current?.isDestroyed === false) current.setEditable(editable, false);
  }, [editable]);

  return (
    <>
      <div ref={frame} className={styles['frame']} />
      {shown === undefined || shown.isDestroyed ? null : (
        <>
          <TextMenuList editor={shown} listId={listId} />
          <BubbleMenu editor={shown} />
          <ChipPanel editor={shown} documentId={sync.documentId} />
          <LinkCard editor={shown} services={() => latest.current.props.services ?? noServices} />
        </>
      )}
    </>
  );
}

const noServices: EditorServices = { seats: [] };

/** What is asked for anew at each use. */
interface Latest {
  readonly props: SectionEditorProps;
  readonly words: MenuWords;
  readonly offerWord: string;
  readonly listId: string;
}

function bind(
  element: HTMLElement,
  live: NonNullable<SectionState['live']>,
  latest: { readonly current: Latest },
): Editor {
  const { sync, label, placeholder, editable, messages } = latest.current.props;
  const services = (): EditorServices => latest.current.props.services ?? noServices;
  const onNothingToUndo = (): void => latest.current.props.onNothingToUndo?.();
  const created = createEditor({
    element,
    live,
    label,
    isEditable: editable,
    simulated: messages.simulated ?? '',
    offerWord: latest.current.offerWord,
    autoFocus: false,
    services,
    menu: {
      listId: latest.current.listId,
      optionsFor: (kind) => optionsIn(kind, services(), latest.current.words),
    },
    onNothingToUndo,
    guards: {
      placeholder,
      hold: (isHeld) => sync.hold(isHeld),
      hasRoomFor: (characters) => sync.hasRoomFor(characters),
      onFull: () => latest.current.props.onFull?.(),
      onTable: () => latest.current.props.onTable?.(),
    },
    onFocusChange: (isFocused) => {
      if (isFocused) focusedEditor.set({ editor: created, onNothingToUndo, services });
      latest.current.props.onFocusChange?.(isFocused);
    },
  });
  focusAt(created, latest.current.props.autoFocus);
  latest.current.props.onReady?.();
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
