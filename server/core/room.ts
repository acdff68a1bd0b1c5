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
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import { readSection } from '@alliance/shared/editor/section-json';
import { type PersonId } from '@alliance/shared/identity/person';
import { type CloseCode, type CloseReason, closeCodes } from '@alliance/shared/sync/close-code';
import * as Y from 'yjs';

import { applyWhole, fromMember, hasPending } from './apply-whole.ts';
import { decodeAwarenessUpdate, encodeAwarenessUpdate } from './awareness-update.ts';
import { ClientOwners, type RandomClientID } from './client-owners.ts';
import { type Inspection, inspectUpdate } from './inspector.ts';
import { limits } from './limits.ts';
import {
  type Message,
  decodeClientMessage,
  encodeAwareness,
  encodeRefused,
  encodeSaved,
  encodeSync,
} from './message.ts';
import { RoomBatch } from './room-batch.ts';
import { type Effect, type MemberId } from './room-effect.ts';
import { type CountedUpdate, type Member, Seat } from './room-member.ts';
import { RoomPresence } from './room-presence.ts';
import { SectionSize } from './section-size.ts';

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

/** An update that the document made: the member's own, or the clean-up of formatting that it caused here. */
interface Emitted {
  readonly payload: Uint8Array;
  readonly isTidying: boolean;
}

/** A living section document with its members. */
export class Room {
  readonly documentId: string;
  readonly incarnation: string;
  readonly owners: ClientOwners;
  /** Row at which a snapshot was last taken or tried. */
  snapshotSeq: number;
  readonly #doc: Y.Doc;
  readonly #presence = new RoomPresence();
  readonly #seats = new Map<MemberId, Seat>();
  readonly #size: SectionSize;
  readonly #emitted: Emitted[] = [];
  #gathering = new RoomBatch();
  #inFlight: RoomBatch | undefined;
  #head: RoomHead;
  #wholeState: Uint8Array | undefined;

  /** Throws when the stored updates do not make a document: they verified, so this is damage that a chain cannot see. */
  constructor(stored: StoredSection) {
    this.documentId = stored.documentId;
    this.incarnation = stored.incarnation;
    this.owners = new ClientOwners(
      stored.clients.map(({ clientID, personId }) => [clientID, personId]),
    );
    this.#head = stored.head;
    this.snapshotSeq = stored.snapshotSeq;
    this.#doc = createSectionDocument();
    for (const update of stored.updates) Y.applyUpdate(this.#doc, update);
    if (hasPending(this.#doc)) throw new Error('Stored updates refer to what is not stored.');
    const bytes = stored.updates.reduce((sum, update) => sum + update.byteLength, 0);
    this.#size = new SectionSize(bytes, () => this.encodeState().byteLength);
    this.#doc.on('update', (payload: Uint8Array, origin: unknown) => {
      this.#emitted.push({ payload, isTidying: origin !== fromMember });
      this.#wholeState = undefined;
    });
  }

  /** The last committed row. */
  get head(): RoomHead {
    return this.#head;
  }

  /** Whether something is not on disk yet. */
  get isWaiting(): boolean {
    return this.#barrier !== undefined;
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
    this.#wholeState ??= Y.encodeStateAsUpdate(this.#doc);
    return this.#wholeState;
  }

  /** Client ids that nobody has used here, for a person who opens the document. */
  lease(personId: PersonId, random: RandomClientID): readonly number[] {
    return this.owners.leaseNew(personId, limits.leasedClientIDs, random);
  }

  /** Somebody comes in: they are asked what they have, and hear who is here. */
  join(member: Member): readonly Effect[] {
    this.#seats.set(member.id, new Seat(member));
    const stateVector = Y.encodeStateVector(this.#doc);
    const question = encodeSync('stateVector', stateVector);
    return this.#release([
      { type: 'send', to: member.id, payload: question },
      ...this.#presenceFor(member.id),
    ]);
  }

