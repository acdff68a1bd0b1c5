import { keepMarks } from '@alliance/client/sync/kept-marks';
/**
 * A room with clients and a network without any I/O: every message waits until the dice say that it travels, appends
 * are committed late, clients go offline and come back. Pure and repeatable from its seed.
 */
import { Room } from '@alliance/server/core/room';
import { type Effect, type MemberId } from '@alliance/server/core/room-effect';
import { type Member } from '@alliance/server/core/room-member';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import { type PersonId } from '@alliance/shared/identity/person';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { readSyncMessage, writeSyncStep1 } from 'y-protocols/sync';
import * as Y from 'yjs';

import { type Dice, editHonestly } from './honest-editing.ts';
import { syncFrame } from './raw-socket.ts';

/** One editor with its copy and what travels between it and the server. */
interface Client {
  readonly doc: Y.Doc;
  readonly personId: PersonId;
  readonly mayEdit: boolean;
  /** Undefined while offline. */
  memberId: MemberId | undefined;
  toServer: Uint8Array[];
  toClient: Uint8Array[];
}

/** What a simulation ends with. */
export interface SimulationEnd {
  /** Rule or reason of every conversation that the room ended. */
  readonly endings: readonly string[];
  readonly documents: readonly Y.Doc[];
  /** The copies of which the room said that they may differ. */
  readonly differing: ReadonlySet<Y.Doc>;
  /** A room loaded from the log alone. */
  readonly reloaded: Y.Doc;
  /** The rows in their order: updates of editors, and what the room tidied up after them. */
  readonly log: readonly Uint8Array[];
}

/** Whose code the reader's copy runs: Yjs alone, or what our own client adds for readers. */
export type ReaderCopy = 'stock' | 'ours';

/** With this seed and 250 steps the marks of a stock reader's copy are not those of the section, which is rare. */
export const differingSeed = 1944;

/** Runs editors and one reader for some steps, then lets everything arrive. */
export function simulate(dice: Dice, steps: number, reader: ReaderCopy = 'stock'): SimulationEnd {
  const simulation = new Simulation(dice, reader);
  for (let step = 0; step < steps; step++) simulation.step();
  return simulation.settle();
}

class Simulation {
  readonly #dice: Dice;
  readonly #room = new Room({
    documentId: 'snapshot-1',
    incarnation: 'first',
    head: { seq: 0, hash: new Uint8Array(32) },
    snapshotSeq: 0,
    updates: [],
    clients: [],
  });
  readonly #clients: readonly Client[];
  readonly #log: Uint8Array[] = [];
  readonly #endings: string[] = [];
  readonly #differing = new Set<Y.Doc>();
  #lastId = 0;

  constructor(dice: Dice, reader: ReaderCopy) {
    this.#dice = dice;
    this.#clients = ['nora', 'nora', 'phil', 'theo'].map((name, index) =>
      clientOf(name as PersonId, 1000 + index, name !== 'theo'),
    );
    for (const { doc, mayEdit } of this.#clients) if (!mayEdit && reader === 'ours') keepMarks(doc);
  }

  step(): void {
    const client = this.#clients[this.#dice(this.#clients.length)];
    if (client === undefined) return;
    const choice = this.#dice(12);
    if (choice < 4 && client.mayEdit) editHonestly(client.doc, this.#dice);
    else if (choice < 7) this.#deliverToServer(client);
    else if (choice < 10) deliverToClient(client);
    else if (choice === 10) this.#commit();
    else if (client.memberId === undefined) this.#connect(client);
    else if (this.#dice(4) === 0) this.#disconnect(client);
  }

  settle(): SimulationEnd {
    for (const client of this.#clients) if (client.memberId === undefined) this.#connect(client);
    while (this.#isBusy()) {
      for (const client of this.#clients) {
        this.#deliverToServer(client);
        deliverToClient(client);
      }
      this.#commit();
    }
    const reloaded = createSectionDocument();
    for (const update of this.#log) Y.applyUpdate(reloaded, update);
    const documents = this.#clients.map(({ doc }) => doc);
    return {
      endings: this.#endings,
      documents,
      differing: this.#differing,
      reloaded,
      log: this.#log,
    };
  }

  #isBusy(): boolean {
    const travels = this.#clients.some((one) => one.toServer.length + one.toClient.length > 0);
    return travels || this.#room.isWaiting;
  }

  #connect(client: Client): void {
    client.memberId = ++this.#lastId;
    const member: Member = {
      id: client.memberId,
      personId: client.personId,
      seatId: 'seat',
      sessionRef: 'session',
      stamp: '{}',
      wantsAcks: true,
      canStartAfresh: false,
      mayEdit: client.mayEdit,
    };
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 0);
    writeSyncStep1(encoder, client.doc);
    client.toServer.push(encoding.toUint8Array(encoder));
    this.#perform(this.#room.join(member));
  }

  #disconnect(client: Client): void {
    const { memberId } = client;
    client.memberId = undefined;
    client.toServer = [];
    client.toClient = [];
    if (memberId !== undefined) this.#perform(this.#room.leave(memberId));
  }

  #deliverToServer(client: Client): void {
    const frame = client.toServer.shift();
    if (frame === undefined || client.memberId === undefined) return;
    this.#perform(this.#room.receive(client.memberId, frame, true));
  }

  #commit(): void {
    const batch = this.#room.takeBatch();
    if (batch === undefined) return;
    this.#log.push(...batch.rows.map(({ payload }) => payload));
    const head = { seq: this.#log.length, hash: new Uint8Array(32) };
    this.#perform(this.#room.committed(head));
  }

  #perform(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === 'differs') this.#noteDiffering(effect.member);
      if (effect.type === 'broken') this.#endings.push('broken');
      if (effect.type === 'close') this.#endings.push(effect.rule ?? effect.reason);
      if (effect.type === 'send')
        this.#send(effect.payload, ({ memberId }) => memberId === effect.to);
      if (effect.type === 'broadcast') {
        this.#send(
          effect.payload,
          ({ memberId }) =>
            memberId !== undefined &&
            memberId !== effect.except &&
            effect.newcomers?.has(memberId) !== true,
        );
      }
    }
  }

  #noteDiffering(id: MemberId): void {
    for (const { doc, memberId } of this.#clients) if (memberId === id) this.#differing.add(doc);
  }

  #send(payload: Uint8Array, to: (client: Client) => boolean): void {
    for (const client of this.#clients) if (to(client)) client.toClient.push(payload);
  }
}

function clientOf(personId: PersonId, clientID: number, mayEdit: boolean): Client {
  const doc = createSectionDocument(clientID);
  const client: Client = {
    doc,
    personId,
    mayEdit,
    memberId: undefined,
    toServer: [],
    toClient: [],
  };
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== client && client.memberId !== undefined) {
      client.toServer.push(syncFrame('update', update));
    }
  });
  return client;
}

/** As y-websocket reads a frame: what answers, travels back. */
function deliverToClient(client: Client): void {
  const frame = client.toClient.shift();
  if (frame === undefined) return;
  const decoder = decoding.createDecoder(frame);
  if (decoding.readVarUint(decoder) !== 0) return;
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 0);
  readSyncMessage(decoder, encoder, client.doc, client);
  if (encoding.length(encoder) > 1) client.toServer.push(encoding.toUint8Array(encoder));
}
