import { chipElement, chipText } from '@alliance/shared/editor/chip-text';
import { nodes } from '@alliance/shared/editor/schema';
import { Node } from '@tiptap/core';
import { type Node as ModelNode } from '@tiptap/pm/model';
import { type EditorState } from '@tiptap/pm/state';
import { type NodeView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { Doc } from 'yjs';

import { type ChipBook, chipBookOf } from './chip-book.ts';

/**
 * A dose, a distance or a date in the text. The node holds an id and nothing else: the binding overwrites attributes,
 * the register beside the text does not (`chip-book.ts`). It is drawn as the renderer draws it.
 */
export const ChipNode = Node.create({
  name: 'chip',
  group: nodes.chip.group,
  inline: true,
  atom: true,
  addAttributes: () => ({
    chipId: {
      default: null,
      rendered: false,
      parseHTML: (element: HTMLElement) => element.dataset['chipId'] ?? null,
    },
  }),
  // What is pasted has been through our own renderer, with an id of its own (`chip-clipboard.ts`).
  parseHTML: () => [{ tag: 'span[data-node="chip"][data-chip-id]' }],
  renderHTML: ({ node }) => {
    const { tag, attributes, text } = chipElement(node.attrs['chipId'], []);
    return [tag, definedIn(attributes), text];
  },
  renderText({ node }) {
    const state = this.editor?.state;
    return chipText((state && bookOf(state)?.entries(node.attrs['chipId'])) ?? []);
  },
  addNodeView:
    () =>
    ({ node, editor }) =>
      new ChipView(node, bookOf(editor.state)),
});

/** The registers of the document that an editor shows; undefined before it is bound. */
export function bookOf(state: EditorState): ChipBook | undefined {
  const doc: unknown = ySyncPluginKey.getState(state)?.doc;
  return doc instanceof Doc ? chipBookOf(doc) : undefined;
}

class ChipView implements NodeView {
  readonly dom: HTMLElement;
  readonly #book: ChipBook | undefined;
  #chipId: unknown;
  #stop: (() => void) | undefined;

  constructor(node: ModelNode, book: ChipBook | undefined) {
    this.#book = book;
    this.dom = document.createElement('span');
    this.#show(node);
  }

  update(node: ModelNode): boolean {
    if (node.type.name !== 'chip') return false;
    if (node.attrs['chipId'] !== this.#chipId) this.#show(node);
    return true;
  }

  ignoreMutation({ type }: Readonly<{ type: string }>): boolean {
    return type !== 'selection';
  }

  destroy(): void {
    this.#stop?.();
  }

  #show(node: ModelNode): void {
    this.#stop?.();
    const chipId: unknown = node.attrs['chipId'];
    this.#chipId = chipId;
    this.#stop =
      typeof chipId === 'string' ? this.#book?.watch(chipId, () => this.#draw()) : undefined;
    this.#draw();
  }

  #draw(): void {
    const entries = this.#book?.entries(this.#chipId) ?? [];
    const { attributes, text } = chipElement(this.#chipId, entries);
    for (const [name, value] of Object.entries(attributes))
      if (value === undefined) this.dom.removeAttribute(name);
      else this.dom.setAttribute(name, value);
    if (this.dom.textContent !== text) this.dom.textContent = text;
  }
}

function definedIn(
  attributes: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
