/**
 * Two people who wrote in one section while they were apart come back to its room, as y-websocket speaks, in whatever
 * order their frames and the disk allow. Repeatable from a seed.
 */
import { type HistoryRow } from '@alliance/server/core/merge-history';
import { Room } from '@alliance/server/core/room';
import { type Effect } from '@alliance/server/core/room-effect';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import { type PersonId } from '@alliance/shared/identity/person';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { readSyncMessage, writeSyncStep1 } from 'y-protocols/sync';
import * as Y from 'yjs';

import { type Dice } from '../sync/honest-editing.ts';

/** Somebody who was away. */
interface Returner {
  readonly id: number;
  readonly personId: PersonId;
  readonly doc: Y.Doc;
  readonly toServer: Uint8Array[];
  readonly toClient: Uint8Array[];
  isHere: boolean;
}

/** What somebody does to their copy while they are away. */
export interface Away {
  readonly personId: string;
  readonly client: number;
  readonly write: (doc: Y.Doc) => void;
}

/** The rows of a section that begins with this state, after all have come back. */
export function rowsAfterComingBack(
  state: Uint8Array,
  away: readonly Away[],
  dice: Dice,
): readonly HistoryRow[] {
  const world = new ComingBack(state, away);
  while (!world.isSettled) world.step(dice);
  return world.rows;
}

class ComingBack {
  readonly rows: HistoryRow[] = [];
  readonly #room: Room;
  readonly #people: readonly Returner[];
  #inFlight: readonly HistoryRow[] = [];

  constructor(state: Uint8Array, away: readonly Away[]) {
    this.rows.push(rowOf(1, { personId: 'seed' as PersonId, payload: state, format }));
    this.#room = new Room({
      documentId: 'snapshot-1',
      incarnation: 'first',
      head: { seq: 1, hash: new Uint8Array(32) },
      snapshotSeq: 0,
      updates: [state],
      clients: [],
    });
    this.#people = away.map(({ personId, client, write }, index) => {
      const doc = createSectionDocument(client);
      Y.applyUpdate(doc, state);
      write(doc);
      const id = index + 1;
      return {
        id,
        personId: personId as PersonId,
        doc,
        toServer: [],
        toClient: [],
        isHere: false,
      };
    });
  }

  get isSettled(): boolean {
    return !this.#room.isWaiting && this.#people.every(isSettled);
  }

  step(dice: Dice): void {
    const choice = dice(4);
    if (choice === 0) this.#takeBatch();
    else if (choice === 1) this.#commit();
    else {
      const person = this.#people[dice(this.#people.length)];
      if (person?.isHere === false) this.#join(person);
      else if (person && choice === 2) this.#hear(person);
      else if (person) hearServer(person);
    }
  }

  #join(person: Returner): void {
    const { id, personId, doc, toServer } = person;
    person.isHere = true;
    toServer.push(syncMessage((encoder) => writeSyncStep1(encoder, doc)));
    const member = { id, personId, seatId: 'seat', sessionRef: 'session', stamp: '{}' };
    this.#perform(
      this.#room.join({ ...member, wantsAcks: false, canStartAfresh: false, mayEdit: true }),
    );
  }

  #hear({ id, toServer }: Returner): void {
    const frame = toServer.shift();
    if (frame !== undefined) this.#perform(this.#room.receive(id, frame, true));
  }

  #takeBatch(): void {
    const batch = this.#room.takeBatch();
    if (batch === undefined) return;
    const next = this.rows.length + 1;
    this.#inFlight = batch.rows.map((row, index) => rowOf(next + index, row));
  }

  #commit(): void {
    if (this.#inFlight.length === 0) return;
    this.rows.push(...this.#inFlight);
    this.#inFlight = [];
    const head = { seq: this.rows.length, hash: new Uint8Array(32) };
    this.#perform(this.#room.committed(head));
  }

  #perform(effects: readonly Effect[]): void {
    for (const effect of effects)
      for (const { id, toClient } of this.#people.filter(({ isHere }) => isHere))
        if (isFor(effect, id)) toClient.push(effect.payload);
  }
}

function isSettled({ isHere, toServer, toClient }: Returner): boolean {
  return isHere && toServer.length + toClient.length === 0;
}

function isFor(
  effect: Effect,
  id: number,
): effect is Extract<Effect, { readonly payload: Uint8Array }> {
  if (effect.type === 'send') return effect.to === id;
  if (effect.type !== 'broadcast') return false;
  return effect.except !== id && effect.newcomers?.has(id) !== true;
}

/** As y-websocket reads a frame: what answers, travels back. */
function hearServer({ toClient, toServer, doc }: Returner): void {
  const frame = toClient.shift();
  if (frame === undefined) return;
  const decoder = decoding.createDecoder(frame);
  if (decoding.readVarUint(decoder) !== 0) return;
  const answer = syncMessage((encoder) => readSyncMessage(decoder, encoder, doc, 'server'));
  if (answer.length > 1) toServer.push(answer);
}

function syncMessage(write: (encoder: encoding.Encoder) => unknown): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 0);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

function rowOf(seq: number, row: Pick<HistoryRow, 'personId' | 'payload' | 'format'>): HistoryRow {
  const { personId, payload, format: own } = row;
  const committedAt = new Date(seq * 1000).toISOString();
  return { seq, personId, payload, format: own, committedAt };
}

const format = 'yjs-update-v1';