  /** Somebody's right has changed while they are here. */
  permit(id: MemberId, mayEdit: boolean): void {
    const seat = this.#seats.get(id);
    if (seat !== undefined) seat.member = { ...seat.member, mayEdit };
  }

  /** Somebody is gone: the others hear it. */
  leave(id: MemberId): readonly Effect[] {
    if (!this.#seats.delete(id)) return [];
    const farewell = this.#presence.forget(id);
    if (farewell === undefined) return [];
    const payload = encodeAwareness(encodeAwarenessUpdate([farewell]));
    return this.#release([{ type: 'broadcast', except: id, payload }]);
  }

  /** One frame from a member. `canSave`: false while the storage is full, when only what changes nothing is taken. */
  receive(id: MemberId, frame: Uint8Array, canSave: boolean): readonly Effect[] {
    const seat = this.#seats.get(id);
    if (seat === undefined || seat.isEnding) return [];
    const message = decodeClientMessage(frame);
    if (message?.type === 'update') return this.#update(seat, message, canSave);
    if (message?.type === 'awareness') return this.#hear(seat, message.update);
    if (message?.type === 'state-vector') return this.#answer(seat, message.stateVector);
    if (message?.type === 'query-awareness') return this.#release(this.#presenceFor(id));
    return this.#end(seat, closeCodes.malformed, 'malformed');
  }

  /** What is to be appended now; undefined while a batch is in flight or nothing waits. */
  takeBatch(): RoomBatch | undefined {
    if (this.#inFlight !== undefined || this.#gathering.rows.length === 0) return undefined;
    this.#inFlight = this.#gathering;
    this.#gathering = new RoomBatch();
    return this.#inFlight;
  }

  /** The batch in flight is on disk, and this is the new head. */
  committed(head: RoomHead): readonly Effect[] {
    const batch = this.#inFlight;
    if (batch === undefined) return [];
    this.#inFlight = undefined;
    this.#head = head;
    const effects = [...batch.released];
    for (const [member, { frames, bytes }] of batch.waiting) {
      effects.push(...this.#saved(member, frames), { type: 'settled', member, bytes });
    }
    for (const ending of batch.endings) effects.push(...ending());
    if (this.#gathering.rows.length > 0) effects.push({ type: 'more' });
    return effects;
  }

  /** Reads the prose as it is now; the answer comes when all of it is on disk. */
  read(ticket: number): readonly Effect[] {
    const waiting = this.#gathering.rows.length + (this.#inFlight?.rows.length ?? 0);
    const head = this.#head.seq + waiting;
    return this.#release([{ type: 'read', ticket, head, section: readSection(this.#doc) }]);
  }

  /** Lets go of the document. */
  destroy(): void {
    this.#seats.clear();
    this.#doc.destroy();
  }

  get #barrier(): RoomBatch | undefined {
    return this.#gathering.rows.length > 0 ? this.#gathering : this.#inFlight;
  }

  #release(effects: readonly Effect[]): readonly Effect[] {
    const barrier = this.#barrier;
    if (barrier === undefined) return effects;
    barrier.released.push(...effects);
    return [];
  }

  #answer(seat: Seat, stateVector: Uint8Array): readonly Effect[] {
    const missing = this.#missing(stateVector);
    if (missing === undefined) return this.#end(seat, closeCodes.malformed, 'malformed');
    const payload = encodeSync('missingUpdates', missing);
    return this.#release([{ type: 'send', to: seat.member.id, payload }]);
  }

  #missing(stateVector: Uint8Array): Uint8Array | undefined {
    if (stateVector.length === 1 && stateVector[0] === 0) return this.encodeState();
    try {
      return Y.encodeStateAsUpdate(this.#doc, stateVector);
    } catch {
      // A state vector that ends too early.
      return undefined;
    }
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
    if (seat.parked >= limits.parkedUpdatesMax) return this.#refuse(seat, counted, 'IN7');
    seat.park(counted);
    return [];
  }

  #take(seat: Seat, counted: CountedUpdate, canSave: boolean): readonly Effect[] {
    if (seat.isEnding) return [];
    const { personId, mayEdit } = seat.member;
    const inspection = inspectUpdate(this.#doc, counted.update, {
      mayEdit,
      owns: (client) => this.owners.isFreeFor(client, personId),
    });
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

