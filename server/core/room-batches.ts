/**
 * What is on its way to the disk. While one batch is in flight the next one gathers; whatever could reveal them
 * waits for the newest batch that existed when it was computed.
 */
import { RoomBatch } from './room-batch.ts';
import { type Effect } from './room-effect.ts';

/** The end of a document's log. */
export interface RoomHead {
  readonly seq: number;
  readonly hash: Uint8Array;
}

/** The batch that gathers and the one in flight. */
export class RoomBatches {
  #head: RoomHead;
  #gathering = new RoomBatch();
  #inFlight: RoomBatch | undefined;

  /** `head`: the last row on disk. */
  constructor(head: RoomHead) {
    this.#head = head;
  }

  /** The last committed row. */
  get head(): RoomHead {
    return this.#head;
  }

  /** Where rows are gathered now. */
  get gathering(): RoomBatch {
    return this.#gathering;
  }

  /** What must be on disk before anything computed now may leave; undefined when everything is. */
  get barrier(): RoomBatch | undefined {
    return this.#gathering.rows.length > 0 ? this.#gathering : this.#inFlight;
  }

  /** Rows that are not on disk yet. */
  get waitingRows(): number {
    return this.#gathering.rows.length + (this.#inFlight?.rows.length ?? 0);
  }

  /** The effects, when nothing waits; otherwise they leave with the barrier. */
  release(effects: readonly Effect[]): readonly Effect[] {
    const { barrier } = this;
    if (barrier === undefined) return effects;
    barrier.released.push(...effects);
    return [];
  }

  /** Ends a conversation when what was gathered before is on disk. */
  endWhenSaved(ending: () => readonly Effect[]): readonly Effect[] {
    const { barrier } = this;
    if (barrier === undefined) return ending();
    barrier.endings.push(ending);
    return [];
  }

  /** What is to be appended now; undefined while a batch is in flight or nothing waits. */
  take(): RoomBatch | undefined {
    if (this.#inFlight !== undefined || this.#gathering.rows.length === 0) return undefined;
    this.#inFlight = this.#gathering;
    this.#gathering = new RoomBatch();
    return this.#inFlight;
  }

  /** The batch in flight is on disk, and this is the new head: gives it back, once. */
  committed(head: RoomHead): RoomBatch | undefined {
    const batch = this.#inFlight;
    this.#inFlight = undefined;
    if (batch !== undefined) this.#head = head;
    return batch;
  }
}
