import { createEditor } from '@alliance/client/editor/create-editor';
/// <reference lib="dom" />
/** What runs inside the test's browser page: editors bound to documents, as in the product, on a wire that can be cut. */
import { runAction, type ToolbarAction } from '@alliance/client/editor/toolbar-actions';
import { watchTyped } from '@alliance/client/editor/typed';
import { redoOne, undoOne } from '@alliance/client/editor/undo';
import { renderSection } from '@alliance/shared/editor/render';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { type SectionJson, readSection } from '@alliance/shared/editor/section-json';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';

import { fill } from './fill-section.ts';

type Editor = ReturnType<typeof createEditor>;

interface Desk {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly editor: Editor;
  readonly element: HTMLElement;
  /** What happened: `replaced`, `blocked`, `held`, `released`, `full`, `failed`. */
  readonly events: string[];
}

const desks = new Map<string, Desk>();
let isOnline = true;
let room = Number.POSITIVE_INFINITY;

/** How often each editor is still to fail. */
const failures = new Map<string, number>();
const plannedFailure = new Error('The editor cannot show this');

window.addEventListener('error', (event) => {
  if (event.error !== plannedFailure) return;
  event.preventDefault();
  for (const { events } of desks.values()) events.push('failed');
});

function desk(name: string): Desk {
  const found = desks.get(name);
  if (found === undefined) throw new Error(`Nobody is called ${name}`);
  return found;
}

function exchange(): void {
  for (const from of desks.values())
    for (const to of desks.values())
      if (from !== to)
        Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), 'wire');
}

function attributesOf(spec: { readonly attrs?: Record<string, { default?: unknown }> }): unknown {
  return Object.fromEntries(
    Object.entries(spec.attrs ?? {}).map(([key, { default: value }]) => [key, value]),
  );
}

