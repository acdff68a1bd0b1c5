/**
 * One document alive in memory: what comes in is inspected, applied and gathered; nothing that could reveal it goes
 * out before the surroundings say that it is on disk (D4).
 *
 *   receive ──▶ inspect ──▶ apply ──▶ gathering batch ──takeBatch──▶ in flight ──committed──▶ broadcast, save, answer
 *
 * While one batch is in flight the next one gathers. An answer waits for the newest batch that existed when it was
 * computed, so no reader ever sees words that a crash could take back. The room does no I/O and knows no clock.
 */
import { type RefusalRule } from '@alliance/shared/access/refusal-rules';
import { type PersonId } from '@alliance/shared/identity/person';
import { awarenessBytesMax } from '@alliance/shared/limits';
import { type CloseCode, type CloseReason, closeCodes } from '@alliance/shared/sync/close-code';
import { type Doc } from 'yjs';

import {
  type AwarenessEntry,
  decodeAwarenessUpdate,
  encodeAwarenessUpdate,
} from './awareness-update.ts';
import { ClientOwners, type RandomClientID } from './client-owners.ts';
import { type Inspect, type Inspection, inspectUpdate } from './inspector.ts';
import { limits } from './limits.ts';
import {
  type Message,
  decodeClientMessage,
  encodeAwareness,
  encodeRefused,
  encodeSaved,
  encodeSync,
} from './message.ts';
import { type RoomBatch } from './room-batch.ts';
import { RoomBatches } from './room-batches.ts';
import { type Change, type Emitted, RoomDocument } from './room-document.ts';
import { type Effect, type MemberId } from './room-effect.ts';
import { type CountedUpdate, type Member, type MemberPlace, Seat } from './room-member.ts';
import { type Heard, RoomPresence } from './room-presence.ts';

/** The end of a document's log. */
export interface RoomHead {
  readonly seq: number;
  readonly hash: Uint8Array;
}

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

type UpdateMessage = Extract<Message, { readonly type: 'update' }>;

/** A living section document with its members. */
export class Room {
  readonly documentId: string;
  readonly incarnation: string;
  readonly owners: ClientOwners;
  /** Row at which a snapshot was last taken or tried. */
  snapshotSeq: number;
  readonly #document: RoomDocument;
  readonly #presence = new RoomPresence();
  readonly #seats = new Map<MemberId, Seat>();
  readonly #batches = new RoomBatches();
  #head: RoomHead;
  /** Whether a stretch of presence has begun. */
  #isPacing = false;

  /** Throws when the stored updates do not make a document: they verified, so this is damage that a chain cannot see. */
  constructor(stored: StoredSection, inspect: Inspect = inspectUpdate) {
    this.documentId = stored.documentId;
    this.incarnation = stored.incarnation;
    this.owners = new ClientOwners(
      stored.clients.map(({ clientID, personId }) => [clientID, personId]),
    );
    this.#head = stored.head;
    this.snapshotSeq = stored.snapshotSeq;
    this.#document = new RoomDocument(stored.updates, inspect);
  }

  /** The last committed row. */
  get head(): RoomHead {
    return this.#head;
  }

  /** Whether something is not on disk yet. */
  get isWaiting(): boolean {
    return this.#batches.barrier !== undefined;
  }

  /** Everybody who is here. */
  get members(): Iterable<MemberId> {
    return this.#seats.keys();
  }

  /** Whether nobody is here. */
  get isEmpty(): boolean {
    return this.#seats.size === 0;
  }

  /** The whole state as one update. It may hold what is not on disk: see {@link isWaiting}. */
  encodeState(): Uint8Array {
    return this.#document.encodeState();
  }

  /** Client ids that nobody has used here, for a person who opens the document. */
  lease(personId: PersonId, random: RandomClientID): readonly number[] {
    return this.owners.leaseNew(personId, limits.leasedClientIDs, random);
  }

