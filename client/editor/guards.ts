import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { type EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

import { toggleCheckedAt } from './block-commands.ts';
import { holdsTable, plainHtml } from './pasted-html.ts';

/** What the guards ask for and tell. */
export interface GuardOptions {
  /** Keeps what others write away from the document while someone composes a character. */
  hold(isHeld: boolean): void;
  /** Whether the section can take this many more characters. */
  hasRoomFor(characters: number): boolean;
  /** Something was not taken in because the section is full. */
  onFull(): void;
  /** A table was pasted: its rows became lines. */
  onTable(): void;
  readonly placeholder: string;
}

/** ProseMirror reads a composition's last characters this long after it ended, in milliseconds. */
const compositionTail = 60;

/** Small things between the browser, ProseMirror and the shared document. */
export const Guards = Extension.create<GuardOptions>({
  name: 'guards',
  addProseMirrorPlugins() {
    const { options } = this;
    const isEditable = (): boolean => this.editor.isEditable;
    return [
      new Plugin({
        key: new PluginKey('guards'),
        filterTransaction: (transaction) => hasRoom(transaction, options),
        // A section is never without a place to write in, once someone writes.
        appendTransaction: (transactions, _oldState, { doc, tr, schema }) =>
          isEditable() && doc.childCount === 0 && transactions.some(isOwnChange)
            ? tr.insert(0, schema.node('block'))
            : null,
        props: {
          attributes: ({ doc }): Record<string, string> => ({
            'aria-readonly': String(!isEditable()),
            ...(isBlank(doc) ? { class: 'is-blank', 'data-placeholder': options.placeholder } : {}),
          }),
          handleScrollToSelection: isRemote,
          transformPastedHTML: (html) => {
            if (holdsTable(html)) options.onTable();
            return plainHtml(html);
          },
          handlePaste: (view, _event, slice) => {
            const { $from, empty } = view.state.selection;
            const isWhole = slice.content.firstChild?.type.name === 'block';
            if (!empty || $from.depth !== 1 || $from.parent.content.size > 0 || !isWhole)
              return false;
            // An empty line takes the form of what is pasted, too.
            const { tr } = view.state;
            tr.replaceWith($from.before(), $from.after(), slice.content);
            view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
            return true;
          },
          handleDOMEvents: {
            compositionstart: () => options.hold(true),
            compositionend: () => void setTimeout(() => options.hold(false), compositionTail),
            focus: (view) => {
              if (isEditable() && view.state.doc.childCount === 0) startWriting(view);
            },
            // The caret stays where it is, and no keyboard opens on a phone.
            mousedown: (_view, event) => {
              if (boxOf(event) === null) return false;
              event.preventDefault();
              return true;
            },
            click: (view, event) => isEditable() && toggleClicked(view, event),
          },
        },
      }),
    ];
  },
  onDestroy() {
    this.options.hold(false);
  },
});

function isOwnChange(transaction: Transaction): boolean {
  return transaction.docChanged && transaction.getMeta(ySyncPluginKey) === undefined;
}

function hasRoom(transaction: Transaction, options: GuardOptions): boolean {
  const growth = transaction.doc.content.size - transaction.before.content.size;
  if (!isOwnChange(transaction) || growth <= 0 || options.hasRoomFor(growth)) return true;
  options.onFull();
  return false;
}

function isBlank({ childCount, firstChild }: Transaction['doc']): boolean {
  if (childCount > 1) return false;
  return firstChild === null || (firstChild.type.name === 'block' && firstChild.childCount === 0);
}

/** True for a change that came from a colleague: it must not move what I am reading. */
function isRemote(view: EditorView): boolean {
  const state = ySyncPluginKey.getState(view.state);
  return state?.isChangeOrigin === true && state.isUndoRedoOperation !== true;
}

function startWriting(view: EditorView): void {
  const { tr, schema } = view.state;
  view.dispatch(tr.insert(0, schema.node('block')).setMeta('addToHistory', false));
}

function toggleClicked(view: EditorView, event: Event): boolean {
  const item = boxOf(event)?.closest('[data-kind=check]');
  if (!item) return false;
  return toggleCheckedAt(view.posAtDOM(item, 0) - 1)(view.state, view.dispatch);
}

function boxOf({ target }: Event): Element | null {
  return target instanceof Element ? target.closest('[role=checkbox]') : null;
}
