/**
 * Editor schema v1: flat blocks. What is a heading, a bullet or a checked box is an attribute of one generic
 * `block`, never a node type, so that two people who restyle and type at the same time lose nothing.
 *
 * This is data, not code: the Tiptap extensions of the client, the renderer and the server's inspector are all
 * made from it. It is frozen by a hash in a test. A change is a new version, because a client with an older
 * schema deletes what it does not know (`closeCodes.outdated`).
 *
 *   doc      (block | divider | goal | intervention | contingency)*
 *   block    (text | hardBreak | chip | mention)*, by the group `inline`
 */
export const schemaVersion = 1;

/** What a block can be. */
export const blockKinds = [
  'paragraph',
  'heading',
  'bullet',
  'number',
  'check',
  'quote',
  'callout',
] as const;

/** One of {@link blockKinds}. */
export type BlockKind = (typeof blockKinds)[number];

/** Deepest indent of a list item, counted from 0. */
export const indentMax = 4;

/** An attribute of a node or mark: its type and the value that stands for "not written". */
export interface AttributeSpec {
  readonly type: 'string' | 'number' | 'boolean';
  readonly default: string | number | boolean | null;
}

/** A node type as ProseMirror needs it, without any code. */
export interface NodeSpec {
  readonly group?: 'block' | 'inline';
  /** ProseMirror content expression; absent for a leaf. Always `*`: a merge can empty anything. */
  readonly content?: string;
  readonly isInline?: boolean;
  readonly isAtom?: boolean;
  readonly attributes: Readonly<Record<string, AttributeSpec>>;
}

/** Tolerated missing: a stock client does not write it, the next of our editors does. */
const blockId: AttributeSpec = { type: 'string', default: null };
const id: AttributeSpec = { type: 'string', default: null };

/** Every node of v1, those without an interface yet included. */
export const nodes = {
  // Named one by one: in a content expression `block` is the node, not the group.
  doc: { content: '(block | divider | goal | intervention | contingency)*', attributes: {} },
  block: {
    group: 'block',
    content: 'inline*',
    attributes: {
      blockId,
      /** One of {@link blockKinds}; anything else is shown as a paragraph. */
      kind: { type: 'string', default: 'paragraph' },
      /** Heading level 1 to 3. */
      level: { type: 'number', default: 1 },
      /** 0 to {@link indentMax}. */
      indent: { type: 'number', default: 0 },
      /** Whether a check item is done. */
      checked: { type: 'boolean', default: false },
    },
  },
  divider: { group: 'block', isAtom: true, attributes: { blockId } },
  goal: { group: 'block', isAtom: true, attributes: { blockId, goalId: id } },
  intervention: { group: 'block', isAtom: true, attributes: { blockId, interventionId: id } },
  contingency: { group: 'block', isAtom: true, attributes: { blockId, contingencyId: id } },
  text: { group: 'inline', attributes: {} },
  hardBreak: { group: 'inline', isInline: true, attributes: {} },
  chip: { group: 'inline', isInline: true, isAtom: true, attributes: { chipId: id } },
  mention: {
    group: 'inline',
    isInline: true,
    isAtom: true,
    attributes: { seatId: id, label: { type: 'string', default: '' } },
  },
} as const satisfies Record<string, NodeSpec>;

/** Every mark of v1. Comments and suggestions are never marks. */
export const marks = {
  bold: { attributes: {} },
  italic: { attributes: {} },
  underline: { attributes: {} },
  strike: { attributes: {} },
  link: { attributes: { href: { type: 'string', default: '' } } },
} as const satisfies Record<
  string,
  { readonly attributes: Readonly<Record<string, AttributeSpec>> }
>;

/** A key of {@link marks}. */
export type MarkName = keyof typeof marks;

/** The only schemes that a link may have; every other link is shown as its text. */
export const linkSchemes = ['https:', 'http:', 'mailto:', 'tel:'] as const;

/** The names that may stand as XML elements in a section's body: what the inspector lets pass. */
export const elementNames: ReadonlySet<string> = new Set(
  Object.keys(nodes).filter((name) => name !== 'doc' && name !== 'text'),
);
