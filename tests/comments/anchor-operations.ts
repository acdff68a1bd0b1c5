/// <reference lib="dom" />
/** Runs in the page: single edits of a marked text, as people make them. */
import { type Anchor, makeAnchor } from '@alliance/shared/comments/anchor';
import { prepareText } from '@alliance/shared/comments/prepared-text';
import { wordsIn } from '@alliance/shared/comments/quoted-text';
import { refreshAnchor } from '@alliance/shared/comments/refresh-anchor';
import { rangeOfQuote, resolveAnchor } from '@alliance/shared/comments/resolve-anchor';
import { runningTextOfSection } from '@alliance/shared/comments/running-text';

import { lab } from '../editor/editor-page.ts';
import { block, text } from '../editor/section-samples.ts';
import { type OperationName, type OperationReport } from './anchor-report.ts';

const section = {
  blocks: [
    block({ blockId: 'a', kind: 'paragraph' }, text('First para')),
    block({ blockId: 'b', kind: 'paragraph' }, text('Walk twenty metres with frame')),
    block({ blockId: 'c', kind: 'paragraph' }, text('Third para')),
  ],
};

const marked = { from: { block: 1, offset: 5 }, to: { block: 1, offset: 18 } };

/** `anna` does something to the text in which `twenty metres` is marked, then takes it back. */
export function operate(name: OperationName): OperationReport {
  lab.open(section, ['anna', 'ben']);
  const anchor = makeAnchor(lab.doc('anna'), marked);
  if (anchor === undefined) throw new Error('The words can be marked');
  operations[name]();
  const kept = refreshAnchor(prepareText(lab.doc('ben')), anchor).anchor;
  const done = { asMarked: seen(anchor), asKept: seen(kept), lines: lab.lines('ben') };
  lab.undo('anna');
  return { done, undone: { asMarked: seen(anchor), asKept: seen(kept), lines: lab.lines('ben') } };
}

/** The words at an anchor, if everybody sees the same: both of them, and a page that has no document. */
function seen(anchor: Anchor): string {
  const found = ['anna', 'ben'].map((name) => resolveAnchor(lab.doc(name), anchor)?.range);
  const running = runningTextOfSection(lab.section('ben'));
  const ranges = [...found, rangeOfQuote(running, anchor)];
  const words = ranges.map((range) => (range === undefined ? 'unplaced' : wordsIn(running, range)));
  return [...new Set(words)].join(' or ');
}

function key(pressed: string): void {
  lab
    .editor('anna')
    .view.dom.dispatchEvent(
      new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true }),
    );
}

function clipboard(take: 'cut' | 'copy'): () => void {
  const data = new DataTransfer();
  lab
    .editor('anna')
    .view.dom.dispatchEvent(
      new ClipboardEvent(take, { clipboardData: data, bubbles: true, cancelable: true }),
    );
  return () => lab.paste('anna', data.getData('text/html'), data.getData('text/plain'));
}

const operations: Readonly<Record<OperationName, () => void>> = {
  'nothing at all': () => undefined,
  'types before it in the same block'() {
    lab.select('anna', [1, 0]);
    lab.type('anna', 'Please ');
  },
  'types inside it'() {
    lab.select('anna', [1, 8]);
    lab.type('anna', 'XX');
  },
  'makes it bold'() {
    lab.select('anna', [1, 5], [1, 18]);
    lab.press('anna', 'bold');
  },
  'makes its block a heading'() {
    lab.select('anna', [1, 7]);
    lab.press('anna', 'heading2');
  },
  'makes its block a list item'() {
    lab.select('anna', [1, 7]);
    lab.press('anna', 'bullet');
  },
  'makes its block a quote'() {
    lab.select('anna', [1, 7]);
    lab.press('anna', 'quote');
  },
  'splits the block before it'() {
    lab.select('anna', [1, 5]);
    key('Enter');
  },
  'splits the block inside it'() {
    lab.select('anna', [1, 11]);
    key('Enter');
  },
  'joins its block to the one before'() {
    lab.select('anna', [1, 0]);
    key('Backspace');
  },
  'deletes it'() {
    lab.select('anna', [1, 5], [1, 18]);
    lab.editor('anna').commands.deleteSelection();
  },
  'deletes it and takes that back'() {
    lab.stopCapturing('anna');
    lab.select('anna', [1, 5], [1, 18]);
    lab.editor('anna').commands.deleteSelection();
    lab.undo('anna');
    lab.redo('anna');
    lab.undo('anna');
  },
  'moves its block below'() {
    const { view, state } = lab.editor('anna');
    const node = state.doc.child(1);
    const from = state.doc.child(0).nodeSize;
    const moved = state.tr.delete(from, from + node.nodeSize);
    view.dispatch(moved.insert(moved.doc.content.size, node));
  },
  'writes the whole text again'() {
    const editor = lab.editor('anna');
    editor.commands.setContent(editor.getHTML());
  },
  'cuts its block and pastes it above'() {
    lab.select('anna', [1, 0], [1, 29]);
    const paste = clipboard('cut');
    lab.select('anna', [0, 0]);
    paste();
  },
  'cuts it and pastes it elsewhere'() {
    lab.select('anna', [1, 5], [1, 18]);
    const paste = clipboard('cut');
    lab.select('anna', [2, 5]);
    paste();
  },
  'pastes a copy of it elsewhere'() {
    lab.select('anna', [1, 5], [1, 18]);
    const paste = clipboard('copy');
    lab.select('anna', [2, 5]);
    paste();
  },
};
