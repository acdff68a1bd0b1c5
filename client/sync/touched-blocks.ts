import { textOf } from '@alliance/shared/editor/block-text';
import { bodyOf } from '@alliance/shared/editor/section-document';
import { readSection } from '@alliance/shared/editor/section-json';
import * as Y from 'yjs';

/** Remembers which blocks were changed here and are not on disk, so that their text can be copied in an emergency. */
export class TouchedBlocks {
  readonly #doc: Y.Doc;
  /** Block → the number of the last change made in it. */
  readonly #changes = new Map<Y.XmlElement, number>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** Notes the blocks that a local transaction changed; `change` is its number. */
  touched(transaction: Y.Transaction, change: number): void {
    for (const type of transaction.changed.keys())
      for (const block of this.#blocksOf(type, transaction)) this.#changes.set(block, change);
  }

  /** Forgets what is on disk: changes up to this number. */
  saved(onDisk: number): void {
    for (const [block, change] of this.#changes) if (change <= onDisk) this.#changes.delete(block);
  }

  /** The text of the blocks that hold unsaved changes, in their order, one line each. */
  text(): string {
    const elements = bodyOf(this.#doc)
      .toArray()
      .filter((node) => node instanceof Y.XmlElement);
    return readSection(this.#doc)
      .blocks.filter((_, index) => this.#isTouched(elements[index]))
      .map(textOf)
      .filter((line) => line !== '')
      .join('\n');
  }

  #isTouched(element: Y.XmlElement | undefined): boolean {
    return element !== undefined && this.#changes.has(element);
  }

  /** The block that stands around a changed type; for the body itself, the blocks that are new in it. */
  #blocksOf(type: unknown, transaction: Y.Transaction): readonly Y.XmlElement[] {
    const body = bodyOf(this.#doc);
    if (type === body) return this.#newBlocks(transaction);
    for (let node = type; node instanceof Y.AbstractType; node = node.parent)
      if (node instanceof Y.XmlElement && node.parent === body) return [node];
    return [];
  }

  #newBlocks(transaction: Y.Transaction): readonly Y.XmlElement[] {
    return bodyOf(this.#doc)
      .toArray()
      .filter((node) => node instanceof Y.XmlElement)
      .filter(({ _item: item }) => {
        if (item === null) return false;
        return item.id.clock >= (transaction.beforeState.get(item.id.client) ?? 0);
      });
  }
}
