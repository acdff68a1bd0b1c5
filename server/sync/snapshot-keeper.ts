/** Keeps a snapshot of a document every so many rows, so that it opens quickly; each is proved by replay first (D6). */
import { type DocumentId, isDocumentId } from '@alliance/shared/careplan/section';

import { limits } from '../core/limits.ts';
import { type Room } from '../core/room.ts';
import { type DocumentLog, type Replayer, type Snapshot } from '../storage/port.ts';
import { type SyncLog } from './sync-log.ts';

/** Takes snapshots one at a time, in the background. */
export class SnapshotKeeper {
  readonly #log: DocumentLog;
  readonly #replayer: Replayer;
  readonly #logger: SyncLog;
  readonly #rows: number;
  readonly #busy = new Set<string>();

  /** @param rows how many rows stand between two snapshots */
  constructor(
    log: DocumentLog,
    replayer: Replayer,
    logger: SyncLog,
    rows: number = limits.snapshotRows,
  ) {
    this.#log = log;
    this.#replayer = replayer;
    this.#logger = logger;
    this.#rows = rows;
  }

  /** Takes a snapshot when it is due and the room holds nothing that is not on disk; otherwise the next commit asks again. */
  consider(room: Room): void {
    const { documentId } = room;
    const isDue = room.head.seq - room.snapshotSeq >= this.#rows;
    if (!isDue || room.isWaiting || this.#busy.has(documentId) || !isDocumentId(documentId)) return;
    void this.#keep(room, documentId);
  }

  async #keep(room: Room, documentId: DocumentId): Promise<void> {
    const { seq, hash } = room.head;
    const candidate: Snapshot = { documentId, seq, rowHash: hash, state: room.encodeState() };
    // Also when it fails: the next attempt is due after as many rows again.
    room.snapshotSeq = seq;
    this.#busy.add(documentId);
    try {
      const verdict = await this.#replayer.verify(candidate);
      if (verdict === 'equal') await this.#log.putSnapshot(candidate);
      else this.#logger.error({ documentId, seq, verdict }, 'snapshot.refused');
    } catch (error) {
      const kind = error instanceof Error ? error.name : typeof error;
      this.#logger.error({ documentId, seq, error: kind }, 'snapshot.failed');
    } finally {
      this.#busy.delete(documentId);
    }
  }
}
