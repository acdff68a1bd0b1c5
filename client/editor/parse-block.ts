import { blockKinds } from '@alliance/shared/editor/schema';

/** Reads a block's attributes from HTML that our renderer or our editor wrote; everything else is a paragraph. */
export function readBlockAttributes(element: HTMLElement): Record<string, unknown> {
  const kind = blockKinds.find((known) => known === element.dataset['kind']) ?? 'paragraph';
  return {
    blockId: element.dataset['blockId'] ?? null,
    kind,
    level: kind === 'heading' ? Number(element.tagName.slice(1)) - 2 : 1,
    indent: Number(element.dataset['indent'] ?? 0),
    checked: element.dataset['checked'] === 'true',
  };
}
