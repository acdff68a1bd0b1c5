import { type DocumentId } from '@alliance/shared/careplan/section';

/** How documents wait. */
export interface Waiting {
  /** Documents are asked after so many milliseconds whether they have changed again. */
  readonly stretchMs: number;
  /** After so many stretches a document is due however often it changes. */
  readonly stretchesMax: number;
}

/**
 * Documents that have changed, until each is due: one to two stretches after its last change. However many there are
 * and however fast they change, there is one timer, and a change costs one look into a map.
 */
export class DueDocuments {
  readonly #waiting: Waiting;
  readonly #onDue: (documentIds: readonly DocumentId[]) => void;
  readonly #documents = new Map<DocumentId, { stretches: number; isFresh: boolean }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(waiting: Waiting, onDue: (documentIds: readonly DocumentId[]) => void) {
    this.#waiting = waiting;
    this.#onDue = onDue;
  }

  /** A document has changed now. */
  note(documentId: DocumentId): void {
    const known = this.#documents.get(documentId);
    if (known !== undefined) {
      known.isFresh = true;
      return;
    }
    this.#documents.set(documentId, { stretches: 0, isFresh: true });
    this.#timer ??= setInterval(() => this.#pass(), this.#waiting.stretchMs).unref();
  }

  /** Lets go of all that wait, and gives them. */
  takeAll(): readonly DocumentId[] {
    clearInterval(this.#timer);
    this.#timer = undefined;
    const all = [...this.#documents.keys()];
    this.#documents.clear();
    return all;
  }

  #pass(): void {
    const due: DocumentId[] = [];
    for (const [documentId, document] of this.#documents) {
      document.stretches++;
      const waits = document.isFresh && document.stretches < this.#waiting.stretchesMax;
      document.isFresh = false;
      if (waits) continue;
      this.#documents.delete(documentId);
      due.push(documentId);
    }
    if (this.#documents.size === 0) this.takeAll();
    if (due.length > 0) this.#onDue(due);
  }
}
