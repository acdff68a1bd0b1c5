import { limits } from '@alliance/server/core/limits';
import { Room } from '@alliance/server/core/room';
import { type Member } from '@alliance/server/core/room-member';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { readSection } from '@alliance/shared/editor/section-json';
import { type PersonId } from '@alliance/shared/identity/person';
import { sectionBytesMax } from '@alliance/shared/limits';
import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { craft } from './crafted-update.ts';
import { diceOf } from './honest-editing.ts';
import { refusalIn, savedIn, syncFrame } from './raw-socket.ts';
import { differingSeed, simulate } from './room-simulation.ts';
import { block } from './sync-world.ts';

const nora: Member = {
  id: 1,
  personId: 'nora' as PersonId,
  seatId: 'seat',
  sessionRef: 'session',
  stamp: '{}',
  wantsAcks: true,
  canStartAfresh: true,
  mayEdit: true,
};

/** A room of these stored updates, with nobody in it. */
function emptyRoom(updates: readonly Uint8Array[]): Room {
  return new Room({
    documentId: 'snapshot-1',
    incarnation: 'first',
    head: { seq: updates.length, hash: new Uint8Array(32) },
    snapshotSeq: 0,
    updates,
    clients: [],
  });
}

/** What stands in a section, without its marks. */
function wordsOf(doc: Y.Doc): readonly unknown[] {
  return readSection(doc).blocks.map(({ name, attributes, inline }) => ({
    name,
    attributes,
    text: inline.map((part) => ('text' in part ? part.text : `<${part.name}>`)).join(''),
  }));
}

/** A state vector of clients that have written nothing. */
function longStateVector(clients: number): Uint8Array {
  return Y.encodeStateVector(
    new Map(Array.from({ length: clients }, (_, index) => [100_000 + index, 0])),
  );
}

test('[IN24 A13] a state vector costs what it is long, and one of far more clients than have ever written is not read', () => {
  const room = emptyRoom([]);
  room.join(nora);
  const unitsFor = (clients: number): number => {
    const frame = syncFrame('stateVector', longStateVector(clients));
    const work = room.receive(1, frame, true).find(({ type }) => type === 'work');
    return work?.type === 'work' ? work.units : Number.NaN;
  };
  expect(unitsFor(10_000) - unitsFor(10)).toBeGreaterThan(9000);
  const tooLong = longStateVector(limits.stateVectorBytesMax / 4);
  expect(room.receive(1, syncFrame('stateVector', tooLong), true)).toMatchObject([
    { type: 'close', code: 4400, reason: 'malformed' },
  ]);
});

test('[IN12 A2] whatever editors do, offline and late, is accepted, and all copies and the log end equal', () => {
  let rows = 0;
  assert(
    property(integer({ min: 1 }), (seed) => {
      const end = simulate(diceOf(seed), 250);
      rows += end.log.length;
      expect(end.endings).toEqual([]);
      for (const doc of end.documents) {
        expect(wordsOf(doc)).toEqual(wordsOf(end.reloaded));
        expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(end.reloaded));
      }
      for (const doc of end.documents.filter((each) => !end.differing.has(each))) {
        expect(readSection(doc)).toEqual(readSection(end.reloaded));
        expect(Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(end.reloaded))).toBe(true);
      }
    }),
    { numRuns: Number(process.env['ALLIANCE_RUNS'] ?? 60) },
  );
  expect(rows).toBeGreaterThan(1000);
});

test("[IN16 A12] a reader's own clean-up is not applied, and the room says that the copy differs", () => {
  const { documents, differing, endings, reloaded } = simulate(diceOf(differingSeed), 250);
  const [reader] = documents.slice(-1);
  expect(endings).toEqual([]);
  expect([...differing]).toEqual([reader]);
  expect(documents.map(wordsOf)).toEqual(documents.map(() => wordsOf(reloaded)));
  // The limit itself: the marks on this reader's screen are not those of the section.
  expect(readSection(reader ?? reloaded)).not.toEqual(readSection(reloaded));
});

