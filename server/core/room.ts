/**
 * One document alive in memory: what comes in is inspected, applied and gathered; nothing that could reveal it goes
 * out before the surroundings say that it is on disk.
 *
 *   receive ──▶ inspect ──▶ apply ──▶ gathering batch ──takeBatch──▶ in flight ──committed──▶ broadcast, save, answer
 *
 * While one batch is in flight the next one gathers. An answer waits for the newest batch that existed when it was
 * computed, so no reader ever sees words that a crash could take back. The room does no I/O and knows no clock.
 */
import { type PersonId } from '@alliance/shared/identity/person';
import { closeCodes } from '@alliance/shared/sync/close-code';
import { type Doc } from 'yjs';

import { ClientOwners, type RandomClientID } from './client-owners.ts';
import { type Inspect, inspectUpdate } from './inspector.ts';
import { limits } from './limits.ts';
import { decodeClientMessage } from './message.ts';
import { type RoomBatch } from './room-batch.ts';
import { RoomBatches, type RoomHead } from './room-batches.ts';
import { RoomCarets } from './room-carets.ts';
import { RoomDocument } from './room-document.ts';
import { type Effect, type MemberId } from './room-effect.ts';
import { type Member, type MemberPlace } from './room-member.ts';
import { RoomMembers } from './room-members.ts';
import { RoomQuestions } from './room-questions.ts';
import { RoomUpdates } from './room-updates.ts';

/** What a room is made from. */
export interface StoredSection {
  readonly documentId: string;
  readonly incarnation: string;
  readonly head: RoomHead;
  /** Row of the newest snapshot; 0 when there is none. */
  readonly snapshotSeq: number;
  /** Yjs updates (V1) in the order in which they were committed; a snapshot first. */
  readonly updates: readonly Uint8Array[];
  readonly clients: readonly { readonly clientID: number; readonly personId: PersonId }[];
}

/** A living section document with its members. */
export class Room {
  readonly documentId: string;
  readonly incarnation: string;
  readonly owners: ClientOwners;
  /** Row at which a snapshot was last taken or tried. */
  snapshotSeq: number;
  readonly #document: RoomDocument;
  readonly #batches: RoomBatches;
  readonly #members: RoomMembers;
  readonly #carets: RoomCarets;
  readonly #questions: RoomQuestions;
  readonly #updates: RoomUpdates;

  /** Throws when the stored updates do not make a document: they verified, so this is damage that a chain cannot see. */
  constructor(stored: StoredSection, inspect: Inspect = inspectUpdate) {
    this.documentId = stored.documentId;
    this.incarnation = stored.incarnation;
    this.owners = new ClientOwners(
      stored.clients.map(({ clientID, personId }) => [clientID, personId]),
    );
    this.snapshotSeq = stored.snapshotSeq;
    const isSnapshot = stored.updates.length === 1 && stored.snapshotSeq === stored.head.seq;
    const document = new RoomDocument({ updates: stored.updates, isSnapshot }, inspect);
    const batches = new RoomBatches(stored.head);
    const members = new RoomMembers(stored.documentId, batches);
    this.#document = document;
    this.#batches = batches;
    this.#members = members;
    this.#carets = new RoomCarets(members, batches, this.owners);
    this.#questions = new RoomQuestions({ document, members, batches, owners: this.owners });
    this.#updates = new RoomUpdates({ document, members, batches, owners: this.owners });
  }

  /** The last committed row. */
  get head(): RoomHead {
    return this.#batches.head;
  }

  /** Whether something is not on disk yet. */
  get isWaiting(): boolean {
    return this.#batches.barrier !== undefined;
  }

  /** Everybody who is here. */
  get members(): Iterable<MemberId> {
    return this.#members.seats.keys();
  }

  /** Whether nobody is here. */
  get isEmpty(): boolean {
    return this.#members.seats.size === 0;
  }

