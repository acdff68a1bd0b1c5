/**
 * Keeps what the editor shows and what the document holds the same (ED31).
 *
 * `@tiptap/y-tiptap` writes by making the document equal to what is shown, after each letter and each movement of the
 * caret. An editor that missed a colleague's change would therefore take it back at once. It misses one when showing
 * fails, and when the change comes in the middle of my own. Then the whole document is shown anew; until that works,
 * nothing can be written here.
 */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { type EditorView } from '@tiptap/pm/view';
import {
  ProsemirrorBinding,
  ySyncPluginKey,
  yXmlFragmentToProseMirrorRootNode,
} from '@tiptap/y-tiptap';
import type * as Y from 'yjs';

/** How often the document was shown. */
const shownKey = new PluginKey<number>('keepInStep');

/** The extension; it belongs into every editor of a document that others write into. */
export const KeepInStep = Extension.create({
  name: 'keepInStep',
  // Right after the binding, which must have written my own change first.
  priority: 999,
  addProseMirrorPlugins() {
    const step: Step = { isBehind: false };
    return [
      new Plugin({
        key: shownKey,
        state: {
          init: () => 0,
          apply: (transaction, count) => count + (isFromDocument(transaction) ? 1 : 0),
        },
        filterTransaction: (transaction) =>
          !step.isBehind || !transaction.docChanged || isFromDocument(transaction),
        view: (view) => keepInStep(view, step),
      }),
    ];
  },
});

/** Whether a transaction shows what the document holds: a colleague's change, or something taken back. */
export function isFromDocument(transaction: Transaction): boolean {
  return transaction.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
}

interface Step {
  /** The document has a change that is not shown. */
  isBehind: boolean;
}

function keepInStep(view: EditorView, step: Step): ReturnType<NonNullable<Plugin['spec']['view']>> {
  const binding: ProsemirrorBinding | undefined = ySyncPluginKey.getState(view.state)?.binding;
  if (binding === undefined) return {};
  const release = guard(binding, step, () => catchUp(view, binding, step));
  return {
    update({ state }, before) {
      if (shownKey.getState(state) === shownKey.getState(before)) catchUp(view, binding, step);
      else step.isBehind = false;
    },
    destroy: release,
  };
}

/* oxlint-disable no-underscore-dangle -- the binding has no other places to be asked at */

/** Stands between document and binding in both directions. */
function guard(binding: ProsemirrorBinding, step: Step, onShown: () => void): () => void {
  const show: Observer = binding._observeFunction;
  const write: ProsemirrorBinding['_prosemirrorChanged'] = (doc) =>
    ProsemirrorBinding.prototype._prosemirrorChanged.call(binding, doc);
  replaceObserver(binding, (events, transaction) => {
    if (transaction.origin !== ySyncPluginKey) step.isBehind = true;
    attempt(() => show(events, transaction));
    onShown();
  });
  // It is called for every movement of the caret, not only for what I write.
  binding._prosemirrorChanged = (doc) => {
    if (!step.isBehind) write(doc);
  };
  return () => {
    replaceObserver(binding, show);
    binding._prosemirrorChanged = write;
  };
}

type Observer = (events: readonly Y.YEvent<Y.XmlText>[], transaction: Y.Transaction) => void;

function replaceObserver(binding: ProsemirrorBinding, observer: Observer): void {
  binding.type.unobserveDeep(binding._observeFunction);
  // Where the binding looks when it stops observing.
  binding._observeFunction = observer;
  binding.type.observeDeep(binding._observeFunction);
}

/** Shows the whole document if something is missing. In the middle of my own change that has to wait for its end. */
function catchUp(view: EditorView, binding: ProsemirrorBinding, step: Step): void {
  if (!step.isBehind) return;
  const held = yXmlFragmentToProseMirrorRootNode(binding.type, view.state.schema);
  if (!held.eq(view.state.doc)) attempt(() => binding._forceRerender());
  else step.isBehind = false;
}

/** Tells of an error without passing it on: in the middle of a change it would leave Yjs and the wire broken for good. */
function attempt(show: () => void): void {
  try {
    show();
  } catch (error) {
    reportError(error);
  }
}