test("[SV12] a reader's copy in our client is never different, whatever editors do", () => {
  assert(
    property(integer({ min: 1 }), (seed) => {
      const { documents, differing, endings, reloaded } = simulate(diceOf(seed), 250, 'ours');
      expect([endings, differing.size]).toEqual([[], 0]);
      for (const doc of documents) {
        expect(readSection(doc)).toEqual(readSection(reloaded));
        expect(Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(reloaded))).toBe(true);
      }
    }),
    { numRuns: Number(process.env['ALLIANCE_RUNS'] ?? 60), examples: [[differingSeed]] },
  );
});

test("[IN14] words that build on offline words wait until the answer to the server's question brings these", () => {
  const room = emptyRoom([]);
  const doc = createSectionDocument(4711);
  bodyOf(doc).insert(0, [block('Offline.')]);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  bodyOf(doc).insert(1, [block('Typed on.')]);
  bodyOf(doc).insert(2, [block('And on.')]);

  room.join(nora);
  const parked = updates.flatMap((update) => room.receive(1, syncFrame('update', update), true));
  const answers = parked.filter(({ type }) => type !== 'work');
  expect([answers, room.isWaiting]).toEqual([[], false]);
  room.receive(1, syncFrame('missingUpdates', Y.encodeStateAsUpdate(doc)), true);
  room.takeBatch();
  const effects = room.committed({ seq: 1, hash: new Uint8Array(32) });
  expect(savedIn(effects.flatMap((one) => (one.type === 'send' ? [one.payload] : [])))).toBe(3);
  expect(effects.some(({ type }) => type === 'close')).toBe(false);
  expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVectorFromUpdate(room.encodeState()));
});

/** A frame with so many bytes that builds on words that nobody has sent. */
function danglingFrame(client: number, bytes: number): Uint8Array {
  const lost = { client, clock: 0 };
  const text = 'z'.repeat(bytes);
  return syncFrame(
    'update',
    craft({ client, clock: 9, structs: [{ ref: 'string', origin: lost, text }] }),
  );
}

test('[IN26 A13] one person, on however many sockets, does not take the place of colleagues whose words wait', () => {
  const room = emptyRoom([]);
  const phil: Member = { ...nora, personId: 'phil' as PersonId };
  for (const id of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) room.join({ ...nora, id });
  room.join({ ...phil, id: 11 });
  const large = limits.parkedBytesOfPersonMax / 4;
  const isHeard = (id: number, bytes: number) =>
    !room.receive(id, danglingFrame(5000 + id, bytes), true).some(({ type }) => type === 'close');
  const heard = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].filter((id) => isHeard(id, large));
  expect(heard).toEqual([1, 2, 3]);
  expect([11, 11, 11].map((id) => isHeard(id, large))).toEqual([true, true, true]);
  // Whoever leaves takes along what waited.
  room.leave(1);
  room.join({ ...nora, id: 12 });
  expect(isHeard(12, large)).toBe(true);
});

test('[IN8] a full section refuses more words with 4413 and still lets them be deleted', () => {
  const doc = createSectionDocument(4711);
  const page = 'x'.repeat(64 * 1024);
  for (let pages = 0; pages < 11; pages++) bodyOf(doc).insert(0, [block(page)]);
  const room = emptyRoom([Y.encodeStateAsUpdate(doc)]);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  bodyOf(doc).delete(0, 1);
  bodyOf(doc).insert(0, [block(page)]);
  bodyOf(doc).insert(0, [block(page)]);
  expect(Y.encodeStateAsUpdate(doc).byteLength).toBeGreaterThan(sectionBytesMax);

  room.join(nora);
  for (const update of updates) room.receive(1, syncFrame('update', update), true);
  expect(room.takeBatch()?.rows.length).toBe(2);
  const effects = room.committed({ seq: 3, hash: new Uint8Array(32) });
  const sent = effects.flatMap((effect) => (effect.type === 'send' ? [effect.payload] : []));
  expect(savedIn(sent)).toBe(2);
  expect(refusalIn(sent)).toEqual({ frame: 3, rule: 'IN8', section: 'snapshot-1' });
  expect(effects.find(({ type }) => type === 'close')).toEqual({
    type: 'close',
    member: 1,
    code: 4413,
    reason: 'too-large',
    rule: 'IN8',
  });
});