  #change(
    seat: Seat,
    counted: CountedUpdate,
    { update, clients }: Extract<Inspection, { readonly kind: 'change' }>,
  ): readonly Effect[] {
    const grows = clients.length > 0;
    if (grows && !this.#size.fits(update.byteLength)) return this.#refuse(seat, counted, 'IN8');
    this.#emitted.length = 0;
    if (!applyWhole(this.#doc, update)) {
      return [...this.#refuseNow(seat, counted, 'IN9'), { type: 'broken' }];
    }
    this.#gather(seat.member, clients);
    return this.#acknowledge(seat, counted.upTo, update.byteLength);
  }

  /** Logs what was new. The clean-ups are news to the sender too: Yjs makes them for remote changes only. */
  #gather(member: Member, clients: readonly number[]): void {
    const { personId, seatId, sessionRef } = member;
    for (const { payload, isTidying } of this.#emitted) {
      const except = isTidying ? nobody : member.id;
      this.#gathering.rows.push({ payload, personId, seatId, sessionRef });
      this.#gathering.released.push({
        type: 'broadcast',
        except,
        payload: encodeSync('update', payload),
      });
      this.#size.grow(payload.byteLength);
    }
    for (const clientID of clients) {
      if (this.owners.bind(clientID, personId)) this.#gathering.bind.push({ clientID, personId });
    }
  }

  #acknowledge({ member }: Seat, frames: number, bytes: number): readonly Effect[] {
    const barrier = this.#barrier;
    if (barrier === undefined) return this.#saved(member.id, frames);
    barrier.await(member.id, frames, bytes);
    return bytes > 0 ? [{ type: 'gathered', member: member.id, bytes }] : [];
  }

  #saved(id: MemberId, frames: number): readonly Effect[] {
    if (this.#seats.get(id)?.member.wantsAcks !== true) return [];
    return [{ type: 'send', to: id, payload: encodeSaved(frames) }];
  }

  #hear(seat: Seat, update: Uint8Array): readonly Effect[] {
    const { member } = seat;
    const entries = decodeAwarenessUpdate(update);
    if (entries === undefined) return this.#end(seat, closeCodes.malformed, 'malformed');
    const speaker = { memberId: member.id, personId: member.personId, stamp: member.stamp };
    const heard = entries.flatMap(
      (entry) => this.#presence.hear(entry, speaker, this.owners) ?? [],
    );
    if (heard.length === 0) return [];
    const frame = (part: 'relayed' | 'answered') =>
      encodeAwareness(encodeAwarenessUpdate(heard.map((one) => one[part])));
    return this.#release([
      { type: 'broadcast', except: member.id, payload: frame('relayed') },
      { type: 'send', to: member.id, payload: frame('answered') },
    ]);
  }

  #presenceFor(id: MemberId): readonly Effect[] {
    const others = this.#presence.others(id);
    if (others.length === 0) return [];
    return [{ type: 'send', to: id, payload: encodeAwareness(encodeAwarenessUpdate(others)) }];
  }

  #refuse(seat: Seat, counted: CountedUpdate, rule: RefusalRule): readonly Effect[] {
    seat.isEnding = true;
    return this.#endWhenSaved(() => this.#refuseNow(seat, counted, rule));
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
    return this.#endWhenSaved(() =>
      this.#seats.has(id) ? [{ type: 'close', member: id, code, reason }, ...this.leave(id)] : [],
    );
  }

  /** What the member sent before is acknowledged first. */
  #endWhenSaved(ending: () => readonly Effect[]): readonly Effect[] {
    const barrier = this.#barrier;
    if (barrier === undefined) return ending();
    barrier.endings.push(ending);
    return [];
  }
}

/** No member has this id. */
const nobody: MemberId = 0;
