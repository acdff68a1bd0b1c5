/** Keeps a snapshot of a document every so many rows, so that it opens quickly; each is proved by replay first. */
import { type DocumentId, isDocumentId } from '@alliance/shared/careplan/section';

import { limits } from '../core/limits.ts';
import { type Room } from '../core/room.ts';
import { type DocumentLog, type Replayer, type Snapshot } from '../storage/port.ts';
import { type Clock } from './clock.ts';
import { type SyncLog } from './sync-log.ts';

/** What a keeper of snapshots works with. */
export interface SnapshotKeeperParts {
  readonly log: DocumentLog;
  readonly replayer: Replayer;
  readonly logger: SyncLog;
  /** How many rows stand between two snapshots; as many as the server's limits say, when absent. */
  readonly rows?: number | undefined;
  /** A document in memory reads otherwise than its log: it is to be loaded again. */
  readonly onDiverged: (documentId: DocumentId) => void;
}

/** Takes snapshots one at a time, in the background. */
export class SnapshotKeeper {
  readonly #log: DocumentLog;
  readonly #replayer: Replayer;
  readonly #logger: SyncLog;
  readonly #rows: number;
  readonly #onDiverged: (documentId: DocumentId) => void;
  /** Documents that did not read as their log, and at which row. */
  readonly #diverged = new Map<DocumentId, number>();
  readonly #busy = new Map<string, Promise<void>>();
  /** The server stops without waiting for what is still being proved. */
  #isLate = false;

  constructor({ log, replayer, logger, rows, onDiverged }: SnapshotKeeperParts) {
    this.#log = log;
    this.#replayer = replayer;
    this.#logger = logger;
    this.#rows = rows ?? limits.snapshotRows;
    this.#onDiverged = onDiverged;
  }

  /** Takes a snapshot when it is due and the room holds nothing that is not on disk; otherwise the next commit asks again. */
  consider(room: Room): void {
    const { documentId } = room;
    const isDue = this.#rowsAfter(room) >= this.#rows;
    if (!isDue || room.isWaiting || this.#busy.has(documentId)) return;
    this.#begin(room);
  }

  /**
   * Nobody is here any more: takes a snapshot when many rows would have to be read to open the document again. False:
   * too many documents rest at once; this one should stay until later.
   */
  rest(room: Room): boolean {
    const isDue = this.#rowsAfter(room) > Math.min(limits.restingRows, this.#rows);
    if (!isDue || room.isWaiting || this.#busy.has(room.documentId)) return true;
    if (this.#busy.size >= limits.restingSnapshotsMax) return false;
    this.#begin(room);
    return true;
  }

  /** The same for many, one after the other, when the server stops. What is not done in time is left to the next start. */
  async restAll(rooms: readonly Room[], clock: Pick<Clock, 'later'>): Promise<void> {
    const late = Promise.withResolvers<void>();
    const cancel = clock.later(() => {
      this.#isLate = true;
      late.resolve();
    }, limits.stopSnapshotsMs);
    await Promise.race([this.#restInTurn(rooms), late.promise]);
    cancel();
  }

  async #restInTurn(rooms: readonly Room[]): Promise<void> {
    for (const room of rooms) {
      if (this.#isLate) return;
      this.rest(room);
      // Each is told from the others on one thread anyway, and a state that waits takes memory.
      // oxlint-disable-next-line no-await-in-loop
      await this.#busy.get(room.documentId);
    }
    await Promise.all(this.#busy.values());
  }

  #begin(room: Room): void {
    const { documentId } = room;
    if (isDocumentId(documentId)) this.#busy.set(documentId, this.#keep(room, documentId));
  }

  async #keep(room: Room, documentId: DocumentId): Promise<void> {
    const { seq, hash } = room.head;
    const candidate: Snapshot = { documentId, seq, rowHash: hash, state: room.encodeState() };
    // Also when it fails: the next attempt is due after as many rows again.
    room.snapshotSeq = seq;
    try {
      const verdict = await this.#replayer.verify(candidate);
      if (verdict === 'equal') await this.#log.putSnapshot(candidate);
      else if (!this.#isLate) this.#refused(documentId, seq, verdict);
    } catch (error) {
      const kind = error instanceof Error ? error.name : typeof error;
      this.#logger.error({ documentId, seq, error: kind }, 'snapshot.failed');
    } finally {
      this.#busy.delete(documentId);
    }
  }

  /** What was loaded from the log again is proved again only after as many rows: it must not be closed over and over. */
  #refused(documentId: DocumentId, seq: number, verdict: 'different' | 'timeout'): void {
    this.#logger.error({ documentId, seq, verdict }, 'snapshot.refused');
    if (verdict !== 'different') return;
    this.#diverged.set(documentId, seq);
    this.#onDiverged(documentId);
  }

  #rowsAfter({ documentId, head, snapshotSeq }: Room): number {
    const tried = isDocumentId(documentId) ? this.#diverged.get(documentId) : undefined;
    return head.seq - Math.max(snapshotSeq, tried ?? 0);
  }
}
