/**
 * Honest people in several rooms at once, for as long as wanted: live, offline and back, with all that waited in one
 * update or with their whole state, through servers that die and load the log again. Pure and repeatable from its seed.
 */
import { type Inspection, inspectUpdate } from '@alliance/server/core/inspector';
import { Room } from '@alliance/server/core/room';
import { type RoomBatch } from '@alliance/server/core/room-batch';
import { type Effect } from '@alliance/server/core/room-effect';
import { type Member } from '@alliance/server/core/room-member';
import { bodyOf, chipsOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { type PersonId } from '@alliance/shared/identity/person';
import { messageTypes } from '@alliance/shared/sync/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { readSyncMessage, writeSyncStep1 } from 'y-protocols/sync';
import * as Y from 'yjs';

import { type Dice } from './honest-editing.ts';
import { syncFrame } from './raw-socket.ts';
import { type CutBlock, type Desk, editRichly } from './rich-editing.ts';
import { block } from './sync-world.ts';

/** An update that was not taken, and the whole state that it met. */
export interface Untaken {
  readonly inspection: Inspection;
  readonly update: Uint8Array;
  readonly state: Uint8Array;
}

/** What became of honest people. */
export interface HonestEnd {
  /** Updates that arrived: live ones, merged ones and answers to the server's question. */
  readonly updates: number;
  readonly untaken: readonly Untaken[];
  /** Rule or reason of every conversation that a room ended. */
  readonly endings: readonly string[];
  /** Every copy with the document of its room, as loaded from the log. */
  readonly copies: readonly { readonly copy: Y.Doc; readonly loaded: Y.Doc }[];
}

/** Which inspection the rooms ask. */
export type Inspecting = typeof inspectUpdate;

const names = ['nora', 'nora', 'phil', 'hannah'] as readonly string[] as readonly PersonId[];

/** Lets everybody work for so many steps, then lets everything arrive. */
export function honestDay(
  dice: Dice,
  steps: number,
  inspect: Inspecting = inspectUpdate,
): HonestEnd {
  const clipboards = names.map((): CutBlock[] => []);
  const wards = [0, 1, 2].map((index) => new Ward(dice, { index, clipboards, inspect }));
  for (let step = 0; step < steps; step++) wards[dice(wards.length)]?.step();
  const ends = wards.map((ward) => ward.settle());
  return {
    updates: ends.reduce((sum, { updates }) => sum + updates, 0),
    untaken: ends.flatMap(({ untaken }) => untaken),
    endings: ends.flatMap(({ endings }) => endings),
    copies: ends.flatMap(({ copies }) => copies),
  };
}

/** Somebody's copy of a section, and what travels. */
interface Copy extends Desk {
  readonly personId: PersonId;
  /** Undefined while offline. */
  memberId: number | undefined;
  toServer: Uint8Array[];
  toClient: Uint8Array[];
  /** Written while offline. */
  offline: Uint8Array[];
}

interface WardOptions {
  readonly index: number;
  readonly clipboards: readonly CutBlock[][];
  readonly inspect: Inspecting;
}

class Ward {
  readonly #dice: Dice;
  readonly #options: WardOptions;
  readonly #log: Uint8Array[] = [];
  readonly #bound: RoomBatch['bind'] = [];
  readonly #untaken: Untaken[] = [];
  readonly #endings: string[] = [];
  readonly #copies: Copy[];
  #room: Room;
  #batch: RoomBatch | undefined;
  #updates = 0;
  #lastId = 0;
  #lastClient: number;

  constructor(dice: Dice, options: WardOptions) {
    this.#dice = dice;
    this.#options = options;
    this.#lastClient = 1000 * (options.index + 1);
    const seed = createSectionDocument(1);
    bodyOf(seed).insert(0, [block('Walks 20 m with a frame 🦿.'), block('Sleeps well.')]);
    this.#log.push(Y.encodeStateAsUpdate(seed));
    this.#room = this.#load();
    this.#copies = names.map((_name, index) => this.#freshCopy(index));
  }

  step(): void {
    const index = this.#dice(this.#copies.length);
    const copy = this.#copies[index];
    if (copy === undefined) return;
    const kind = this.#dice(60);
    if (kind < 22) editRichly(copy, this.#dice);
    else if (kind < 38) this.#deliver(copy);
    else if (kind < 52) this.#deliverToClient(copy);
    else if (kind < 56) this.#commit();
    else if (kind < 59) this.#comeOrGo(copy);
    else if (this.#dice(8) === 0) this.#restart();
  }

  settle(): HonestEnd {
    while (this.#isBusy()) {
      for (const copy of this.#copies) {
        if (copy.memberId === undefined) this.#connect(copy);
        this.#deliver(copy);
        this.#deliverToClient(copy);
      }
      this.#commit();
    }
    const loaded = createSectionDocument();
    for (const update of this.#log) Y.applyUpdate(loaded, update);
    return {
      updates: this.#updates,
      untaken: this.#untaken,
      endings: this.#endings,
      copies: this.#copies.map(({ doc }) => ({ copy: doc, loaded })),
    };
  }

  #isBusy(): boolean {
    return this.#copies.some(isWaiting) || this.#room.isWaiting;
  }

  /** From the log, or from one snapshot of it, whose garbage is collected. */
  #load(): Room {
    const updates = this.#dice(2) === 0 ? this.#log : [snapshotOf(this.#log)];
    const head = { seq: this.#log.length, hash: new Uint8Array(32) };
    const stored = { documentId: `ward-${this.#options.index}`, incarnation: 'first', head };
    return new Room(
      { ...stored, snapshotSeq: 0, updates, clients: this.#bound },
      (doc, update, sender) => {
        const inspection = this.#options.inspect(doc, update, sender);
        if (inspection.kind === 'refused' && inspection.rule !== 'IN7')
          this.#untaken.push({ inspection, update, state: Y.encodeStateAsUpdate(doc) });
        return inspection;
      },
    );
  }

  /** The server dies: what was not on disk is gone, and everybody comes again with what they have. */
  #restart(): void {
    this.#batch = undefined;
    for (const copy of this.#copies) lose(copy);
    this.#room = this.#load();
  }

  #comeOrGo(copy: Copy): void {
    if (copy.memberId === undefined) return this.#connect(copy);
    if (this.#dice(3) === 0) return;
    this.#perform(this.#room.leave(copy.memberId));
    lose(copy);
  }

  #connect(copy: Copy): void {
    const { doc, personId, offline } = copy;
    copy.memberId = ++this.#lastId;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, messageTypes.sync);
    writeSyncStep1(encoder, doc);
    copy.toServer.push(encoding.toUint8Array(encoder));
    // Some clients send at once what they wrote offline, in one update; the answer to the question brings all of it.
    const sendsAtOnce = offline.length > 0 && this.#dice(2) === 0;
    if (sendsAtOnce) copy.toServer.push(syncFrame('update', Y.mergeUpdates(offline)));
    copy.offline = [];
    this.#perform(this.#room.join(memberOf(copy.memberId, personId)));
  }

  #deliver(copy: Copy): void {
    const frame = copy.toServer.shift();
    if (frame === undefined || copy.memberId === undefined) return;
    if (frame[1] !== 0) this.#updates++;
    this.#perform(this.#room.receive(copy.memberId, frame, true));
  }

  /** As y-websocket reads a frame; what answers, travels back. Some answer with all that they have. */
  #deliverToClient({ doc, toClient, toServer }: Copy): void {
    const frame = toClient.shift();
    if (frame === undefined || frame[0] !== messageTypes.sync) return;
    const decoder = decoding.createDecoder(frame);
    decoding.readVarUint(decoder);
    const isQuestion = frame[1] === 0;
    if (isQuestion && this.#dice(4) === 0) {
      toServer.push(syncFrame('missingUpdates', Y.encodeStateAsUpdate(doc)));
      return;
    }
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, messageTypes.sync);
    readSyncMessage(decoder, encoder, doc, server);
    if (encoding.length(encoder) > 1) toServer.push(encoding.toUint8Array(encoder));
  }

  /** An append begins, or the one that is on its way arrives. */
  #commit(): void {
    if (this.#batch === undefined) {
      this.#batch = this.#room.takeBatch();
      return;
    }
    this.#log.push(...this.#batch.rows.map(({ payload }) => payload));
    this.#bound.push(...this.#batch.bind);
    this.#batch = undefined;
    this.#perform(this.#room.committed({ seq: this.#log.length, hash: new Uint8Array(32) }));
  }

  #perform(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === 'close') this.#end(effect.member, effect.rule ?? effect.reason);
      if (effect.type === 'send')
        this.#tell(effect.payload, ({ memberId }) => memberId === effect.to);
      if (effect.type === 'broadcast')
        this.#tell(
          effect.payload,
          ({ memberId }) =>
            memberId !== undefined &&
            memberId !== effect.except &&
            effect.newcomers?.has(memberId) !== true,
        );
    }
    if (effects.some(({ type }) => type === 'broken')) this.#restart();
  }

  #tell(payload: Uint8Array, to: (copy: Copy) => boolean): void {
    for (const copy of this.#copies) if (to(copy)) copy.toClient.push(payload);
  }

  /** Whoever is refused starts afresh, as our client does. */
  #end(member: number, rule: string): void {
    this.#endings.push(rule);
    const index = this.#copies.findIndex(({ memberId }) => memberId === member);
    if (index >= 0) this.#copies[index] = this.#freshCopy(index);
  }

  #freshCopy(index: number): Copy {
    const doc = createSectionDocument(++this.#lastClient);
    Y.applyUpdate(doc, snapshotOf(this.#log), server);
    const undo = new Y.UndoManager([bodyOf(doc), chipsOf(doc)], { captureTimeout: 0 });
    const copy: Copy = {
      doc,
      undo,
      clipboard: this.#options.clipboards[index] ?? [],
      personId: names[index] ?? ('nora' as PersonId),
      memberId: undefined,
      toServer: [],
      toClient: [],
      offline: [],
    };
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === server) return;
      if (copy.memberId === undefined) copy.offline.push(update);
      else copy.toServer.push(syncFrame('update', update));
    });
    return copy;
  }
}

/** Origin of what comes from the server. */
const server = 'server';

function isWaiting({ memberId, toServer, toClient }: Copy): boolean {
  return memberId === undefined || toServer.length + toClient.length > 0;
}

function lose(copy: Copy): void {
  copy.memberId = undefined;
  copy.toServer = [];
  copy.toClient = [];
}

function snapshotOf(log: readonly Uint8Array[]): Uint8Array {
  const doc = createSectionDocument();
  for (const update of log) Y.applyUpdate(doc, update);
  return Y.encodeStateAsUpdate(doc);
}

function memberOf(id: number, personId: PersonId): Member {
  return {
    id,
    personId,
    seatId: 'seat',
    sessionRef: 'session',
    stamp: '{}',
    wantsAcks: true,
    canStartAfresh: false,
    mayEdit: true,
  };
}
