import { stampState } from '@alliance/server/core/awareness-update';
import { limits } from '@alliance/server/core/limits';
import { WorkMeter, WorkMeters } from '@alliance/server/core/work-meter';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { syncSteps } from '@alliance/shared/sync/protocol';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { connectRaw, savedIn, syncFrame } from './raw-socket.ts';
import { block, startWorld } from './sync-world.ts';

test('[IN24] a session has its burst at once, then it rests until as much has come back as it took', () => {
  const meter = new WorkMeter();
  expect(meter.take(limits.workBurst, 1000)).toBe(0);
  expect(meter.take(50 * limits.workPerMs, 1000)).toBe(50);
  expect(meter.take(0, 1030)).toBe(20);
  expect(meter.take(0, 1050)).toBe(0);
  expect(meter.take(limits.workBurst, 100_000)).toBe(0);
  expect(meter.take(1000 * limits.workBurst, 100_000)).toBe(limits.restMaxMs);
});

test('[IN24] sessions do not rest for each other, and a clock that is set back gives nothing away', () => {
  const meters = new WorkMeters();
  expect(meters.take('one', 2 * limits.workBurst, 1000)).toBeGreaterThan(0);
  expect(meters.take('two', limits.workBurst, 1000)).toBe(0);
  expect(meters.take('two', limits.workPerMs, 500)).toBe(1);
});

/** A section of many small structs, and a state vector that knows half of it. */
function manyStructs(): { readonly update: Uint8Array; readonly half: Uint8Array } {
  const doc = createSectionDocument(4711);
  const add = () => {
    doc.transact(() => {
      for (let count = 0; count < 2500; count++) bodyOf(doc).insert(0, [block('x')]);
    });
  };
  add();
  const half = Y.encodeStateVector(doc);
  add();
  return { update: Y.encodeStateAsUpdate(doc), half };
}

test('[IN24 A13] whoever asks without end is slowed down and not closed, and nobody else waits for the answers', async () => {
  const world = await startWorld();
  const { update, half } = manyStructs();
  const writer = await connectRaw(world, '/sync/mobility-1?schema=1&ack=1', { as: 'nora' });
  writer.send(syncFrame('update', update));
  await writer.until(() => savedIn(writer.frames));
  const asker = await connectRaw(world, '/sync/mobility-1?schema=1', { as: 'theo' });
  await asker.until(() => asker.frames[0]);
  const colleague = await connectRaw(world, '/sync/snapshot-1?schema=1&ack=1', { as: 'phil' });
  await colleague.until(() => colleague.frames[0]);
  // Seconds of rest, however busy the machine is.
  const questions = 120;
  const answers = () => asker.frames.filter(([, step]) => step === syncSteps.missingUpdates).length;
  for (let count = 0; count < questions; count++) asker.send(syncFrame('stateVector', half));
  await asker.until(() => (answers() > 0 ? true : undefined));
  const doc = createSectionDocument(4712);
  bodyOf(doc).insert(0, [block('Meanwhile.')]);
  colleague.send(syncFrame('update', Y.encodeStateAsUpdate(doc)));
  await colleague.until(() => savedIn(colleague.frames));
  expect(answers()).toBeLessThan(questions);
  await asker.until(() => (answers() === questions ? true : undefined));
  expect(asker.socket.readyState).toBe(asker.socket.OPEN);
});

test("[IN25] a client's presence that is too long is not even read", () => {
  const caret = { cursor: { anchor: { type: null }, head: { type: null } } };
  const padded = (length: number) => JSON.stringify({ ...caret, padding: 'x'.repeat(length) });
  expect(stampState(padded(100), '{}')).toContain('cursor');
  expect(stampState(padded(limits.awarenessStateLengthMax), '{}')).toBeUndefined();
});
