import { StorageFailed } from '@alliance/server/storage/port';
import { type SyncServer } from '@alliance/server/sync/ports';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { faultyStorage, gate } from './faulty-storage.ts';
import { connectRaw, savedIn, syncFrame } from './raw-socket.ts';
import { block, startWorld, textOf } from './sync-world.ts';

const snapshot = 'snapshot-1' as DocumentId;
const path = '/sync/snapshot-1?ack=1&schema=1';

function commits(sync: SyncServer): { readonly heard: string[]; readonly stop: () => void } {
  const heard: string[] = [];
  return { heard, stop: sync.onCommitted((documentId) => heard.push(documentId)) };
}

test('[RM14] what the rest of the server sees in a document is on disk', async () => {
  const faulty = faultyStorage();
  const world = await startWorld({ storage: faulty.storage });
  const writer = await connectRaw(world, path, { as: 'nora' });
  const disk = gate();
  faulty.gate = disk.closed;
  const doc = createSectionDocument(4711);
  bodyOf(doc).insert(0, [block('Not yet.')]);
  writer.send(syncFrame('update', Y.encodeStateAsUpdate(doc)));
  await faulty.firstAppend;
  let isAnswered = false;
  const looking = world.sync.look(snapshot, textOf).then((answer) => {
    isAnswered = true;
    return answer;
  });
  // Once the server has answered a request that came later, an answer that did not wait would be there.
  await connectRaw(world, '/sync/mobility-1?schema=1', { as: 'nora' });
  expect(isAnswered).toBe(false);
  disk.open();
  const looked = await looking;
  expect(looked?.head).toBe(2);
  expect(looked?.seen).toContain('Not yet.');
  expect(await world.sync.look('nothing' as DocumentId, textOf)).toBeUndefined();
});

test('[RM14] what was seen and never got to the disk is looked at again', async () => {
  const faulty = faultyStorage();
  const world = await startWorld({ storage: faulty.storage });
  const writer = await connectRaw(world, path, { as: 'nora' });
  const disk = gate();
  faulty.gate = disk.closed;
  faulty.fault = new StorageFailed('Planted.');
  const doc = createSectionDocument(4711);
  bodyOf(doc).insert(0, [block('Never.')]);
  writer.send(syncFrame('update', Y.encodeStateAsUpdate(doc)));
  await faulty.firstAppend;
  const looking = world.sync.look(snapshot, textOf);
  disk.open();
  expect(await looking).toEqual({ head: 1, seen: 'Seeded.' });
});

test('[RM14] a look that fails costs nobody anything', async () => {
  const world = await startWorld();
  const broken = world.sync.look(snapshot, () => {
    throw new RangeError('Planted.');
  });
  await expect(broken).rejects.toThrow(RangeError);
  expect(await world.sync.look(snapshot, textOf)).toEqual({ head: 1, seen: 'Seeded.' });
  expect(world.logged).toEqual([]);
});

test('[RM15] whoever listens hears of a commit once per batch, when it is on disk', async () => {
  const faulty = faultyStorage();
  const world = await startWorld({ storage: faulty.storage });
  const { heard, stop } = commits(world.sync);
  const writer = await connectRaw(world, path, { as: 'nora' });
  const disk = gate();
  faulty.gate = disk.closed;
  const doc = createSectionDocument(4711);
  doc.on('update', (update: Uint8Array) => writer.send(syncFrame('update', update)));
  bodyOf(doc).insert(0, [block('One.')]);
  await faulty.firstAppend;
  for (let edits = 0; edits < 50; edits++) bodyOf(doc).insert(0, [block('More.')]);
  await connectRaw(world, '/sync/mobility-1?schema=1', { as: 'nora' });
  expect(heard).toEqual([]);
  disk.open();
  await writer.until(() => (savedIn(writer.frames) === 51 ? true : undefined));
  expect(heard).toEqual(faulty.appends.map(({ documentId }) => documentId));
  expect(heard.length).toBeLessThan(51);
  stop();
  bodyOf(doc).insert(0, [block('Unheard.')]);
  await writer.until(() => (savedIn(writer.frames) === 52 ? true : undefined));
  expect(heard.length).toBe(faulty.appends.length - 1);
});