  /** The whole state as one update. It may hold what is not on disk: see {@link isWaiting}. */
  encodeState(): Uint8Array {
    return this.#document.encodeState();
  }

  /** Whether somebody was told of a later row of this document's life: this server has lost it (C9). */
  hasLost(held: { readonly incarnation?: string; readonly head?: number }): boolean {
    return held.incarnation === this.incarnation && (held.head ?? 0) > this.head.seq;
  }

  /** Client ids that nobody has used here, for a person who opens the document. */
  lease(personId: PersonId, random: RandomClientID): readonly number[] {
    return this.owners.leaseNew(personId, limits.leasedClientIDs, random);
  }

  /** Somebody comes in: they are asked what they have, and hear who is here. */
  join(member: Member): readonly Effect[] {
    return this.#members.join(member, this.#questions.first);
  }

  /** Somebody stands elsewhere while they are here: their next rows say so, and the others hear it now. */
  permit(id: MemberId, place: MemberPlace): readonly Effect[] {
    return this.#members.permit(id, place);
  }

  /** Whose rows wait that have not been handed over by {@link takeBatch}; some of them may have left. */
  get gatheredFrom(): ReadonlyMap<MemberId, PersonId> {
    return this.#batches.gathering.senders;
  }

  /** Somebody is gone: the others hear it. */
  leave(id: MemberId): readonly Effect[] {
    return this.#members.leave(id);
  }

  /** A stretch of presence is over: whoever was too fast is told of as they are now. */
  endPresenceStretch(): readonly Effect[] {
    return this.#carets.endStretch();
  }

  /** One frame from a member. `canSave`: false while the storage is full, when only what changes nothing is taken. */
  receive(id: MemberId, frame: Uint8Array, canSave: boolean): readonly Effect[] {
    const seat = this.#members.seats.get(id);
    if (seat === undefined || seat.isEnding) return [];
    const message = decodeClientMessage(frame);
    switch (message?.type) {
      case 'update':
        return this.#updates.receive(seat, message, canSave);
      case 'awareness':
        return this.#carets.hear(seat, message.update);
      case 'state-vector':
        return this.#questions.answer(seat, message.stateVector);
      case 'query-awareness':
        return this.#questions.tellPresence(seat);
      case 'digest':
        return this.#questions.compare(seat, message);
      case undefined:
        return this.#members.end(seat, closeCodes.malformed, 'malformed');
    }
  }

  /** What is to be appended now; undefined while a batch is in flight or nothing waits. */
  takeBatch(): RoomBatch | undefined {
    return this.#batches.take();
  }

  /** The batch in flight is on disk, and this is the new head. */
  committed(head: RoomHead): readonly Effect[] {
    const batch = this.#batches.committed(head);
    if (batch === undefined) return [];
    const effects = this.#members.afterQuestions(batch.released);
    for (const member of batch.presenceAsked) {
      effects.push(...this.#batches.release(this.#members.presenceFor(member)));
    }
    for (const [member, { frames, bytes }] of batch.waiting) {
      effects.push(...this.#updates.saved(member, frames), { type: 'settled', member, bytes });
    }
    for (const ending of batch.endings) effects.push(...ending());
    if (this.#batches.gathering.rows.length > 0) effects.push({ type: 'more' });
    return effects;
  }

  /** Looks at the document as it is now, which may not be on disk yet: what was seen waits for the answer to {@link whenSaved}. */
  look<Seen>(look: (doc: Doc) => Seen): Seen {
    return this.#document.look(look);
  }

  /** Answers when everything that is in the document now is on disk. */
  whenSaved(ticket: number): readonly Effect[] {
    const head = this.head.seq + this.#batches.waitingRows;
    return this.#batches.release([{ type: 'on-disk', ticket, head }]);
  }

  /** Lets go of the document. */
  destroy(): void {
    this.#members.seats.clear();
    this.#document.destroy();
  }
}
