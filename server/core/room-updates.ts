/** What members write into a room: inspected, applied, gathered for the disk, and acknowledged when it is there. */
import { type RefusalRule } from '@alliance/shared/access/refusal-rules';
import { closeCodes } from '@alliance/shared/sync/close-code';

import { type ClientOwners } from './client-owners.ts';
import { structsIn } from './document-work.ts';
import { type Change, type Inspection } from './inspector.ts';
import { limits } from './limits.ts';
import { type Message, encodeSaved, encodeSync } from './message.ts';
import { type RoomBatches } from './room-batches.ts';
import { type Emitted, type RoomDocument } from './room-document.ts';
import { type Effect, type MemberId } from './room-effect.ts';
import { type CountedUpdate, type Member, type Seat } from './room-member.ts';
import { type RoomMembers } from './room-members.ts';
import { rowFormats } from './row-format.ts';

type UpdateMessage = Extract<Message, { readonly type: 'update' }>;

/** What the updates of a room go through. */
export interface RoomUpdatesParts {
  readonly document: RoomDocument;
  readonly members: RoomMembers;
  readonly batches: RoomBatches;
  readonly owners: ClientOwners;
}

/** The way of updates into one room. */
export class RoomUpdates {
  readonly #document: RoomDocument;
  readonly #members: RoomMembers;
  readonly #batches: RoomBatches;
  readonly #owners: ClientOwners;

  constructor({ document, members, batches, owners }: RoomUpdatesParts) {
    this.#document = document;
    this.#members = members;
    this.#batches = batches;
    this.#owners = owners;
  }

