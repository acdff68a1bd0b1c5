import { type DocumentId } from '@alliance/shared/careplan/section';

import { TextIndex } from '../../core/text-index.ts';
import { type DocumentLog, type Storage } from '../../storage/port.ts';

/** Rows that are read at a time. */
const rowsAtOnce = 500;

/** Documents whose index is kept; of more the latest that were asked about. */
const documentsMax = 5000;

/** What the log says about the texts of documents; each question reads only what came since the last one (CH13). */
export class TextHistory {
  readonly #storage: Pick<DocumentLog, 'readLog'> & Pick<Storage, 'scanMark'>;
  readonly #kept = new Map<DocumentId, Kept>();

  constructor(storage: Pick<DocumentLog, 'readLog'> & Pick<Storage, 'scanMark'>) {
    this.#storage = storage;
  }

  /** The index of a document up to its last row; undefined when there is no such document. */
  async of(documentId: DocumentId): Promise<TextIndex | undefined> {
    const mark = await this.#storage.scanMark(documentId);
    if (mark === undefined) return undefined;
    let kept = this.#kept.get(documentId);
    // Another world has begun under the same id.
    if (kept?.incarnation !== mark.incarnation)
      kept = { incarnation: mark.incarnation, index: new TextIndex(), last: Promise.resolve() };
    // Last in the map: the latest that was asked about.
    this.#kept.delete(documentId);
    this.#kept.set(documentId, kept);
    this.#forgetOldest();
    const { index } = kept;
    const read = (): Promise<void> => this.#read(documentId, index);
    kept.last = kept.last.then(read, read);
    await kept.last;
    return index;
  }

  async #read(documentId: DocumentId, index: TextIndex): Promise<void> {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- the next rows come after these
      const rows = await this.#storage.readLog({
        documentId,
        afterSeq: index.seq,
        limit: rowsAtOnce,
      });
      for (const row of rows) index.read(row);
      if (rows.length < rowsAtOnce) return;
    }
  }

  #forgetOldest(): void {
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= documentsMax) return;
      this.#kept.delete(oldest);
    }
  }
}

interface Kept {
  readonly incarnation: string;
  readonly index: TextIndex;
  last: Promise<void>;
}
