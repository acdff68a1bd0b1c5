/**
 * How a block looks in HTML, decided once for the renderer and for the editor. Blocks stay flat: each list item
 * is a list of its own, so that no edit of one block rebuilds another.
 */
import { type BlockKind, blockKinds, indentMax } from './schema.ts';

/** What a block's attributes come to, once everything impossible has been read as its nearest possible value. */
export interface BlockShape {
  readonly kind: BlockKind;
  /** 1 to 3; only headings show it. */
  readonly level: 1 | 2 | 3;
  /** 0 to {@link indentMax}; only list items show it. */
  readonly indent: number;
  readonly isChecked: boolean;
  readonly blockId: string | undefined;
}

/** Reads attributes from anywhere: an unknown kind is a paragraph, numbers are brought into their range. */
export function shapeOf(attributes: Readonly<Record<string, unknown>>): BlockShape {
  const { kind, level, indent, checked, blockId } = attributes;
  return {
    kind: blockKinds.find((known) => known === kind) ?? 'paragraph',
    level: level === 2 || level === 3 ? level : 1,
    indent:
      typeof indent === 'number' ? Math.min(Math.max(Math.trunc(indent) || 0, 0), indentMax) : 0,
    isChecked: checked === true,
    blockId: typeof blockId === 'string' && blockId !== '' ? blockId : undefined,
  };
}

/** Whether a kind is shown as a list item: these are the blocks that can be indented. */
export function isListKind(kind: BlockKind): boolean {
  return kind === 'bullet' || kind === 'number' || kind === 'check';
}

/** An element with its attributes; `undefined` attributes are left out. */
export interface ElementShape {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
}

/**
 * The elements around a block's text, outermost first; the text goes into the last. A check item also has a box
 * before its text, see {@link checkBoxOf}. The ordinal of a numbered item is added by {@link ordinalsOf}.
 */
export function elementsOf(shape: BlockShape): readonly ElementShape[] {
  const outer = {
    'data-block-id': shape.blockId,
    'data-kind': shape.kind,
    'data-indent': isListKind(shape.kind) && shape.indent > 0 ? String(shape.indent) : undefined,
    // Each block has the direction of its own first letter (ED27).
    dir: 'auto',
  };
  const { kind } = shape;
  if (kind === 'heading') return [{ tag: `h${shape.level + 2}`, attributes: outer }];
  if (kind === 'callout') return [{ tag: 'div', attributes: { ...outer, role: 'note' } }];
  if (kind === 'check') return checkElements(shape, outer);
  const element = { tag: tags[kind], attributes: outer };
  return isListKind(kind) ? [element, bare('li')] : [element];
}

const tags = { paragraph: 'p', quote: 'blockquote', bullet: 'ul', number: 'ol' } as const;

function checkElements(
  shape: BlockShape,
  outer: ElementShape['attributes'],
): readonly ElementShape[] {
  return [
    { tag: 'ul', attributes: { ...outer, 'data-checked': String(shape.isChecked) } },
    bare('li'),
    { tag: 'div', attributes: { id: textIdOf(shape) } },
  ];
}

/** The box of a check item, which stands before its text inside the list item. It is named by that text. */
export function checkBoxOf(shape: BlockShape): ElementShape {
  return {
    tag: 'button',
    attributes: {
      type: 'button',
      role: 'checkbox',
      'aria-checked': String(shape.isChecked),
      'aria-labelledby': textIdOf(shape),
      contenteditable: 'false',
      tabindex: '-1',
    },
  };
}

/**
 * The ordinal of every block that is a numbered item, undefined for the others. A list goes on over deeper items,
 * and ends at any other block or at a shallower item.
 */
export function ordinalsOf(
  shapes: readonly (BlockShape | undefined)[],
): readonly (number | undefined)[] {
  const counts: number[] = [];
  return shapes.map((shape) => {
    if (shape === undefined || !isListKind(shape.kind)) {
      counts.length = 0;
      return undefined;
    }
    counts.length = Math.min(counts.length, shape.indent + 1);
    if (shape.kind !== 'number') {
      counts[shape.indent] = 0;
      return undefined;
    }
    const ordinal = (counts[shape.indent] ?? 0) + 1;
    counts[shape.indent] = ordinal;
    return ordinal;
  });
}

function bare(tag: string): ElementShape {
  return { tag, attributes: {} };
}

function textIdOf(shape: BlockShape): string | undefined {
  return shape.blockId === undefined ? undefined : `text-${shape.blockId}`;
}
