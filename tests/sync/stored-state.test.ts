/** A document that is still the bytes of its snapshot behaves like one that was made of them. */
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { inspectUpdate } from '../../server/core/inspector.ts';
import { RoomDocument } from '../../server/core/room-document.ts';
import { Room } from '../../server/core/room.ts';
import { diceOf, editHonestly } from './honest-editing.ts';
import { liveHistory } from './honest-history.ts';
import { block } from './sync-world.ts';

const nothing = Uint8Array.of(0);
const sender = { mayEdit: true, owns: () => true };

function stateAfter(updates: readonly Uint8Array[]): Uint8Array {
  const doc = createSectionDocument();
  for (const update of updates) Y.applyUpdate(doc, update);
  return Y.encodeStateAsUpdate(doc);
}

const asSnapshot = (state: Uint8Array) =>
  new RoomDocument({ updates: [state], isSnapshot: true }, inspectUpdate);

const asRows = (state: Uint8Array) =>
  new RoomDocument({ updates: [state], isSnapshot: false }, inspectUpdate);

test('[RM22] whoever has nothing yet gets the very bytes of the snapshot', () => {
  const state = stateAfter(liveHistory(diceOf(3), 60).log);
  const document = asSnapshot(state);
  document.encodeStateVector();
  expect(document.missing(nothing)?.update).toBe(state);
  expect(document.encodeState()).toBe(state);
  // A document that was made of them writes them anew.
  expect(asRows(state).missing(nothing)?.update).not.toBe(state);
});

/** A room whose last row is the ninth. */
const roomAt = (snapshotSeq: number, updates: readonly Uint8Array[]) =>
  new Room({
    documentId: 'snapshot-1',
    incarnation: 'first',
    head: { seq: 9, hash: new Uint8Array(32) },
    snapshotSeq,
    updates,
    clients: [],
  });

test('[RM22] a room stands on the bytes of a snapshot at its last row, and on no others', () => {
  const state = stateAfter(liveHistory(diceOf(3), 60).log);
  expect(roomAt(9, [state]).encodeState()).toBe(state);
  expect(roomAt(0, [state]).encodeState()).not.toBe(state);
  expect(roomAt(8, [state, Uint8Array.of(0, 0)]).encodeState()).not.toBe(state);
});

test('[RM22] a document of bytes answers, judges and takes like one that was loaded', () => {
  let taken = 0;
  assert(
    property(integer({ min: 1 }), (seed) => {
      const dice = diceOf(seed);
      const { log } = liveHistory(dice, 30);
      const state = stateAfter(log);
      const [bytes, loaded] = [asSnapshot(state), asRows(state)];
      expect(Y.decodeStateVector(bytes.encodeStateVector())).toEqual(
        Y.decodeStateVector(loaded.encodeStateVector()),
      );
      const copy = createSectionDocument(4711);
      Y.applyUpdate(copy, stateAfter(log.slice(0, dice(log.length + 1))));
      const known = Y.encodeStateVector(copy);
      expect(bytes.beyond(known)).toEqual(loaded.beyond(known));
      expect(asSnapshot(state).missing(known)?.update).toEqual(loaded.missing(known)?.update);
      Y.applyUpdate(copy, state);
      const before = Y.encodeStateVector(copy);
      editHonestly(copy, dice);
      const update = Y.encodeStateAsUpdate(copy, before);
      const inspection = bytes.inspect(update, sender);
      expect(inspection).toEqual(loaded.inspect(update, sender));
      if (inspection.kind !== 'change') return;
      taken += 1;
      expect(bytes.apply(inspection)).toEqual(loaded.apply(inspection));
      expect(bytes.missing(nothing)?.update).toEqual(loaded.missing(nothing)?.update);
    }),
    { numRuns: 60 },
  );
  expect(taken).toBeGreaterThan(20);
});

test('[RM22] bytes that are no whole state make no document', () => {
  const doc = createSectionDocument(4711);
  bodyOf(doc).insert(0, [block('First.')]);
  const before = Y.encodeStateVector(doc);
  bodyOf(doc).insert(1, [block('Second.')]);
  const later = Y.encodeStateAsUpdate(doc, before);
  expect(() => asSnapshot(later)).toThrow('beginning');
  expect(() => asSnapshot(Uint8Array.of(9, 9, 9))).toThrow('end of array');
});
