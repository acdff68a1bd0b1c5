/// <reference lib="dom" />
/** The editor lab with what only chips need. */
import { changeChip } from '@alliance/client/editor/chip-steps';
import { chipsOf } from '@alliance/shared/editor/section-document';
import { readSection } from '@alliance/shared/editor/section-json';

import { lab } from '../editor/editor-page.ts';

/** What a test can do with chips in the page. */
export const chipLab = {
  /** Gives the n-th chip of the text another value, as its panel does. */
  change(name: string, value: string, nth = 0): void {
    const { state } = lab.editor(name);
    const chipId = chipLab.ids(name)[nth];
    const unit = /\d{4}-/.test(value) ? 'date' : 'mg';
    if (chipId !== undefined) changeChip(state, chipId, { value, unit });
  },
  /** The chips of the text, in its order. */
  ids: (name: string): readonly string[] =>
    readSection(lab.doc(name)).blocks.flatMap(({ inline }) =>
      inline.flatMap((part) =>
        'name' in part && part.name === 'chip' ? [String(part.attributes['chipId'])] : [],
      ),
    ),
  /** What the editor shows, line by line, without what only an editor needs. */
  shown(name: string): readonly string[] {
    const copy = lab.editor(name).view.dom.cloneNode(true);
    if (!(copy instanceof HTMLElement)) throw new TypeError('The editor is an element');
    for (const helper of copy.querySelectorAll('.chip-offer-key, .colleague-caret'))
      helper.remove();
    return [...copy.children].map((block) => block.textContent);
  },
  /** What is offered now. */
  offered: (name: string): string | undefined =>
    lab.editor(name).view.dom.querySelector('.chip-offer')?.textContent ?? undefined,
  registers: (name: string): number => chipsOf(lab.doc(name)).size,
  /** What is copied of the whole text. */
  copied(name: string): { readonly html: string; readonly text: string } {
    const { view } = lab.editor(name);
    lab.editor(name).commands.selectAll();
    const { dom, text } = view.serializeForClipboard(view.state.selection.content());
    return { html: dom.innerHTML, text };
  },
  /** Presses a pointer on the n-th chip of the text. */
  selected: (name: string): string => lab.editor(name).state.selection.constructor.name,
};

declare global {
  interface Window {
    chipLab: typeof chipLab;
  }
}

window.chipLab = chipLab;
