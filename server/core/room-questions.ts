/** What members ask a room: what they lack, who is here. What is not on disk yet waits in the answer. */
import { closeCodes } from '@alliance/shared/sync/close-code';

import { encodeSync } from './message.ts';
import { type RoomBatches } from './room-batches.ts';
import { type RoomDocument } from './room-document.ts';
import { type Effect } from './room-effect.ts';
import { type Seat } from './room-member.ts';
import { type RoomMembers } from './room-members.ts';

/** The answers of one room. */
export class RoomQuestions {
  readonly #document: RoomDocument;
  readonly #members: RoomMembers;
  readonly #batches: RoomBatches;

  constructor(document: RoomDocument, members: RoomMembers, batches: RoomBatches) {
    this.#document = document;
    this.#members = members;
    this.#batches = batches;
  }

  /** What the server asks whoever comes in. */
  get first(): Uint8Array {
    return encodeSync('stateVector', this.#document.encodeStateVector());
  }

  /** What somebody with this state vector lacks. */
  answer(seat: Seat, stateVector: Uint8Array): readonly Effect[] {
    const missing = this.#document.missing(stateVector);
    if (missing === undefined) return this.#members.end(seat, closeCodes.malformed, 'malformed');
    const { barrier } = this.#batches;
    const to = seat.member.id;
    const work = { type: 'work', member: to, units: missing.work } as const;
    if (barrier === undefined)
      return [{ type: 'send', to, payload: encodeSync('missingUpdates', missing.update) }, work];
    // Answers wait in memory: when the disk is that slow, whoever asks last comes again later.
    if (barrier.answerLater(to, missing.update)) return [work];
    return this.#members.end(seat, closeCodes.tryAgain, 'storage-failed');
  }

  /** Who is here. */
  tellPresence({ member: { id } }: Seat): readonly Effect[] {
    const { barrier } = this.#batches;
    const units = 5 + this.#members.seats.size;
    const work = { type: 'work', member: id, units } as const;
    if (barrier === undefined) return [...this.#members.presenceFor(id), work];
    barrier.presenceAsked.add(id);
    return [work];
  }
}
