/** What a document leaves behind when nobody is there any more, so that it opens quickly the next time. */
import { createMemoryStorage } from '@alliance/server/storage/memory';
import { type Replayer, type Storage } from '@alliance/server/storage/port';
import { createReplayer } from '@alliance/server/storage/replay';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { bodyOf } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';

import { limits } from '../../server/core/limits.ts';
import { connectRaw, savedIn, syncFrame } from './raw-socket.ts';
import { syncedClient, untilDoc } from './stock-client.ts';
import { type SyncWorld, block, startWorld, textOf } from './sync-world.ts';

const snapshot = 'snapshot-1' as DocumentId;

/** A storage that says when a snapshot was put. */
function watchedStorage() {
  const storage = createMemoryStorage();
  const kept = Promise.withResolvers<void>();
  const put = storage.putSnapshot.bind(storage);
  storage.putSnapshot = async (candidate) => {
    await put(candidate);
    kept.resolve();
  };
  return { storage, replayer: createReplayer(storage), kept: kept.promise };
}

/** Writes so many rows, and leaves. Gives the text. */
async function writeRows(world: SyncWorld, rows: number): Promise<string> {
  const writer = await connectRaw(world, '/sync/snapshot-1?ack=1&schema=1', { as: 'nora' });
  const { doc, provider } = await syncedClient(world, { as: 'nora' });
  provider.disconnect();
  doc.on('update', (update: Uint8Array) => writer.send(syncFrame('update', update)));
  for (let row = 0; row < rows; row += 1) {
    bodyOf(doc).insert(0, [block(`Row ${row}.`)]);
    // One row each: a frame is only sent when the one before is on disk.
    await writer.until(() => savedIn(writer.frames) === row + 1 || undefined);
  }
  writer.socket.close();
  await writer.closed;
  return textOf(doc);
}

async function newestSnapshot(storage: Storage): Promise<number | undefined> {
  const stored = await storage.loadDocument(snapshot);
  return stored?.snapshot?.seq;
}

test('[RM21] a document that nobody uses any more rests with a snapshot of all its rows, and opens from it', async () => {
  const { storage, replayer, kept } = watchedStorage();
  const world = await startWorld({ storage, replayer, timing: { sweepMs: 5, roomIdleMs: 1 } });
  const words = await writeRows(world, limits.restingRows + 6);
  await kept;
  const stored = await storage.loadDocument(snapshot);
  expect(stored?.snapshot?.seq).toBe(stored?.head.seq);
  expect(stored?.tail).toEqual([]);
  const reader = await syncedClient(world, { as: 'theo' });
  expect(textOf(reader.doc)).toBe(words);
  expect(world.logged).toEqual([]);
});

test('[RM21] a server that stops leaves such a snapshot too, and none where few rows would have to be read', async () => {
  const { storage, replayer } = watchedStorage();
  const world = await startWorld({ storage, replayer });
  await writeRows(world, 10);
  await world.restart();
  expect(await newestSnapshot(storage)).toBeUndefined();
  const words = await writeRows(world, limits.restingRows);
  await world.restart();
  const stored = await storage.loadDocument(snapshot);
  expect(stored?.snapshot?.seq).toBe(stored?.head.seq);
  const reader = await syncedClient(world, { as: 'theo' });
  expect(textOf(reader.doc)).toBe(words);
});

test('[RM21] what the log does not confirm is not kept, and the document opens from its rows', async () => {
  const { storage } = watchedStorage();
  const replayer: Replayer = { verify: async () => 'different', close: async () => undefined };
  const world = await startWorld({ storage, replayer });
  const words = await writeRows(world, limits.restingRows + 6);
  await world.restart();
  expect(world.logged).toContain('snapshot.refused');
  expect(await newestSnapshot(storage)).toBeUndefined();
  const reader = await syncedClient(world, { as: 'theo' });
  expect(textOf(reader.doc)).toBe(words);
});

test('[RM21] a server stops although a proof never ends', async () => {
  const { storage } = watchedStorage();
  const asked = Promise.withResolvers<void>();
  const proof = Promise.withResolvers<'timeout'>();
  const replayer: Replayer = {
    verify: () => {
      asked.resolve();
      return proof.promise;
    },
    close: async () => undefined,
  };
  const due: (() => void)[] = [];
  const world = await startWorld({
    storage,
    replayer,
    now: Date.now,
    later: (run, ms) => {
      if (ms === limits.stopSnapshotsMs) due.push(run);
      return () => undefined;
    },
  });
  await writeRows(world, limits.restingRows + 6);
  const stopped = world.sync.close();
  await asked.promise;
  for (const run of due) run();
  await stopped;
  expect(await newestSnapshot(storage)).toBeUndefined();
  proof.resolve('timeout');
});

test('[RM22] [RM8] a snapshot whose bytes are no document closes with 4503 and never opens empty', async () => {
  const { storage } = watchedStorage();
  const world = await startWorld({ storage });
  const head = (await storage.loadDocument(snapshot))?.head;
  const { seq, hash } = head ?? { seq: 0, hash: new Uint8Array() };
  const state = Uint8Array.of(9, 9, 9);
  await storage.putSnapshot({ documentId: snapshot, seq, rowHash: hash, state });
  const reader = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'theo' });
  expect(await reader.closed).toEqual({ code: 4503, reason: 'damaged' });
  expect(reader.frames).toEqual([]);
});

test('[RM22] who comes to such a document first gets the stored bytes in one answer', async () => {
  const { storage, replayer } = watchedStorage();
  const world = await startWorld({ storage, replayer });
  const words = await writeRows(world, limits.restingRows + 6);
  await world.restart();
  const stored = await storage.loadDocument(snapshot);
  const reader = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'theo' });
  reader.send(syncFrame('stateVector', Uint8Array.of(0)));
  const state = stored?.snapshot?.state ?? new Uint8Array();
  const answer = syncFrame('missingUpdates', state);
  await reader.until(() => reader.frames.find((frame) => Buffer.compare(frame, answer) === 0));
  expect(reader.frames.filter((frame) => frame.length >= state.length).length).toBe(1);
  const writer = await syncedClient(world, { as: 'nora' });
  bodyOf(writer.doc).insert(0, [block('Later.')]);
  const copy = await syncedClient(world, { as: 'theo' });
  await untilDoc(copy.doc, () => textOf(copy.doc) === `Later.\n${words}`);
});
