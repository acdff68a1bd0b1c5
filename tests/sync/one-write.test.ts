import { Socket } from 'node:net';

import { encodeAwarenessUpdate } from '@alliance/server/core/awareness-update';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { messageTypes } from '@alliance/shared/sync/protocol';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';

import { faultyStorage, gate } from './faulty-storage.ts';
import { awarenessFrame, connectRaw, savedIn, syncFrame } from './raw-socket.ts';
import { block, startWorld } from './sync-world.ts';

test('[RM17] what a commit brings a member leaves in one write: words, then the caret behind them, and the acknowledgement', async () => {
  const faulty = faultyStorage();
  const world = await startWorld({ storage: faulty.storage });
  const reader = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'theo' });
  const writer = await connectRaw(world, '/sync/snapshot-1?ack=1&schema=1', { as: 'nora' });
  await Promise.all([reader.until(() => reader.frames[0]), writer.until(() => writer.frames[0])]);
  const disk = gate();
  faulty.gate = disk.closed;

  const doc = createSectionDocument(4711);
  bodyOf(doc).insert(0, [block('Two steps.')]);
  writer.send(syncFrame('update', Y.encodeStateAsUpdate(doc)));
  writer.send(
    awarenessFrame(
      encodeAwarenessUpdate([{ client: 4711, clock: 1, state: JSON.stringify({ cursor: null }) }]),
    ),
  );
  await faulty.firstAppend;
  // Once the server has answered a request that came later, everything before has been looked at.
  await connectRaw(world, '/sync/mobility-1?schema=1', { as: 'nora' });
  const before = [reader, writer].map(({ frames }) => frames.length);

  const writes = vi.spyOn(Socket.prototype, 'write');
  disk.open();
  await reader.until(() => reader.frames[(before[0] ?? 0) + 1]);
  await writer.until(() => writer.frames[(before[1] ?? 0) + 1]);
  const ofServer = writes.mock.contexts.filter(
    (one) => one instanceof Socket && one.localPort === world.port,
  );
  writes.mockRestore();

  expect(ofServer).toHaveLength(2);
  expect(new Set(ofServer).size).toBe(2);
  const told = reader.frames.slice(before[0]);
  expect(told.map(([type]) => type)).toEqual([messageTypes.sync, messageTypes.awareness]);
  expect(savedIn(writer.frames)).toBe(1);
});
