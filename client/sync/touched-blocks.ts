import { textOf } from '@alliance/shared/editor/block-text';
import { bodyOf } from '@alliance/shared/editor/section-document';
import { readSection } from '@alliance/shared/editor/section-json';
import * as Y from 'yjs';

import { type NewWords, type Stretch, newWordsOf, stretchOf } from './new-words.ts';

const none: ReadonlySet<number> = new Set();

/** Of a block that is changed more often only the latest are told apart. */
const changesMax = 2000;

/** Remembers which blocks were changed here and are not on disk, so that their text can be copied in an emergency. */
export class TouchedBlocks {
  readonly #doc: Y.Doc;
  /** Block → the numbers of the changes made in it. */
  readonly #changes = new Map<Y.XmlElement, readonly number[]>();
  /** Change → what it wrote. */
  readonly #written = new Map<number, Stretch>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** Notes the blocks that a local transaction changed; `change` is its number. */
  touched(transaction: Y.Transaction, change: number): void {
    this.#written.set(change, stretchOf(transaction, this.#written.values().next().value?.from));
    for (const type of transaction.changed.keys())
      for (const block of this.#blocksOf(type, transaction)) this.#note(block, change);
  }

  /** Forgets what is on disk: changes up to this number. */
  saved(onDisk: number): void {
    for (const change of this.#written.keys()) {
      if (change > onDisk) break;
      this.#written.delete(change);
    }
    for (const [block, changes] of this.#changes) {
      const left = changes.filter((change) => change > onDisk);
      if (left.length === 0) this.#changes.delete(block);
      else this.#changes.set(block, left);
    }
  }

  /** The text of the blocks that hold unsaved changes, in their order, one line each. `but` leaves out those that hold no others. */
  text(but: ReadonlySet<number> = none): string {
    const elements = this.#elements();
    return readSection(this.#doc)
      .blocks.filter((_, index) => this.#isTouched(elements[index], but))
      .map(textOf)
      .filter((line) => line !== '')
      .join('\n');
  }

  /** The same, but of a block only the words that are new where these can be told apart. */
  words(but: ReadonlySet<number> = none): NewWords {
    const elements = this.#elements();
    const lines = readSection(this.#doc).blocks.flatMap((block, index): readonly NewWords[] => {
      const element = elements[index];
      if (element === undefined || !this.#isTouched(element, but)) return [];
      return [newWordsOf(element, this.#stretchesIn(element, but)) ?? { text: textOf(block) }];
    });
    const [only, ...others] = lines.filter(({ text }) => text !== '');
    if (only === undefined) return { text: '', tail: 0 };
    if (others.length === 0) return only;
    return { text: [only, ...others].map(({ text }) => text).join('\n') };
  }

  /** The id of the first of them. */
  firstBlockId(but: ReadonlySet<number> = none): string | undefined {
    const first = this.#elements().find((element) => this.#isTouched(element, but));
    const blockId: unknown = first?.getAttribute('blockId');
    return typeof blockId === 'string' ? blockId : undefined;
  }

  #elements(): readonly Y.XmlElement[] {
    return bodyOf(this.#doc)
      .toArray()
      .filter((node) => node instanceof Y.XmlElement);
  }

  #note(block: Y.XmlElement, change: number): void {
    const before = this.#changes.get(block) ?? [];
    if (before.at(-1) !== change) this.#changes.set(block, [...before.slice(-changesMax), change]);
  }

  #isTouched(element: Y.XmlElement | undefined, but: ReadonlySet<number>): boolean {
    const changes = element === undefined ? [] : (this.#changes.get(element) ?? []);
    return changes.some((change) => !but.has(change));
  }

  #stretchesIn(element: Y.XmlElement, but: ReadonlySet<number>): readonly Stretch[] {
    const changes = this.#changes.get(element) ?? [];
    return changes.flatMap((change) => (but.has(change) ? [] : (this.#written.get(change) ?? [])));
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
