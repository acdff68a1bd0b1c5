import { Extension } from '@tiptap/core';
import { type Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';

import { isFromDocument } from './keep-in-step.ts';

/**
 * Keeps letters whole that consist of two units, as most emoji do: Yjs puts a replacement sign in the place of each half
 * when formatting or an edit cuts one. A mark that begins or ends inside a letter takes all of it or nothing; a half
 * without its other half, as from a broken clipboard, becomes the sign at once, so that everybody sees the same.
 */
export const WholeLetters = Extension.create({
  name: 'wholeLetters',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('wholeLetters'),
        appendTransaction: (transactions, _oldState, state) =>
          this.editor.isEditable &&
          transactions.some((each) => each.docChanged && !isFromDocument(each))
            ? withWholeLetters(state)
            : null,
      }),
    ];
  },
});

function withWholeLetters(state: EditorState): Transaction | null {
  const { tr } = state;
  state.doc.descendants((node, position, _parent, index) => {
    if (node.isText && node.text?.isWellFormed() === false)
      mend(tr, node, position, state.doc.resolve(position).parent.maybeChild(index + 1));
  });
  return tr.docChanged ? tr.setStoredMarks(state.storedMarks) : null;
}

const highHalf = /[\uD800-\uDBFF]$/;
const lowHalf = /^[\uDC00-\uDFFF]/;

function mend(tr: Transaction, node: Node, position: number, next: Node | null): void {
  const text = node.text ?? '';
  const isCut = highHalf.test(text) && lowHalf.test(next?.text ?? '');
  if (isCut && next !== null) {
    const cut = position + text.length;
    for (const mark of next.marks) tr.removeMark(cut, cut + 1, mark);
    for (const mark of node.marks) tr.addMark(cut, cut + 1, mark);
  }
  const sign = node.type.schema.text('\uFFFD', node.marks);
  for (const { index } of text.matchAll(halves)) {
    // The halves of a cut letter are whole together.
    const isCutHalf =
      index === 0 ? isBehindHighHalf(tr, position) : isCut && index === text.length - 1;
    if (!isCutHalf) tr.replaceWith(position + index, position + index + 1, sign);
  }
}

function isBehindHighHalf(tr: Transaction, position: number): boolean {
  const before = tr.doc.resolve(position).nodeBefore?.text ?? '';
  return highHalf.test(before);
}

/** A half of a letter without its other half beside it. */
const halves = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
