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

import { decodeAwarenessUpdate, encodeAwarenessUpdate } from './awareness-update.ts';
import { ClientOwners, type RandomClientID } from './client-owners.ts';
import { inspectUpdate } from './inspector.ts';
import { limits } from './limits.ts';
import {
  decodeClientMessage,
  encodeAwareness,
  encodeRefused,
  encodeSaved,
  encodeSync,
} from './message.ts';
import { RoomBatch } from './room-batch.ts';
import { type Effect, type MemberId } from './room-effect.ts';
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

/** Somebody in the room. */
export interface Member {
  readonly id: MemberId;
  readonly personId: PersonId;
  readonly seatId: string;
  readonly sessionRef: string;
  /** The JSON of the member's `StampedUser`. */
  readonly stamp: string;
  /** Whether the member understands messages 100 and 101. */
  readonly wantsAcks: boolean;
  readonly mayEdit: boolean;
}

interface Seated {
  member: Member;
  /** Sync step 2 and update frames so far. */
  frames: number;
  /** Nothing more is heard from somebody whose conversation is ending. */
  isEnding: boolean;
}

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
  readonly #seats = new Map<MemberId, Seated>();
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
    this.#seats.set(member.id, { member, frames: 0, isEnding: false });
    const stateVector = Y.encodeStateVector(this.#doc);
    const question = encodeSync('stateVector', stateVector);
    return this.#release([
      { type: 'send', to: member.id, payload: question },
      ...this.#presenceFor(member.id),
    ]);
  }

  /** Somebody's right has changed while they are here. */
  permit(id: MemberId, mayEdit: boolean): void {
    const seated = this.#seats.get(id);
    if (seated !== undefined) seated.member = { ...seated.member, mayEdit };
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
    const seated = this.#seats.get(id);
    if (seated === undefined || seated.isEnding) return [];
    const message = decodeClientMessage(frame);
    if (message?.type === 'update') return this.#update(seated, message.update, canSave);
    if (message?.type === 'awareness') return this.#hear(seated, message.update);
    if (message?.type === 'state-vector') return this.#answer(seated, message.stateVector);
    if (message?.type === 'query-awareness') return this.#release(this.#presenceFor(id));
    return this.#end(seated, closeCodes.malformed, 'malformed');
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

  #answer(seated: Seated, stateVector: Uint8Array): readonly Effect[] {
    const missing = this.#missing(stateVector);
    if (missing === undefined) return this.#end(seated, closeCodes.malformed, 'malformed');
    const payload = encodeSync('missingUpdates', missing);
    return this.#release([{ type: 'send', to: seated.member.id, payload }]);
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

  #update(seated: Seated, update: Uint8Array, canSave: boolean): readonly Effect[] {
    const { member } = seated;
    seated.frames++;
    const inspection = inspectUpdate(this.#doc, update, {
      mayEdit: member.mayEdit,
      owns: (client) => this.owners.isFreeFor(client, member.personId),
    });
    if (inspection.kind === 'malformed')
      return this.#end(seated, closeCodes.malformed, 'malformed');
    if (inspection.kind === 'refused') return this.#refuse(seated, inspection.rule);
    if (inspection.kind === 'nothing') return this.#acknowledge(seated, 0);
    if (!canSave) return this.#end(seated, closeCodes.tryAgain, 'storage-full');
    return this.#change(seated, inspection.update, inspection.clients);
  }

  #change(seated: Seated, update: Uint8Array, clients: readonly number[]): readonly Effect[] {
    const grows = clients.length > 0;
    if (grows && !this.#size.fits(update.byteLength)) return this.#refuse(seated, 'IN8');
    this.#emitted.length = 0;
    if (!applyWhole(this.#doc, update))
      return [...this.#refuseNow(seated, 'IN9'), { type: 'broken' }];
    this.#gather(seated.member, clients);
    return this.#acknowledge(seated, update.byteLength);
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

  #acknowledge({ member, frames }: Seated, bytes: number): readonly Effect[] {
    const barrier = this.#barrier;
    if (barrier === undefined) return this.#saved(member.id, frames);
    barrier.await(member.id, frames, bytes);
    return bytes > 0 ? [{ type: 'gathered', member: member.id, bytes }] : [];
  }

  #saved(id: MemberId, frames: number): readonly Effect[] {
    if (this.#seats.get(id)?.member.wantsAcks !== true) return [];
    return [{ type: 'send', to: id, payload: encodeSaved(frames) }];
  }

  #hear(seated: Seated, update: Uint8Array): readonly Effect[] {
    const { member } = seated;
    const entries = decodeAwarenessUpdate(update);
    if (entries === undefined) return this.#end(seated, closeCodes.malformed, 'malformed');
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

  #refuse(seated: Seated, rule: RefusalRule): readonly Effect[] {
    seated.isEnding = true;
    return this.#endWhenSaved(() => this.#refuseNow(seated, rule));
  }

  #refuseNow({ member, frames }: Seated, rule: RefusalRule): readonly Effect[] {
    const isFull = rule === 'IN8';
    const close = {
      type: 'close',
      member: member.id,
      code: isFull ? closeCodes.tooLarge : closeCodes.refused,
      reason: isFull ? 'too-large' : 'refused',
      rule,
    } as const;
    if (!this.#seats.has(member.id)) return [];
    const payload = encodeRefused({ frame: frames, rule, section: this.documentId });
    const message: readonly Effect[] = member.wantsAcks
      ? [{ type: 'send', to: member.id, payload }]
      : [];
    return [...message, close, ...this.leave(member.id)];
  }

  #end(seated: Seated, code: CloseCode, reason: CloseReason): readonly Effect[] {
    seated.isEnding = true;
    const { id } = seated.member;
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

/** Origin of transactions that hold a member's update. */
const fromMember = 'member';

/** No member has this id. */
const nobody: MemberId = 0;

/** Applies an inspected update. False when Yjs could not place all of it: the document must not be used any more. */
function applyWhole(doc: Y.Doc, update: Uint8Array): boolean {
  try {
    Y.applyUpdate(doc, update, fromMember);
  } catch {
    // The inspector let something pass that Yjs cannot integrate: half of it may be in the document.
    return false;
  }
  return !hasPending(doc);
}

function hasPending(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}