  /** One update from a member. `canSave`: false while the storage is full, when only what changes nothing is taken. */
  receive(seat: Seat, message: UpdateMessage, canSave: boolean): readonly Effect[] {
    const counted = seat.count(message.update, message.isAnswer);
    if (message.isAnswer && !seat.hasAnswered) {
      return seat.takeAnswer(counted).flatMap((each) => this.#take(seat, each, canSave));
    }
    if (seat.parked > 0) return this.#park(seat, counted);
    return this.#take(seat, counted, canSave);
  }

  /** A member's frames up to this one are on disk. */
  saved(id: MemberId, frames: number): readonly Effect[] {
    if (this.#members.seats.get(id)?.member.wantsAcks !== true) return [];
    return [{ type: 'send', to: id, payload: encodeSaved(frames, this.#batches.head.seq) }];
  }

  #park(seat: Seat, counted: CountedUpdate): readonly Effect[] {
    if (seat.parked >= limits.parkedUpdatesMax || !this.#hasRoomFor(seat.member, counted))
      return this.#members.refuse(seat, counted, 'IN7');
    seat.park(counted);
    return [];
  }

  #hasRoomFor({ personId }: Member, { update }: CountedUpdate): boolean {
    let bytes = update.byteLength;
    let ofPerson = bytes;
    for (const { member, parkedBytes } of this.#members.seats.values()) {
      bytes += parkedBytes;
      if (member.personId === personId) ofPerson += parkedBytes;
    }
    return bytes <= limits.parkedBytesMax && ofPerson <= limits.parkedBytesOfPersonMax;
  }

  #take(seat: Seat, counted: CountedUpdate, canSave: boolean): readonly Effect[] {
    if (seat.isEnding) return [];
    if (canSave && this.#typeOn(seat.member, counted.update))
      return this.#acknowledge(seat, counted.upTo, counted.update.byteLength);
    const { personId, mayEdit } = seat.member;
    const inspection = this.#document.inspect(counted.update, {
      mayEdit,
      owns: (client) => this.#owners.isFreeFor(client, personId),
    });
    const effects = this.#decide(seat, counted, inspection, canSave);
    const isChange = inspection.kind === 'change';
    // Whether its author knows all that is deleted is asked of every struct.
    const compared = isChange && counted.isAnswer ? this.#document.look(structsIn) / 16 : 0;
    const units = inspection.work + compared - (isChange ? limits.freeWork : 0);
    return units > 0 ? [{ type: 'work', member: seat.member.id, units }, ...effects] : effects;
  }

  /** Takes the one update that needs no look at the document: letters that go on where their client typed last. */
  #typeOn(member: Member, update: Uint8Array): boolean {
    if (!member.mayEdit) return false;
    const keystroke = this.#document.asTyping(update);
    if (keystroke === undefined) return false;
    if (!this.#owners.isFreeFor(keystroke.client, member.personId)) return false;
    // A copy: the bytes stand in a block of the socket's, which would be kept as long as they are.
    const payload = new Uint8Array(update);
    this.#document.typeOn(keystroke, payload);
    this.#gather(member, [{ payload, isTidying: false }], []);
    return true;
  }

  #decide(
    seat: Seat,
    counted: CountedUpdate,
    inspection: Inspection,
    canSave: boolean,
  ): readonly Effect[] {
    if (inspection.kind === 'malformed')
      return this.#members.end(seat, closeCodes.malformed, 'malformed');
    if (inspection.kind === 'nothing') return this.#acknowledge(seat, counted.upTo, 0);
    if (inspection.kind === 'tidying') return this.#differ(seat, counted);
    if (inspection.kind === 'refused') return this.#object(seat, counted, inspection.rule);
    if (!canSave) return this.#members.end(seat, closeCodes.tryAgain, 'storage-full');
    return this.#change(seat, counted, inspection);
  }

  /** The member's copy is not what the section is: somebody who can start afresh does, others go on as they are. */
  #differ(seat: Seat, counted: CountedUpdate): readonly Effect[] {
    const { id, canStartAfresh } = seat.member;
    const differs = { type: 'differs', member: id } as const;
    return canStartAfresh
      ? [differs, ...this.#members.end(seat, closeCodes.tryAgain, 'copy-differs')]
      : [differs, ...this.#acknowledge(seat, counted.upTo, 0)];
  }

  /** What is missing may still come with the answer to the server's question. */
  #object(seat: Seat, counted: CountedUpdate, rule: RefusalRule): readonly Effect[] {
    const mayStillCome = rule === 'IN7' && !seat.hasAnswered;
    return mayStillCome ? this.#park(seat, counted) : this.#members.refuse(seat, counted, rule);
  }

  #change(seat: Seat, counted: CountedUpdate, change: Change): readonly Effect[] {
    if (!this.#document.fits(change)) return this.#members.refuse(seat, counted, 'IN8');
    const emitted = this.#document.apply(change, counted);
    if (emitted === undefined) {
      return [...this.#members.refuseNow(seat, counted, 'IN9'), { type: 'broken' }];
    }
    this.#gather(seat.member, emitted, change.clients);
    return this.#acknowledge(seat, counted.upTo, change.update.byteLength);
  }

  /** Logs what was new. The clean-ups are news to the sender too: Yjs makes them for remote changes only. */
  #gather(member: Member, emitted: readonly Emitted[], clients: readonly number[]): void {
    const { personId, seatId, sessionRef } = member;
    const { rows, released, bind, senders } = this.#batches.gathering;
    senders.set(member.id, personId);
    for (const { payload, isTidying, rows: own = [{ payload, format }] } of emitted) {
      const except = isTidying ? nobody : member.id;
      for (const row of own) rows.push({ ...row, personId, seatId, sessionRef });
      released.push({ type: 'broadcast', except, payload: encodeSync('update', payload) });
    }
    for (const clientID of clients) {
      if (this.#owners.bind(clientID, personId)) bind.push({ clientID, personId });
    }
  }

  #acknowledge({ member }: Seat, frames: number, bytes: number): readonly Effect[] {
    const { barrier } = this.#batches;
    if (barrier === undefined) return this.saved(member.id, frames);
    barrier.await(member.id, frames, bytes);
    return bytes > 0 ? [{ type: 'gathered', member: member.id, bytes }] : [];
  }
}

/** Of rows that keep what the document told. */
const format = rowFormats.update;

/** No member has this id. */
const nobody: MemberId = 0;
