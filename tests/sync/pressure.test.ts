import { createSectionDocument, bodyOf } from '@alliance/shared/editor/section-document';
import { closeCodes } from '@alliance/shared/sync/close-code';
import { messageTypes, syncSteps } from '@alliance/shared/sync/protocol';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type * as Y from 'yjs';

import { limits } from '../../server/core/limits.ts';
import { faultyStorage, gate } from './faulty-storage.ts';
import {
  type RawSocket,
  connectRaw,
  openChannel,
  refusalIn,
  savedIn,
  syncFrame,
} from './raw-socket.ts';
import { syncedClient } from './stock-client.ts';
import { block, startWorld, textOf } from './sync-world.ts';

const address = '/sync/snapshot-1?ack=1&schema=1';

function isAnswer(frame: Uint8Array): boolean {
  return frame[0] === messageTypes.sync && frame[1] === syncSteps.missingUpdates;
}

/** Sends so many pairs of a page and its deletion: much traffic, a small section. */
function sendPages(writer: RawSocket, doc: Y.Doc, pages: number): number {
  doc.on('update', (update: Uint8Array) => writer.send(syncFrame('update', update)));
  const page = 'x'.repeat(100 * 1024);
  for (let count = 0; count < pages; count++) {
    bodyOf(doc).insert(0, [block(page)]);
    bodyOf(doc).delete(0, 1);
  }
  return 2 * pages;
}

test('[SY17] a fast writer is not read while too much of theirs waits for the disk, and nothing is lost', async () => {
  const faulty = faultyStorage();
  const world = await startWorld({ storage: faulty.storage });
  const writer = await connectRaw(world, address, { as: 'nora' });
  const disk = gate();
  faulty.gate = disk.closed;
  const frames = sendPages(writer, createSectionDocument(4711), 300);
  await faulty.firstAppend;
  // Somebody else's conversation goes on meanwhile.
  const colleague = await syncedClient(world, { as: 'phil', document: 'mobility-1' });
  expect(textOf(colleague.doc)).toBe('Seeded.');
  expect(writer.socket.bufferedAmount).toBeGreaterThan(0);

  disk.open();
  await writer.until(() => (savedIn(writer.frames) === frames ? true : undefined));
  const bytes = faulty.appends.map(({ rows }) =>
    rows.reduce((sum, { payload }) => sum + payload.byteLength, 0),
  );
  expect(Math.max(...bytes)).toBeLessThan(limits.waitingBytesMax + 1024 * 1024);
  expect(writer.socket.readyState).toBe(writer.socket.OPEN);
});

test('[SY17 B7] a reader who does not read is let go with 4503, and the others notice nothing', async () => {
  const world = await startWorld();
  const slow = await connectRaw(world, address, { as: 'theo' });
  slow.socket.pause();
  const colleague = await syncedClient(world, { as: 'phil' });
  const writer = await connectRaw(world, address, { as: 'nora' });
  const closing = vi.spyOn(WebSocket.prototype, 'close');
  onTestFinished(() => closing.mockRestore());
  const isLetGo = () => closing.mock.calls.some(([code]) => code === closeCodes.tryAgain);
  // Not a page more than it takes: whoever does not get to the goodbye in time is cut off without it.
  for (let stretch = 0, frames = 0; stretch < 60 && !isLetGo(); stretch++) {
    frames += sendPages(writer, createSectionDocument(4711 + stretch), 5);
    await writer.until(() => (savedIn(writer.frames) === frames ? true : undefined));
  }
  slow.socket.resume();
  expect(await slow.closed).toEqual({ code: 4503, reason: 'slow-reader' });
  expect(colleague.codes).toEqual([]);
  expect(textOf(colleague.doc)).toBe('Seeded.');
});

test('[RM13] questions that wait for a commit are answered once, however often somebody asks', async () => {
  const faulty = faultyStorage();
  const world = await startWorld({ storage: faulty.storage });
  const writer = await connectRaw(world, address, { as: 'nora' });
  const frames = sendPages(writer, createSectionDocument(4711), 1);
  await writer.until(() => (savedIn(writer.frames) === frames ? true : undefined));
  const disk = gate();
  faulty.gate = disk.closed;
  const asked = faulty.appends.length;
  sendPages(writer, createSectionDocument(4712), 1);
  const reader = await connectRaw(world, '/sync', { as: 'theo' });
  await openChannel(reader, 2, 'snapshot-1');
  while (faulty.appends.length === asked) await new Promise((resolve) => setImmediate(resolve));
  for (let times = 0; times < 1000; times++) {
    reader.on(2, syncFrame('stateVector', new Uint8Array([0])));
    reader.on(2, new Uint8Array([messageTypes.queryAwareness]));
  }
  // Heard after the thousand: the socket keeps the order.
  await openChannel(reader, 3, 'mobility-1');
  expect(reader.framesOn(2).filter(isAnswer)).toEqual([]);
  disk.open();
  await reader.until(() => reader.framesOn(2).find(isAnswer));
  await openChannel(reader, 4, 'mobility-1');
  expect(reader.framesOn(2).filter(isAnswer).length).toBeLessThanOrEqual(2);
});

test("[IN14] what waits for the answer to the server's question is limited in bytes", async () => {
  const world = await startWorld();
  const writer = await connectRaw(world, address, { as: 'nora' });
  const doc = createSectionDocument(4711);
  bodyOf(doc).insert(0, [block('Never sent.')]);
  doc.on('update', (update: Uint8Array) => writer.send(syncFrame('update', update)));
  const page = 'x'.repeat(512 * 1024);
  for (let pages = 0; pages * page.length <= limits.parkedBytesOfPersonMax; pages++)
    bodyOf(doc).insert(0, [block(page)]);
  expect(await writer.closed).toEqual({ code: 4403, reason: 'refused' });
  expect(refusalIn(writer.frames)).toEqual({ frame: 4, rule: 'IN7', section: 'snapshot-1' });
});
