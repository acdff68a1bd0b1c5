/**
 * Brings the updates of rooms to the storage: at the end of the turn in which they came, one append of a room on its
 * way at a time. What gathers meanwhile is the next one.
 */
import { type DocumentId } from '@alliance/shared/careplan/section';

import { type RoomHead } from '../core/room-batches.ts';
import { type AppendRequest, type DocumentLog, StorageFailed } from '../storage/port.ts';
import { type Clock } from './clock.ts';
import { type LiveDocument } from './live-document.ts';
import { type SyncMeasures } from './measures.ts';

/** What appends need, and whom they tell. */
export interface AppendsOptions {
  readonly log: Pick<DocumentLog, 'append'>;
  readonly clock: Pick<Clock, 'now' | 'soon'>;
  readonly measures: Pick<SyncMeasures, 'committed'>;
  /** The batch in flight of a living room is on disk. */
  readonly onCommitted: (live: LiveDocument, head: RoomHead) => void;
  /** An append failed: what the room holds may differ from what is on disk. Nothing is retried. */
  readonly onFailed: (live: LiveDocument, error: unknown) => void;
}

/** When something is handed over, in milliseconds since the epoch and as the log says it. */
interface Time {
  readonly startedAt: number;
  readonly committedAt: string;
}

/** Rooms of which nothing is handed over for a while. */
export interface Hold {
  readonly concerns: (live: LiveDocument) => boolean;
  /** Resolves when it has ended. */
  readonly released: Promise<void>;
  end(): void;
}

/** The appends of all rooms. */
export class Appends {
  readonly #options: AppendsOptions;
  readonly #gathered = new Set<LiveDocument>();
  readonly #holds = new Set<Hold>();
  /** Appends of forgotten rooms, which are still on their way. */
  readonly #outliving = new Map<DocumentId, Promise<void>>();

  constructor(options: AppendsOptions) {
    this.#options = options;
  }

  /** Hands over nothing of the rooms that `concerns` names; what gathers there waits. */
  hold(concerns: (live: LiveDocument) => boolean): Hold {
    const released = Promise.withResolvers<void>();
    const hold: Hold = {
      concerns,
      released: released.promise,
      end: () => {
        this.#holds.delete(hold);
        released.resolve();
      },
    };
    this.#holds.add(hold);
    return hold;
  }

  /** Appends what a room has gathered at the end of this turn, so that all rooms' updates of one turn share a commit. */
  soon(live: LiveDocument): void {
    if (this.#gathered.size === 0) this.#options.clock.soon(() => this.#appendGathered());
    this.#gathered.add(live);
  }

  /** Resolves when everything that a room has gathered is on disk, or the room is gone. */
  async drain(live: LiveDocument): Promise<void> {
    while (!live.isGone && live.room.isWaiting) {
      this.#append(live, this.#time());
      // What gathers while one append is on its way, or is held, is the next one.
      // oxlint-disable-next-line no-await-in-loop
      await (live.appending ?? this.#holdOf(live)?.released);
    }
  }

  /** The room is forgotten; its append on the way is not. */
  outlive(live: LiveDocument): void {
    if (live.appending !== undefined) void this.#awaitAppend(live.documentId, live.appending);
  }

  /** Resolves when no append of a forgotten room is on its way: the document is not loaded before. */
  async settled(documentId: DocumentId): Promise<void> {
    await this.#outliving.get(documentId);
  }

  async #awaitAppend(documentId: DocumentId, appending: Promise<void>): Promise<void> {
    this.#outliving.set(documentId, appending);
    await appending;
    if (this.#outliving.get(documentId) === appending) this.#outliving.delete(documentId);
  }

  #appendGathered(): void {
    const gathered = [...this.#gathered];
    this.#gathered.clear();
    const time = this.#time();
    for (const live of gathered) this.#append(live, time);
  }

  #time(): Time {
    const startedAt = this.#options.clock.now();
    return { startedAt, committedAt: new Date(startedAt).toISOString() };
  }

  #append(live: LiveDocument, { startedAt, committedAt }: Time): void {
    const isStopped = live.isGone || this.#holdOf(live) !== undefined;
    const batch = isStopped ? undefined : live.room.takeBatch();
    if (batch === undefined) return;
    const request: AppendRequest = {
      documentId: live.documentId,
      expectedHead: live.room.head.seq,
      incarnation: live.room.incarnation,
      rows: batch.rows.map((row) => ({ ...row, committedAt, authors: [] })),
      bind: batch.bind,
    };
    live.appending = this.#settle(live, request, startedAt);
  }

  #holdOf(live: LiveDocument): Hold | undefined {
    if (this.#holds.size === 0) return undefined;
    return [...this.#holds].find(({ concerns }) => concerns(live));
  }

  async #settle(live: LiveDocument, request: AppendRequest, startedAt: number): Promise<void> {
    try {
      const result = await this.#options.log.append(request);
      if (!result.ok) throw new StorageFailed('The log has moved on without this room.');
      this.#measure(request, startedAt);
      live.appending = undefined;
      if (!live.isGone) this.#options.onCommitted(live, result.head);
    } catch (error) {
      live.appending = undefined;
      this.#options.onFailed(live, error);
    }
  }

  #measure(request: AppendRequest, startedAt: number): void {
    const bytes = request.rows.reduce((sum, row) => sum + row.payload.byteLength, 0);
    const ms = this.#options.clock.now() - startedAt;
    this.#options.measures.committed({ rows: request.rows.length, bytes, ms });
  }
}