/** What a test can do in the page. */
export const lab = {
  /** A new section with this text, and an editor for each name. */
  open(section: SectionJson, names: readonly string[], isEditable = true): void {
    lab.close();
    const seed = Y.encodeStateAsUpdate(fill(createSectionDocument(1), section));
    names.forEach((name, index) => lab.join(name, { seed, clientID: 100 + index, isEditable }));
  },
  join(
    name: string,
    {
      seed,
      clientID,
      isEditable,
    }: { readonly seed: Uint8Array; readonly clientID: number; readonly isEditable: boolean },
  ): void {
    const doc = createSectionDocument(clientID);
    Y.applyUpdate(doc, seed, 'wire');
    const awareness = new Awareness(doc);
    const element = document.body.appendChild(document.createElement('div'));
    element.id = name;
    element.className = 'prose';
    const events: string[] = [];
    const editor = createEditor({
      element,
      live: { doc, awareness },
      isEditable,
      label: name,
      simulated: 'simulated',
      autoFocus: false,
      guards: {
        placeholder: 'Write here',
        hold: (isHeld) => events.push(isHeld ? 'held' : 'released'),
        hasRoomFor: (characters) => characters <= room,
        onFull: () => events.push('full'),
        onTable: () => events.push('table'),
      },
      onNothingToUndo: () => events.push('replaced'),
      onFocusChange: () => undefined,
    });
    if (!isEditable) watchTyped(element, () => events.push('blocked') < 0);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'wire' || !isOnline) return;
      for (const other of desks.values())
        if (other.doc !== doc) Y.applyUpdate(other.doc, update, 'wire');
    });
    desks.set(name, { doc, awareness, editor, element, events });
  },
  close(): void {
    for (const { editor, element, doc } of desks.values()) {
      editor.destroy();
      element.remove();
      doc.destroy();
    }
    desks.clear();
    failures.clear();
    isOnline = true;
    room = Number.POSITIVE_INFINITY;
  },
  cut(): void {
    isOnline = false;
  },
  mend(): void {
    isOnline = true;
    exchange();
  },
  setRoom(characters: number): void {
    room = characters;
  },
  /** For what runs in the page itself. */
  doc: (name: string): Y.Doc => desk(name).doc,
  editor: (name: string): Editor => desk(name).editor,
  section: (name: string): SectionJson => readSection(desk(name).doc),
  rendered: (name: string): string => renderSection(readSection(desk(name).doc)),
  lines: (name: string): readonly string[] =>
    readSection(desk(name).doc).blocks.map(({ attributes, inline }) => {
      const words = inline.map((part) => ('text' in part ? part.text : `[${part.name}]`)).join('');
      const { kind, level, indent, checked } = attributes;
      const form =
        kind === 'heading' ? `h${String(level)}` : typeof kind === 'string' ? kind : 'plain';
      return `${form}${'>'.repeat(Number(indent ?? 0))}${checked === true ? 'x' : ''} ${words}`;
    }),
  ids: (name: string): readonly unknown[] =>
    readSection(desk(name).doc).blocks.map(({ attributes }) => attributes['blockId']),
  events: (name: string): readonly string[] => desk(name).events,
  /** The schema that Tiptap made, as data. */
  schema(name: string): unknown {
    const { schema } = desk(name).editor;
    const nodes = Object.values(schema.nodes).map((node) => [
      node.name,
      {
        content: node.spec.content ?? '',
        group: node.spec.group ?? '',
        isAtom: node.spec.atom === true,
        attributes: attributesOf(node.spec),
      },
    ]);
    const marks = Object.values(schema.marks).map((mark) => [mark.name, attributesOf(mark.spec)]);
    return { nodes: Object.fromEntries(nodes), marks };
  },
  /** The editor's own HTML, without what only an editor needs. */
  html(name: string): string {
    const copy = desk(name).editor.view.dom.cloneNode(true);
    if (!(copy instanceof HTMLElement)) throw new TypeError('The editor is an element');
    for (const helper of copy.querySelectorAll('.ProseMirror-separator, .colleague-caret'))
      helper.remove();
    // After an inline atom the caret needs a place; that it looks the same is not the renderer's concern.
    for (const end of copy.querySelectorAll('.ProseMirror-trailingBreak'))
      if (end.previousElementSibling?.matches('[data-node]') === true) end.remove();
    for (const element of copy.querySelectorAll('*')) {
      element.removeAttribute('draggable');
      if (element.getAttribute('class') !== null) element.removeAttribute('class');
      if (element.tagName === 'HR') element.removeAttribute('contenteditable');
    }
    return lab.normal(copy.innerHTML);
  },
  /** HTML with its attributes in one order. */
  normal(html: string): string {
    const { body } = new DOMParser().parseFromString(html, 'text/html');
    for (const element of body.querySelectorAll('*')) {
      const attributes = [...element.attributes].toSorted((a, b) => a.name.localeCompare(b.name));
      for (const { name } of attributes) element.removeAttribute(name);
      for (const { name, value } of attributes) element.setAttribute(name, value);
    }
    return body.innerHTML;
  },
  /** Puts the caret, or a selection, by block and offset; the editor has the focus afterwards. */
  select(name: string, from: readonly [number, number], to = from): void {
    const { editor } = desk(name);
    const position = ([index, offset]: readonly [number, number]): number => {
      let start = 0;
      for (let at = 0; at < index; at += 1) start += editor.state.doc.child(at).nodeSize;
      return start + 1 + offset;
    };
    editor.view.focus();
    editor.commands.setTextSelection({ from: position(from), to: position(to) });
  },
  blur(name: string): void {
    desk(name).editor.view.dom.blur();
  },
  /** Types without a keyboard, as an input event of the browser would. */
  type(name: string, words: string): void {
    const { editor } = desk(name);
    editor.view.dispatch(editor.state.tr.insertText(words));
  },
  paste(name: string, html: string, plain = ''): void {
    const data = new DataTransfer();
    if (html !== '') data.setData('text/html', html);
    data.setData('text/plain', plain);
    const { view } = desk(name).editor;
    view.dom.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  },
  press(name: string, action: ToolbarAction): void {
    const { editor, events } = desk(name);
    runAction({ editor, onNothingToUndo: () => events.push('replaced') }, action);
  },
  undo: (name: string): string => undoOne(desk(name).editor),
  redo: (name: string): string => redoOne(desk(name).editor),
  stopCapturing(name: string): void {
    lab.select(name, [0, 0]);
    lab.blur(name);
  },
  setEditable(name: string, isEditable: boolean): void {
    desk(name).editor.setEditable(isEditable, false);
  },
  /** From now on the editor falls over itself, so many times, when it is to show what a colleague did. */
  failToShow(name: string, times: number): void {
    const isNew = !failures.has(name);
    failures.set(name, times);
    if (!isNew) return;
    const { view } = desk(name).editor;
    const { dispatch } = view;
    view.dispatch = (transaction) => {
      const left = failures.get(name) ?? 0;
      const isRemote = transaction.getMeta('y-sync$')?.isChangeOrigin === true;
      if (!isRemote || left === 0) return dispatch(transaction);
      failures.set(name, left - 1);
      throw plannedFailure;
    };
  },
  updates(name: string): { readonly count: () => number } {
    let count = 0;
    desk(name).doc.on('update', () => {
      count += 1;
    });
    return { count: () => count };
  },
  state: (name: string): readonly number[] => [...Y.encodeStateAsUpdate(desk(name).doc)],
  /** Shows `from`'s caret to `to`, with what the server would stamp. */
  showCaret(from: string, to: string, user: Readonly<Record<string, unknown>>): void {
    const { awareness } = desk(from);
    awareness.setLocalStateField('user', user);
    applyAwarenessUpdate(
      desk(to).awareness,
      encodeAwarenessUpdate(awareness, [awareness.clientID]),
      'wire',
    );
  },
  lengths: (name: string): readonly number[] => {
    const sizes: number[] = [];
    desk(name).editor.state.doc.forEach((node) => sizes.push(node.content.size));
    return sizes;
  },
  blockCount: (name: string): number => bodyOf(desk(name).doc).length,
};

declare global {
  interface Window {
    lab: typeof lab;
    hacked?: unknown;
  }
}

window.lab = lab;
