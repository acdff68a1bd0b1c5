import { createSectionDocument, bodyOf } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';
import type * as Y from 'yjs';

import { limits } from '../../server/core/limits.ts';
import { faultyStorage, gate } from './faulty-storage.ts';
import { type RawSocket, connectRaw, savedIn, syncFrame } from './raw-socket.ts';
import { syncedClient } from './stock-client.ts';
import { block, startWorld, textOf } from './sync-world.ts';

const address = '/sync/snapshot-1?ack=1&schema=1';

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

test('[SY17] a reader who does not read is let go with 4503, and the others notice nothing', async () => {
  const world = await startWorld();
  const slow = await connectRaw(world, address, { as: 'theo' });
  slow.socket.pause();
  const colleague = await syncedClient(world, { as: 'phil' });
  const writer = await connectRaw(world, address, { as: 'nora' });
  const frames = sendPages(writer, createSectionDocument(4711), 300);
  await writer.until(() => (savedIn(writer.frames) === frames ? true : undefined));
  slow.socket.resume();
  expect(await slow.closed).toEqual({ code: 4503, reason: 'slow-reader' });
  expect(colleague.codes).toEqual([]);
  expect(textOf(colleague.doc)).toBe('Seeded.');
});
