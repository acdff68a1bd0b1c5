/** Updates that go to disk together, and everything that must not leave the process before they are there (I3, D4). */
import { type PersonId } from '@alliance/shared/identity/person';

import { type Effect, type MemberId } from './room-effect.ts';

/** One update to append, with its sender. */
export interface BatchRow {
  /** Yjs update (V1): what was new. */
  readonly payload: Uint8Array;
  readonly personId: PersonId;
  readonly seatId: string;
  readonly sessionRef: string;
}

/** What one member has waiting in a batch. */
export interface Waiting {
  /** The member's frames that are saved once this batch is. */
  frames: number;
  bytes: number;
}

/** One append in the making or in flight. */
export class RoomBatch {
  readonly rows: BatchRow[] = [];
  /** Client ids that these rows use for the first time. */
  readonly bind: { readonly clientID: number; readonly personId: PersonId }[] = [];
  /** Leaves when the rows are on disk, in this order. */
  readonly released: Effect[] = [];
  readonly waiting = new Map<MemberId, Waiting>();
  /** Ends conversations, after everything else. */
  readonly endings: (() => readonly Effect[])[] = [];

  /** Notes that a member's frames up to `frames` are answered when this batch is on disk. */
  await(member: MemberId, frames: number, bytes: number): void {
    const waiting = this.waiting.get(member);
    if (waiting === undefined) {
      this.waiting.set(member, { frames, bytes });
      return;
    }
    waiting.frames = frames;
    waiting.bytes += bytes;
  }
}
