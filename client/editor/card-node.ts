import { shapeOf } from '@alliance/shared/editor/block-shape';
import { type CardName, cardAttributes, cardElement } from '@alliance/shared/editor/card';
import { nodes } from '@alliance/shared/editor/schema';
import {
  type AnyExtension,
  type Editor,
  Extension,
  Node,
  type NodeViewRendererProps,
} from '@tiptap/core';
import { type Node as ModelNode } from '@tiptap/pm/model';
import { NodeSelection, Plugin, PluginKey } from '@tiptap/pm/state';
import { type EditorView, type NodeView } from '@tiptap/pm/view';

/** What in a card is for the card and not for the text around it. */
const interactive = 'a, button, input, label, select, summary, textarea, [tabindex]';

/** Chromium writes what is typed on a button where the caret was last, though the keyboard is the button's. */
const CardGuard = Extension.create({
  name: 'cardGuard',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('cardGuard'),
      props: {
        handleDOMEvents: {
          beforeinput: (view, event) => {
            if (!isInCard(view)) return false;
            event.preventDefault();
            return true;
          },
        },
      },
    }),
  ],
});

/**
 * The cards of goals, interventions and contingency rows. The text holds an id and nothing else; the page draws into
 * the element, which is the renderer's own (`cardElement`), so that nothing moves when the editor takes over.
 * Enter goes from the text into a card, Escape back.
 */
export const cardNodes: readonly AnyExtension[] = [
  cardNode('goal'),
  cardNode('intervention'),
  cardNode('contingency'),
  CardGuard,
];

function cardNode(name: CardName): AnyExtension {
  const key = cardAttributes[name];
  return Node.create({
    name,
    group: nodes[name].group,
    atom: true,
    addAttributes: () => ({
      blockId: { default: null, rendered: false, parseHTML: () => null },
      [key]: {
        default: null,
        rendered: false,
        parseHTML: (element: HTMLElement) => element.dataset['itemId'] ?? null,
      },
    }),
    // What is pasted has been through our own renderer (`pasted-html.ts`).
    parseHTML: () => [{ tag: `div[data-node="${name}"][data-item-id]` }],
    renderHTML: ({ node }) => {
      const { tag, attributes } = elementOf(node);
      return [tag, attributes];
    },
    addNodeView: () => (props) => new CardView(props),
    addKeyboardShortcuts: () => ({ Enter: ({ editor }) => enterCard(editor, name) }),
  });
}

class CardView implements NodeView {
  readonly dom: HTMLElement;
  #node: ModelNode;

  constructor({ node, editor, getPos }: NodeViewRendererProps) {
    this.#node = node;
    this.dom = document.createElement(elementOf(node).tag);
    this.#draw();
    this.dom.addEventListener('keydown', (event) => {
      if (writesInText(event)) event.preventDefault();
      if (event.key !== 'Escape' || event.defaultPrevented || event.target === this.dom) return;
      const position = getPos();
      if (position === undefined) return;
      event.preventDefault();
      editor.commands.setNodeSelection(position);
      editor.view.focus();
    });
  }

  update(node: ModelNode): boolean {
    if (node.type !== this.#node.type) return false;
    const before = this.#node;
    this.#node = node;
    if (!before.hasMarkup(node.type, node.attrs)) this.#draw();
    return true;
  }

  selectNode(): void {
    this.dom.dataset['selected'] = '';
  }

  deselectNode(): void {
    delete this.dom.dataset['selected'];
  }

  stopEvent({ target }: Event): boolean {
    const used = target instanceof Element ? target.closest(interactive) : null;
    return used !== null && used !== this.dom && this.dom.contains(used);
  }

  /** What is drawn inside is the page's; only where the selection is, is the editor's. */
  ignoreMutation({ type }: Readonly<{ type: string }>): boolean {
    return type !== 'selection';
  }

  #draw(): void {
    for (const name of ['data-block-id', 'data-item-id']) this.dom.removeAttribute(name);
    for (const [name, value] of Object.entries(elementOf(this.#node).attributes))
      this.dom.setAttribute(name, value);
  }
}

function elementOf({ type, attrs }: ModelNode): {
  readonly tag: string;
  readonly attributes: Record<string, string>;
} {
  const { tag, attributes } = cardElement(type.name, shapeOf(attrs).blockId, attrs);
  return {
    tag,
    attributes: Object.fromEntries(
      Object.entries(attributes).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    ),
  };
}

/** Whether a key that is pressed on a button of a card would change the text around it. */
function writesInText({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  if (target instanceof Element && target.closest('input, textarea, select') !== null) return false;
  return key === 'Backspace' || key === 'Delete' || (key.length === 1 && key !== ' ');
}

/** Whether the keyboard is in a card of this editor. */
function isInCard({ dom }: EditorView): boolean {
  const { activeElement } = document;
  return activeElement !== null && activeElement !== dom && dom.contains(activeElement);
}

/** From a card that is chosen in the text to the first thing in it that can be used. */
function enterCard({ state, view }: Editor, name: CardName): boolean {
  const { selection } = state;
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== name) return false;
  const card = view.nodeDOM(selection.from);
  const first = card instanceof HTMLElement ? card.querySelector<HTMLElement>(interactive) : null;
  first?.focus();
  return true;
}
