/**
 * Presence under a hostile hand: people come, go, move to another seat and say whatever they like, and everybody's own
 * y-protocols awareness hears what the room tells.
 */
import assert from 'node:assert/strict';

import {
  decodeAwarenessUpdate,
  encodeAwarenessUpdate,
} from '@alliance/server/core/awareness-update';
import { Room } from '@alliance/server/core/room';
import { type Effect, type MemberId } from '@alliance/server/core/room-effect';
import { type PersonId } from '@alliance/shared/identity/person';
import { awarenessBytesMax } from '@alliance/shared/limits';
import { messageTypes } from '@alliance/shared/sync/protocol';
import * as decoding from 'lib0/decoding';
import { expect, test } from 'vitest';
import { Awareness, applyAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';

import { type Dice, diceOf } from './honest-editing.ts';
import { awarenessFrame } from './raw-socket.ts';

const runs = Number(process.env['ALLIANCE_RUNS'] ?? 120);
const steps = 60;
const people = ['nora', 'phil', 'theo'] as const;

/** Somebody's connection, with what they hear. */
interface Connected {
  readonly id: MemberId;
  readonly person: (typeof people)[number];
  readonly awareness: Awareness;
}

class Hall {
  readonly #dice: Dice;
  readonly #room = new Room({
    documentId: 'snapshot-1',
    incarnation: 'first',
    head: { seq: 0, hash: new Uint8Array(32) },
    snapshotSeq: 0,
    updates: [],
    clients: [],
  });
  readonly #here = new Map<MemberId, Connected>();
  /** Every client id that somebody has named, so that the next may steal it. */
  readonly #ids = [1, 16, 2 ** 31, 2 ** 32 - 1, 2 ** 40, 4711];
  /** What was relayed last of each client. */
  readonly #clocks = new Map<number, number>();
  /** Who spoke for each client last: only the others are told. */
  readonly #speakerOf = new Map<number, MemberId>();
  #lastId = 0;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  step(): void {
    const kind = this.#dice(12);
    if (kind < 2 || this.#here.size < 2) this.#come();
    else if (kind === 2) this.#go();
    else if (kind === 3) this.#move();
    else if (kind === 4) this.#perform(this.#room.endPresenceStretch());
    else this.#speak();
  }

  /** Everybody hears the same of everybody, and nothing of who is gone. */
  settle(): void {
    this.#perform(this.#room.endPresenceStretch());
    const speakers: MemberId[] = [];
    for (const [client, speaker] of this.#speakerOf) {
      const listeners = [...this.#here.values()].filter(({ id }) => id !== speaker);
      const states = listeners.map(({ awareness }) => awareness.getStates().get(client));
      assert.ok(
        new Set(states.map((state) => JSON.stringify(state))).size <= 1,
        `two views of ${client}`,
      );
      if (states[0] !== undefined) speakers.push(speaker);
    }
    assert.deepEqual(
      speakers.filter((id) => !this.#here.has(id)),
      [],
      'gone and still seen',
    );
    assert.equal(new Set(speakers).size, speakers.length, 'seen twice');
    for (const { awareness } of this.#here.values()) awareness.destroy();
  }

  #come(): void {
    if (this.#here.size >= 6) return;
    const id = ++this.#lastId;
    const person = people[this.#dice(people.length)] ?? 'nora';
    const doc = new Y.Doc();
    // Never one that anybody speaks for: it would not believe what it hears of itself.
    doc.clientID = 1_000_000 + id;
    const awareness = new Awareness(doc);
    awareness.setLocalState(null);
    this.#here.set(id, { id, person, awareness });
    const member = { id, personId: person as PersonId, sessionRef: 's', wantsAcks: true };
    this.#perform(
      this.#room.join({ ...member, ...this.#place(person), canStartAfresh: true }),
      true,
    );
  }

  #place(person: string): { seatId: string; stamp: string; mayEdit: boolean } {
    const seatId = `seat-${this.#dice(3)}`;
    return { seatId, stamp: JSON.stringify({ personId: person, seatId }), mayEdit: true };
  }

  #go(): void {
    const gone = this.#someone();
    this.#here.delete(gone.id);
    gone.awareness.destroy();
    this.#perform(this.#room.leave(gone.id));
  }

  #move(): void {
    const { id, person } = this.#someone();
    this.#perform(this.#room.permit(id, this.#place(person)));
  }

  #speak(): void {
    const { id } = this.#someone();
    const entries = Array.from({ length: 1 + this.#dice(3) }, () => ({
      client: this.#client(),
      clock: this.#clock(),
      state: this.#state(),
    }));
    const update = encodeAwarenessUpdate(entries);
    const cut = this.#dice(40) === 0 ? update.subarray(0, update.length - 1) : update;
    this.#perform(this.#room.receive(id, awarenessFrame(cut), true));
  }

  #client(): number {
    if (this.#dice(3) === 0) this.#ids.push(17 + this.#dice(2 ** 31));
    return this.#ids[this.#dice(this.#ids.length)] ?? 17;
  }

  #clock(): number {
    const kind = this.#dice(10);
    if (kind === 0) return 2 ** 40;
    return kind === 1 ? 2 ** 31 - this.#dice(3) : this.#dice(50);
  }

  #state(): string {
    const user = { personId: people[this.#dice(people.length)], seatId: 'seat-of-the-king' };
    const position = { type: null, tname: 'body', item: { client: 1, clock: 2 }, assoc: 0 };
    const states: readonly string[] = [
      'null',
      '{',
      '[]',
      JSON.stringify({ user, secret: 'words' }),
      JSON.stringify({ user, cursor: { anchor: position, head: { ...position, secret: 'x' } } }),
      JSON.stringify({ cursor: { anchor: 'x'.repeat(5000), head: position } }),
      `${'['.repeat(5000)}${']'.repeat(5000)}`,
      '{"__proto__":{"user":{"personId":"phil"}},"cursor":null}',
      'x'.repeat(100_000),
    ];
    return states[this.#dice(states.length)] ?? 'null';
  }

  #someone(): Connected {
    const all = [...this.#here.values()];
    const one = all[this.#dice(all.length)];
    if (one === undefined) throw new Error('Nobody is here.');
    return one;
  }

  /** What somebody is told alone is about the others when they come; later it is what they said, by their own clock. */
  #perform(effects: readonly Effect[], isGreeting = false): void {
    for (const effect of effects) {
      if (effect.type === 'close') this.#leave(effect.member);
      if (effect.type === 'send' && isGreeting) this.#tell(effect.to, effect.payload);
      if (effect.type !== 'broadcast') continue;
      this.#check(effect.payload, effect.except);
      for (const id of this.#here.keys()) if (id !== effect.except) this.#tell(id, effect.payload);
    }
  }

  #leave(id: MemberId): void {
    this.#here.get(id)?.awareness.destroy();
    this.#here.delete(id);
  }

  #tell(id: MemberId, frame: Uint8Array): void {
    const update = awarenessIn(frame);
    const listener = this.#here.get(id);
    if (update === undefined || listener === undefined) return;
    for (const { state } of decodeAwarenessUpdate(update) ?? []) checkShape(state);
    applyAwarenessUpdate(listener.awareness, update, 'room');
  }

  /** What others hear of a speaker is the speaker's, in their name, by growing clocks. */
  #check(frame: Uint8Array, speaker: MemberId): void {
    const update = awarenessIn(frame);
    const person = this.#here.get(speaker)?.person;
    for (const { client, clock, state } of (update && decodeAwarenessUpdate(update)) ?? []) {
      // Whoever leaves says so by the clock that they had.
      const before = this.#clocks.get(client) ?? 0;
      assert.ok(state === 'null' ? clock >= before : clock > before, 'a clock that does not grow');
      this.#clocks.set(client, clock);
      this.#speakerOf.set(client, speaker);
      if (state === 'null' || person === undefined) continue;
      const { user } = JSON.parse(state) as { readonly user: { readonly personId: string } };
      assert.equal(user.personId, person, 'another name');
    }
  }
}

function checkShape(state: string): void {
  assert.ok(state.length <= awarenessBytesMax, 'too long');
  if (state === 'null') return;
  const parsed = JSON.parse(state) as Record<string, Record<string, unknown>>;
  assert.deepEqual(
    Object.keys(parsed).filter((key) => key !== 'user' && key !== 'cursor'),
    [],
  );
  assert.deepEqual(Object.keys(parsed['user'] ?? {}), ['personId', 'seatId']);
  assert.doesNotMatch(state, /king|secret/);
}

function awarenessIn(frame: Uint8Array): Uint8Array | undefined {
  const decoder = decoding.createDecoder(frame);
  return decoding.readVarUint(decoder) === messageTypes.awareness
    ? decoding.readVarUint8Array(decoder)
    : undefined;
}

test('[PR14 B6] whatever anybody says, everybody is seen under their own name, once per connection, and nobody who is gone', () => {
  const failed: string[] = [];
  for (let seed = 1; seed <= runs; seed++) {
    const hall = new Hall(diceOf(seed * 7919));
    try {
      for (let step = 0; step < steps; step++) hall.step();
      hall.settle();
    } catch (error) {
      failed.push(`seed ${seed}: ${String(error)}`);
    }
  }
  expect(failed).toEqual([]);
});
