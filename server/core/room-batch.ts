/** Updates that go to disk together, and everything that must not leave the process before they are there. */
import { type PersonId } from '@alliance/shared/identity/person';

import { limits } from './limits.ts';
import { encodeSync } from './message.ts';
import { type Effect, type MemberId } from './room-effect.ts';
import { type RowPayload } from './said-deletes.ts';

/** One update to append, with its sender. */
export interface BatchRow extends RowPayload {
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

interface Answer {
  readonly missing: Uint8Array;
  readonly effect: Extract<Effect, { readonly type: 'send' }>;
}

/** One append in the making or in flight. */
export class RoomBatch {
  readonly rows: BatchRow[] = [];
  /** Client ids that these rows use for the first time. */
  readonly bind: { readonly clientID: number; readonly personId: PersonId }[] = [];
  /** Leaves when the rows are on disk, in this order. */
  readonly released: Effect[] = [];
  readonly waiting = new Map<MemberId, Waiting>();
  /** Whose rows these are. */
  readonly senders = new Map<MemberId, PersonId>();
  /** Members who asked who is here. */
  readonly presenceAsked = new Set<MemberId>();
  /** The answer to each member's last question, as it stands in `released`. */
  readonly #answers = new Map<MemberId, Answer>();
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

  /**
   * Answers a state vector when this batch is on disk: once per member, however often they ask. `missing` is what they
   * lack; who lacks everything shares the same bytes. False when too much waits already.
   */
  answerLater(to: MemberId, missing: Uint8Array): boolean {
    this.#takeBack(to);
    const answers = [...this.#answers.values()];
    const same = answers.find((one) => one.missing === missing);
    const waiting = new Set(answers.map((one) => one.missing)).add(missing);
    const bytes = [...waiting].reduce((sum, one) => sum + one.byteLength, 0);
    if (bytes > limits.answersBytesMax) return false;
    const payload = same?.effect.payload ?? encodeSync('missingUpdates', missing);
    const effect = { type: 'send', to, payload } as const;
    this.#answers.set(to, { missing, effect });
    this.released.push(effect);
    return true;
  }

  #takeBack(member: MemberId): void {
    const before = this.#answers.get(member);
    if (before === undefined) return;
    this.#answers.delete(member);
    this.released.splice(this.released.indexOf(before.effect), 1);
  }
}
