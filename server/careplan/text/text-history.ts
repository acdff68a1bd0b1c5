import { type DocumentId } from '@alliance/shared/careplan/section';

import { TextIndex } from '../../core/text-index.ts';
import { type DocumentLog, type Storage } from '../../storage/port.ts';
import { type SyncServer } from '../../sync/ports.ts';

/** Rows that are read at a time. */
const rowsAtOnce = 500;

/** Documents whose index is kept; of more the latest that were asked about. */
const documentsMax = 5000;

/** What the log is read from. */
export interface TextHistorySettings {
  readonly storage: Pick<DocumentLog, 'readLog'> &
    Pick<Storage, 'scanMark'> & {
      /** Grows with every change of a record: another world may have begun. */
      readonly recordsVersion: number;
    };
  readonly sync: Pick<SyncServer, 'onCommitted'>;
}

/**
 * What the log says about the texts of documents (CH13). Each question reads only what came since the last one, and
 * nothing at all where nothing came.
 */
export class TextHistory {
  readonly #storage: TextHistorySettings['storage'];
  readonly #kept = new Map<DocumentId, Kept>();

  constructor({ storage, sync }: TextHistorySettings) {
    this.#storage = storage;
    sync.onCommitted((documentId) => {
      const kept = this.#kept.get(documentId);
      if (kept !== undefined) kept.isFresh = false;
    });
  }

  /** The index of a document up to its last row; undefined when there is no such document. */
  async of(documentId: DocumentId): Promise<TextIndex | undefined> {
    const { recordsVersion } = this.#storage;
    const known = this.#kept.get(documentId);
    if (known?.isFresh === true && known.recordsVersion === recordsVersion) return known.index;
    const mark = await this.#storage.scanMark(documentId);
    if (mark === undefined) return undefined;
    const kept = this.#keep(documentId, mark.incarnation);
    kept.recordsVersion = recordsVersion;
    if (!kept.isFresh) {
      // What is committed from now on is to be read once more.
      kept.isFresh = true;
      const read = (): Promise<void> => this.#read(documentId, kept);
      kept.last = kept.last.then(read, read);
    }
    await kept.last;
    return kept.index;
  }

  #keep(documentId: DocumentId, incarnation: string): Kept {
    const known = this.#kept.get(documentId);
    const kept =
      known?.incarnation === incarnation
        ? known
        : {
            incarnation,
            index: new TextIndex(),
            last: Promise.resolve(),
            isFresh: false,
            recordsVersion: 0,
          };
    // Last in the map: the latest that was asked about.
    this.#kept.delete(documentId);
    this.#kept.set(documentId, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= documentsMax) break;
      this.#kept.delete(oldest);
    }
    return kept;
  }

  async #read(documentId: DocumentId, kept: Kept): Promise<void> {
    try {
      await this.#readAll(documentId, kept.index);
    } catch (error) {
      kept.isFresh = false;
      throw error;
    }
  }

  async #readAll(documentId: DocumentId, index: TextIndex): Promise<void> {
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
}

interface Kept {
  readonly incarnation: string;
  readonly index: TextIndex;
  last: Promise<void>;
  /** Nothing was committed since it was read. */
  isFresh: boolean;
  recordsVersion: number;
}
