/** Goes on in a text that has come in the place of another one: the caret where it was, what was typed meanwhile behind it. */
import { type Editor } from '@tiptap/core';
import { Selection, TextSelection } from '@tiptap/pm/state';

import { type CaretMark, placeOfMark } from './caret-mark.ts';

/** What happened between the two texts. */
export interface Meanwhile {
  readonly mark: CaretMark;
  /** What was typed; empty for nothing. */
  readonly typed: string;
  /** Whoever typed it has not gone elsewhere. */
  readonly hasKeys: boolean;
}

/** Puts the caret back and writes what was typed. False when that has no sure place in this text: then nothing is written. */
export function goOn(editor: Editor, { mark, typed, hasKeys }: Meanwhile): boolean {
  const { view } = editor;
  const { doc, tr } = view.state;
  const place = placeOfMark(doc, mark);
  const at =
    place === undefined ? Selection.atStart(doc) : TextSelection.create(doc, place.position);
  view.dispatch(tr.setSelection(at));
  if (hasKeys) focusAt(editor, mark.top);
  if (typed === '') return true;
  return place?.isSure === true && write(editor, typed);
}

/** The words stay under the eyes: what came above the text meanwhile is scrolled away. */
function focusAt({ view }: Editor, top: number): void {
  view.focus();
  const way = view.coordsAtPos(view.state.selection.head).top - top;
  if (Math.abs(way) >= 1) window.scrollBy({ top: way, behavior: 'instant' });
}

/** False when the section is full. */
function write({ view }: Editor, words: string): boolean {
  const { doc, tr } = view.state;
  if (words.includes('\n')) view.pasteText(words);
  else view.dispatch(tr.insertText(words));
  return view.state.doc !== doc;
}