  /** Somebody comes in: they are asked what they have, and hear who is here. */
  join(member: Member): readonly Effect[] {
    this.#seats.set(member.id, new Seat(member));
    const question = encodeSync('stateVector', this.#document.encodeStateVector());
    return this.#batches.release([
      { type: 'send', to: member.id, payload: question },
      ...this.#presenceFor(member.id),
    ]);
  }

  /** Somebody stands elsewhere while they are here: their next rows say so, and the others hear it now. */
  permit(id: MemberId, place: MemberPlace): readonly Effect[] {
    const seat = this.#seats.get(id);
    if (seat === undefined) return [];
    seat.member = { ...seat.member, ...place };
    const entry = this.#presence.restamp(id, place.stamp);
    if (entry === undefined) return [];
    const payload = encodeAwareness(encodeAwarenessUpdate([entry]));
    return this.#batches.release([{ type: 'broadcast', except: id, payload }]);
  }

  /** Whose rows wait that have not been handed over by {@link takeBatch}; some of them may have left. */
  get gatheredFrom(): ReadonlyMap<MemberId, PersonId> {
    return this.#batches.gathering.senders;
  }

  /** Somebody is gone: the others hear it. */
  leave(id: MemberId): readonly Effect[] {
    const seat = this.#seats.get(id);
    if (seat === undefined) return [];
    this.#seats.delete(id);
    const last = seat.pace.restart().map(({ relayed }) => relayed);
    const farewell = this.#presence.forget(id) ?? [];
    const entries = last.concat(farewell);
    if (entries.length === 0) return [];
    const payload = encodeAwareness(encodeAwarenessUpdate(entries));
    return this.#batches.release([{ type: 'broadcast', except: id, payload }]);
  }

  /** A stretch of presence is over: whoever was too fast is told of as they are now. */
  endPresenceStretch(): readonly Effect[] {
    this.#isPacing = false;
    const waited = [...this.#seats].flatMap(([id, { pace }]) => relay(id, pace.restart()));
    return this.#batches.release(waited);
  }

  /** One frame from a member. `canSave`: false while the storage is full, when only what changes nothing is taken. */
  receive(id: MemberId, frame: Uint8Array, canSave: boolean): readonly Effect[] {
    const seat = this.#seats.get(id);
    if (seat === undefined || seat.isEnding) return [];
    const message = decodeClientMessage(frame);
    if (message?.type === 'update') return this.#update(seat, message, canSave);
    if (message?.type === 'awareness') return this.#hear(seat, message.update);
    if (message?.type === 'state-vector') return this.#answer(seat, message.stateVector);
    if (message?.type === 'query-awareness') return this.#tellPresence(seat);
    return this.#end(seat, closeCodes.malformed, 'malformed');
  }

  /** What is to be appended now; undefined while a batch is in flight or nothing waits. */
  takeBatch(): RoomBatch | undefined {
    return this.#batches.take();
  }

  /** The batch in flight is on disk, and this is the new head. */
  committed(head: RoomHead): readonly Effect[] {
    const batch = this.#batches.committed();
    if (batch === undefined) return [];
    this.#head = head;
    const effects = [...batch.released];
    for (const member of batch.presenceAsked) {
      effects.push(...this.#batches.release(this.#presenceFor(member)));
    }
    for (const [member, { frames, bytes }] of batch.waiting) {
      effects.push(...this.#saved(member, frames), { type: 'settled', member, bytes });
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
    const head = this.#head.seq + this.#batches.waitingRows;
    return this.#batches.release([{ type: 'on-disk', ticket, head }]);
  }

  /** Lets go of the document. */
  destroy(): void {
    this.#seats.clear();
    this.#document.destroy();
  }

  #answer(seat: Seat, stateVector: Uint8Array): readonly Effect[] {
    const missing = this.#document.missing(stateVector);
    if (missing === undefined) return this.#end(seat, closeCodes.malformed, 'malformed');
    const { barrier } = this.#batches;
    const to = seat.member.id;
    const work = { type: 'work', member: to, units: missing.work } as const;
    if (barrier === undefined)
      return [{ type: 'send', to, payload: encodeSync('missingUpdates', missing.update) }, work];
    // Answers wait in memory: when the disk is that slow, whoever asks last comes again later.
    if (barrier.answerLater(to, missing.update)) return [work];
    return this.#end(seat, closeCodes.tryAgain, 'storage-failed');
  }

  #tellPresence({ member: { id } }: Seat): readonly Effect[] {
    const { barrier } = this.#batches;
    const units = 5 + this.#seats.size;
    const work = { type: 'work', member: id, units } as const;
    if (barrier === undefined) return [...this.#presenceFor(id), work];
    barrier.presenceAsked.add(id);
    return [work];
  }

  #update(seat: Seat, message: UpdateMessage, canSave: boolean): readonly Effect[] {
    const counted = seat.count(message.update);
    if (message.isAnswer && !seat.hasAnswered) {
      return seat.takeAnswer(counted).flatMap((each) => this.#take(seat, each, canSave));
    }
    if (seat.parked > 0) return this.#park(seat, counted);
    return this.#take(seat, counted, canSave);
  }

  #park(seat: Seat, counted: CountedUpdate): readonly Effect[] {
    if (seat.parked >= limits.parkedUpdatesMax || !this.#hasRoomFor(seat.member, counted))
      return this.#refuse(seat, counted, 'IN7');
    seat.park(counted);
    return [];
  }

  #hasRoomFor({ personId }: Member, { update }: CountedUpdate): boolean {
    let bytes = update.byteLength;
    let ofPerson = bytes;
    for (const { member, parkedBytes } of this.#seats.values()) {
      bytes += parkedBytes;
      if (member.personId === personId) ofPerson += parkedBytes;
    }
    return bytes <= limits.parkedBytesMax && ofPerson <= limits.parkedBytesOfPersonMax;
  }

  #take(seat: Seat, counted: CountedUpdate, canSave: boolean): readonly Effect[] {
    if (seat.isEnding) return [];
    const { personId, mayEdit } = seat.member;
    const inspection = this.#document.inspect(counted.update, {
      mayEdit,
      owns: (client) => this.owners.isFreeFor(client, personId),
    });
    const effects = this.#decide(seat, counted, inspection, canSave);
    const free = inspection.kind === 'change' ? limits.freeWork : 0;
    const units = inspection.work - free;
    return units > 0 ? [{ type: 'work', member: seat.member.id, units }, ...effects] : effects;
  }

  #decide(
    seat: Seat,
    counted: CountedUpdate,
    inspection: Inspection,
    canSave: boolean,
  ): readonly Effect[] {
    if (inspection.kind === 'malformed') return this.#end(seat, closeCodes.malformed, 'malformed');
    if (inspection.kind === 'nothing') return this.#acknowledge(seat, counted.upTo, 0);
    if (inspection.kind === 'tidying') return this.#differ(seat, counted);
    if (inspection.kind === 'refused') return this.#object(seat, counted, inspection.rule);
    if (!canSave) return this.#end(seat, closeCodes.tryAgain, 'storage-full');
    return this.#change(seat, counted, inspection);
  }

  /** The member's copy is not what the section is: somebody who can start afresh does, others go on as they are. */
  #differ(seat: Seat, counted: CountedUpdate): readonly Effect[] {
    const { id, canStartAfresh } = seat.member;
    const differs = { type: 'differs', member: id } as const;
    return canStartAfresh
      ? [differs, ...this.#end(seat, closeCodes.tryAgain, 'copy-differs')]
      : [differs, ...this.#acknowledge(seat, counted.upTo, 0)];
  }

  /** What is missing may still come with the answer to the server's question. */
  #object(seat: Seat, counted: CountedUpdate, rule: RefusalRule): readonly Effect[] {
    const mayStillCome = rule === 'IN7' && !seat.hasAnswered;
    return mayStillCome ? this.#park(seat, counted) : this.#refuse(seat, counted, rule);
  }

  #change(seat: Seat, counted: CountedUpdate, change: Change): readonly Effect[] {
    if (!this.#document.fits(change)) return this.#refuse(seat, counted, 'IN8');
    const emitted = this.#document.apply(change);
    if (emitted === undefined) {
      return [...this.#refuseNow(seat, counted, 'IN9'), { type: 'broken' }];
    }
    this.#gather(seat.member, emitted, change.clients);
    return this.#acknowledge(seat, counted.upTo, change.update.byteLength);
  }

  /** Logs what was new. The clean-ups are news to the sender too: Yjs makes them for remote changes only. */
  #gather(member: Member, emitted: readonly Emitted[], clients: readonly number[]): void {
    const { personId, seatId, sessionRef } = member;
    const { rows, released, bind, senders } = this.#batches.gathering;
    senders.set(member.id, personId);
    for (const { payload, isTidying } of emitted) {
      const except = isTidying ? nobody : member.id;
      rows.push({ payload, personId, seatId, sessionRef });
      released.push({ type: 'broadcast', except, payload: encodeSync('update', payload) });
    }
    for (const clientID of clients) {
      if (this.owners.bind(clientID, personId)) bind.push({ clientID, personId });
    }
  }

  #acknowledge({ member }: Seat, frames: number, bytes: number): readonly Effect[] {
    const { barrier } = this.#batches;
    if (barrier === undefined) return this.#saved(member.id, frames);
    barrier.await(member.id, frames, bytes);
    return bytes > 0 ? [{ type: 'gathered', member: member.id, bytes }] : [];
  }

  #saved(id: MemberId, frames: number): readonly Effect[] {
    if (this.#seats.get(id)?.member.wantsAcks !== true) return [];
    return [{ type: 'send', to: id, payload: encodeSaved(frames, this.#head.seq) }];
  }

  #hear(seat: Seat, update: Uint8Array): readonly Effect[] {
    const { member } = seat;
    const entries = decodeAwarenessUpdate(update);
    if (entries === undefined) return this.#end(seat, closeCodes.malformed, 'malformed');
    const told = this.#tell(seat, entries);
    const units = (update.byteLength - awarenessBytesMax) / 64;
    return units > 0 ? [{ type: 'work', member: member.id, units }, ...told] : told;
  }

  #tell(seat: Seat, entries: readonly AwarenessEntry[]): readonly Effect[] {
    const { member } = seat;
    const speaker = { memberId: member.id, personId: member.personId, stamp: member.stamp };
    const heard = entries.flatMap(
      (entry) => this.#presence.hear(entry, speaker, this.owners) ?? [],
    );
    if (heard.length === 0) return [];
    const now = seat.pace.hear(heard);
    if (seat.pace.waiting > limits.awarenessEntriesMax)
      return this.#end(seat, closeCodes.abuse, 'abuse');
    const told = this.#batches.release(relay(member.id, now));
    if (this.#isPacing) return told;
    this.#isPacing = true;
    return [{ type: 'presence-stretch' }, ...told];
  }

  #presenceFor(id: MemberId): readonly Effect[] {
    const others = this.#presence.others(id);
    if (others.length === 0) return [];
    return [{ type: 'send', to: id, payload: encodeAwareness(encodeAwarenessUpdate(others)) }];
  }

  #refuse(seat: Seat, counted: CountedUpdate, rule: RefusalRule): readonly Effect[] {
    seat.isEnding = true;
    return this.#batches.endWhenSaved(() => this.#refuseNow(seat, counted, rule));
  }

  #refuseNow({ member }: Seat, { frame }: CountedUpdate, rule: RefusalRule): readonly Effect[] {
    if (!this.#seats.has(member.id)) return [];
    const isFull = rule === 'IN8';
    const close = {
      type: 'close',
      member: member.id,
      code: isFull ? closeCodes.tooLarge : closeCodes.refused,
      reason: isFull ? 'too-large' : 'refused',
      rule,
    } as const;
    const payload = encodeRefused({ frame, rule, section: this.documentId });
    const message: readonly Effect[] = member.wantsAcks
      ? [{ type: 'send', to: member.id, payload }]
      : [];
    return [...message, close, ...this.leave(member.id)];
  }

  #end(seat: Seat, code: CloseCode, reason: CloseReason): readonly Effect[] {
    seat.isEnding = true;
    const { id } = seat.member;
    return this.#batches.endWhenSaved(() =>
      this.#seats.has(id) ? [{ type: 'close', member: id, code, reason }, ...this.leave(id)] : [],
    );
  }
}

/** Tells the others what was heard of a member, and the member what the others are told. */
function relay(id: MemberId, heard: readonly Heard[]): readonly Effect[] {
  if (heard.length === 0) return [];
  const frame = (part: 'relayed' | 'answered') =>
    encodeAwareness(encodeAwarenessUpdate(heard.map((one) => one[part])));
  return [
    { type: 'broadcast', except: id, payload: frame('relayed') },
    { type: 'send', to: id, payload: frame('answered') },
  ];
}

/** No member has this id. */
const nobody: MemberId = 0;
