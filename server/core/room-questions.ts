/** What members ask a room: what they lack, who is here. What is not on disk yet waits in the answer. */
import { closeCodes } from '@alliance/shared/sync/close-code';

import { type ClientOwners } from './client-owners.ts';
import { limits } from './limits.ts';
import { type Message, encodeSync } from './message.ts';
import { type RoomBatches } from './room-batches.ts';
import { type RoomDocument } from './room-document.ts';
import { type Effect } from './room-effect.ts';
import { type Member, type Seat } from './room-member.ts';
import { type RoomMembers } from './room-members.ts';

/** The parts of a room that its answers come from. */
export interface QuestionParts {
  readonly document: RoomDocument;
  readonly members: RoomMembers;
  readonly batches: RoomBatches;
  readonly owners: ClientOwners;
}

/** The answers of one room. */
export class RoomQuestions {
  readonly #document: RoomDocument;
  readonly #members: RoomMembers;
  readonly #batches: RoomBatches;
  readonly #owners: ClientOwners;
  /** How a member's copy differed when it was compared last. */
  readonly #doubts = new WeakMap<Seat, string | undefined>();

  constructor({ document, members, batches, owners }: QuestionParts) {
    this.#document = document;
    this.#members = members;
    this.#batches = batches;
    this.#owners = owners;
  }

  /** What the server asks whoever comes in. */
  get first(): Uint8Array {
    return encodeSync('stateVector', this.#document.encodeStateVector());
  }

  /** What somebody with this state vector lacks. */
  answer(seat: Seat, stateVector: Uint8Array): readonly Effect[] {
    const missing = this.#document.missing(stateVector);
    if (missing === undefined) return this.#members.end(seat, closeCodes.malformed, 'malformed');
    seat.known = stateVector.byteLength > limits.knownBytesMax ? undefined : stateVector.slice();
    if (this.#knowsLostWords(seat.member, stateVector)) return this.#restored(seat);
    const { barrier } = this.#batches;
    const to = seat.member.id;
    const work = { type: 'work', member: to, units: missing.work } as const;
    if (barrier === undefined)
      return [{ type: 'send', to, payload: encodeSync('missingUpdates', missing.update) }, work];
    // Answers wait in memory: when the disk is that slow, whoever asks last comes again later.
    if (barrier.answerLater(to, missing.update)) return [work];
    return this.#members.end(seat, closeCodes.tryAgain, 'storage-failed');
  }

  /** Words beyond ours that their holder cannot have written were on disk once: nobody is told of any before (RM1). */
  #knowsLostWords(member: Member, stateVector: Uint8Array): boolean {
    const beyond = this.#document.beyond(stateVector);
    const owners = beyond.map((client) => this.#owners.ownerOf(client));
    const unknown = owners.filter((owner) => owner === undefined).length;
    // Our own client names the id that it writes with; another's is heard of when it first writes.
    const ownUnknown = member.canStartAfresh ? 0 : 1;
    const isForeign = owners.some((owner) => owner !== undefined && owner !== member.personId);
    return isForeign || unknown > ownUnknown;
  }

  #restored(seat: Seat): readonly Effect[] {
    const { id } = seat.member;
    const told = { type: 'restored', member: id } as const;
    return [told, ...this.#members.end(seat, closeCodes.tryAgain, 'restored')];
  }

  /**
   * Compares a member's copy with the section, when both know the same and nothing is on its way (SY42). A copy that
   * differs twice in the same way is replaced: the first time, deletes may still be on their way to it.
   */
  compare(seat: Seat, { known, units }: Extract<Message, { type: 'digest' }>): readonly Effect[] {
    const { id, canStartAfresh } = seat.member;
    if (!canStartAfresh) return this.#members.end(seat, closeCodes.malformed, 'malformed');
    const work = (spent: number) => ({ type: 'work', member: id, units: spent }) as const;
    const isQuiet = this.#batches.barrier === undefined && seat.parked === 0;
    if (!isQuiet) return [work(20)];
    const here = this.#document.digestOfKnown();
    if (!areEqual(known, here.known)) return [work(here.work)];
    const own = this.#document.digestOfUnits();
    const said = areEqual(units, own.units) ? undefined : `${units.join()} ${own.units?.join()}`;
    const before = this.#doubts.get(seat);
    this.#doubts.set(seat, said);
    if (said === undefined || said !== before) return [work(own.work)];
    const told = { type: 'differs', member: id } as const;
    return [told, ...this.#members.end(seat, closeCodes.tryAgain, 'copy-differs')];
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

function areEqual(one: Uint8Array, other: Uint8Array | undefined): boolean {
  return one.length === other?.length && one.every((byte, index) => byte === other[index]);
}
