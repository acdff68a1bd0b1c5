/**
 * Which documents are left alone for a while: a log whose look fails over and over must not take the time of all others.
 * After the second failure in a row one turn is left out, then three, then seven, up to a limit.
 */
import { type DocumentId } from '@alliance/shared/careplan/section';

import { placesMax, turnsLeftOutMax } from './limits.ts';

interface Failed {
  readonly times: number;
  turnsLeft: number;
}

/** Documents whose last look failed. */
export class PutOff {
  readonly #failed = new Map<DocumentId, Failed>();

  /** Whether this turn of a document is left out. */
  takesTurn(documentId: DocumentId): boolean {
    const failed = this.#failed.get(documentId);
    if (failed === undefined || failed.turnsLeft === 0) return false;
    failed.turnsLeft--;
    return true;
  }

  /** A look has failed once more. Of too many documents the oldest begin anew. */
  note(documentId: DocumentId): void {
    const times = (this.#failed.get(documentId)?.times ?? 0) + 1;
    this.#failed.delete(documentId);
    this.#failed.set(documentId, {
      times,
      turnsLeft: Math.min(2 ** (times - 1) - 1, turnsLeftOutMax),
    });
    const [oldest] = this.#failed.keys();
    if (this.#failed.size > placesMax && oldest !== undefined) this.#failed.delete(oldest);
  }

  /** A look has not failed. */
  forget(documentId: DocumentId): void {
    this.#failed.delete(documentId);
  }
}
