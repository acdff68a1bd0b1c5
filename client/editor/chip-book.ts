import { type ChipEntry, type ChipRegisters, type ChipValue } from '@alliance/shared/editor/chip';
import { entriesOf } from '@alliance/shared/editor/chip-values';
import { chipIdsChanged, readChips, writeChip } from '@alliance/shared/editor/chips';
import { chipsOf } from '@alliance/shared/editor/section-document';
import { uuidv4 } from 'lib0/random';
import type * as Y from 'yjs';

/** Writes that are nobody's step to take back: first values, and decisions. */
export const chipOrigin = 'chip';

/** The registers of one document: read once for each change, however many chips look. */
export class ChipBook {
  readonly #doc: Y.Doc;
  readonly #watchers = new Map<string, Set<() => void>>();
  #registers: ChipRegisters | undefined;
  #isRead = false;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    chipsOf(doc).observe((_event, transaction) => {
      this.#isRead = false;
      for (const chipId of chipIdsChanged(doc, transaction))
        for (const redraw of this.#watchers.get(chipId) ?? []) redraw();
    });
  }

  /** What is written of a chip now. */
  entries(chipId: unknown): readonly ChipEntry[] {
    if (!this.#isRead) this.#registers = readChips(this.#doc);
    this.#isRead = true;
    return entriesOf(this.#registers, chipId);
  }

  /** Calls back after each change of a chip, until the returned function is called. */
  watch(chipId: string, redraw: () => void): () => void {
    const watchers = this.#watchers.get(chipId) ?? new Set();
    this.#watchers.set(chipId, watchers.add(redraw));
    return () => {
      watchers.delete(redraw);
      if (watchers.size === 0) this.#watchers.delete(chipId);
    };
  }

  /** Writes a value in the place of what stands there, or of what its writer saw there; gives the id of the write. */
  write(
    chipId: string,
    { value, unit }: ChipValue,
    origin: unknown,
    inPlaceOf?: readonly string[],
  ): string {
    const writeId = uuidv4();
    const write = { chipId, writeId, value, unit, inPlaceOf };
    this.#doc.transact(() => writeChip(this.#doc, write), origin);
    return writeId;
  }

  /** A new chip with its first value; it shows once its node stands in the text. */
  start(value: ChipValue): { readonly chipId: string; readonly writeId: string } {
    const chipId = uuidv4();
    return { chipId, writeId: this.write(chipId, value, chipOrigin) };
  }
}

const books = new WeakMap<Y.Doc, ChipBook>();

/** The registers of a document. */
export function chipBookOf(doc: Y.Doc): ChipBook {
  const known = books.get(doc);
  if (known !== undefined) return known;
  const book = new ChipBook(doc);
  books.set(doc, book);
  return book;
}
