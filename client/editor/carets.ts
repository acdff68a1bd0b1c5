import { disciplines, isDisciplineKey } from '@alliance/shared/alliance/discipline';
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { type DecorationAttrs } from '@tiptap/pm/view';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import { type Awareness } from 'y-protocols/awareness';

/** What the carets need. */
export interface CaretOptions {
  readonly awareness: Awareness;
  /** The word beside the name of the demo's scripted colleague. */
  readonly simulated: string;
}

/** Colleagues' carets and selections. Name, discipline and colour come from the server's stamp, never from a client. */
export const Carets = Extension.create<CaretOptions>({
  name: 'carets',
  priority: 999,
  addProseMirrorPlugins() {
    const { awareness, simulated } = this.options;
    return [
      yCursorPlugin(awareness, {
        awarenessStateFilter: (mine: number, theirs: number, state: unknown) =>
          mine !== theirs && readStamp(fieldOf(state, 'user')) !== undefined,
        cursorBuilder: (user: unknown) => caretElement(readStamp(user), simulated),
        selectionBuilder: (user: unknown): DecorationAttrs => ({
          class: 'colleague-selection',
          'data-discipline': readStamp(user)?.code ?? '',
        }),
      }),
      // A caret that moves keeps its element: whether it is the last of its block is looked at again.
      new Plugin({
        view: () => ({ update: ({ dom }) => void requestAnimationFrame(() => placeLabels(dom)) }),
      }),
    ];
  },
});

function placeLabels(editor: HTMLElement): void {
  for (const caret of editor.querySelectorAll<HTMLElement>('.colleague-caret')) placeLabel(caret);
}

/** How long a name stays beside a caret that has appeared, in milliseconds; afterwards the pointer brings it back. */
const nameTime = 3000;

interface Stamp {
  readonly name: string;
  /** The short code of the discipline, which chooses the colour. */
  readonly code: string;
  readonly isSimulated: boolean;
}

function readStamp(user: unknown): Stamp | undefined {
  const name = fieldOf(user, 'name');
  const key = fieldOf(user, 'disciplineKey');
  if (typeof name !== 'string' || typeof key !== 'string') return undefined;
  const code = isDisciplineKey(key) ? disciplines[key].code : '';
  return { name, code, isSimulated: fieldOf(user, 'isSimulated') === true };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function caretElement(stamp: Stamp | undefined, simulated: string): HTMLElement {
  const caret = document.createElement('span');
  caret.className = 'colleague-caret';
  caret.dataset['discipline'] = stamp?.code ?? '';
  // A screen reader hears who is where from the outline, not in the middle of a sentence.
  caret.ariaHidden = 'true';
  const label = document.createElement('span');
  label.className = 'colleague-name';
  const suffix = stamp?.isSimulated === true ? ` (${simulated})` : '';
  label.textContent = `${stamp === undefined ? '' : named(stamp)}${suffix}`;
  caret.append(label);
  // A timer and not an animation: who wants less motion still sees the name for its whole time.
  setTimeout(() => caret.classList.add('is-quiet'), nameTime);
  return caret;
}

/** The name with the code of the discipline, said once: many names end with it, "Tom Akerele RN". */
function named({ code, name }: Stamp): string {
  return name.endsWith(code) ? name : `${code} ${name}`;
}

/** Behind the last word of a block there is room beside the caret; only elsewhere the label has to lie over the line above. */
function placeLabel(caret: HTMLElement): void {
  const block = caret.closest('.ProseMirror > *');
  const label = caret.querySelector<HTMLElement>('.colleague-name');
  if (block === null || label === null) return;
  const after = document.createRange();
  after.setStartAfter(caret);
  after.setEndAfter(block.lastChild ?? caret);
  const room = block.getBoundingClientRect().right - caret.getBoundingClientRect().right;
  const hasRoom = label.offsetWidth + 8 < room;
  caret.classList.toggle('is-last', after.toString().trim() === '' && hasRoom);
  // A name that hangs over the edge lets a narrow page scroll sideways.
  caret.classList.toggle('is-at-edge', !hasRoom);
}
