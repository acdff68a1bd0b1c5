import {
  DamagedDocument,
  type Storage,
  StorageFailed,
  StorageFull,
} from '@alliance/server/storage/port';
import { noMeasures } from '@alliance/server/sync/measures';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { textOf as textOfBlock } from '@alliance/shared/editor/block-text';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { type PersonId } from '@alliance/shared/identity/person';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { faultyStorage, gate } from './faulty-storage.ts';
import { connectRaw, savedIn, syncFrame } from './raw-socket.ts';
import { syncedClient, until, untilDoc } from './stock-client.ts';
import { block, startWorld, textOf } from './sync-world.ts';

const snapshot = 'snapshot-1' as DocumentId;

async function textOnDisk(storage: Storage): Promise<string> {
  const stored = await storage.loadDocument(snapshot);
  const doc = createSectionDocument();
  for (const row of stored?.tail ?? []) Y.applyUpdate(doc, row.payload);
  return textOf(doc);
}

test('[RM1] nothing is relayed, acknowledged or read before it is on disk', async () => {
  const faulty = faultyStorage();
  const world = await startWorld({ storage: faulty.storage });
  const reader = await syncedClient(world, { as: 'theo' });
  const writer = await connectRaw(world, '/sync/snapshot-1?ack=1&schema=1', { as: 'nora' });
  const disk = gate();
  faulty.gate = disk.closed;

  const doc = createSectionDocument(4711);
  bodyOf(doc).insert(0, [block('Not yet.')]);
  writer.send(syncFrame('update', Y.encodeStateAsUpdate(doc)));
  // A reader who comes in now, and the page that the server renders, wait for the disk as well.
  const late = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'phil' });
  late.send(syncFrame('stateVector', new Uint8Array([0])));
  const reading = world.sync.read(snapshot);
  await faulty.firstAppend;
  // Once the server has answered a request that came later, everything before has been looked at.
  await connectRaw(world, '/sync/mobility-1?schema=1', { as: 'nora' });

  expect(textOf(reader.doc)).toBe('Seeded.');
  expect(savedIn(writer.frames)).toBeUndefined();
  expect(late.frames).toEqual([]);

  disk.open();
  await untilDoc(reader.doc, () => textOf(reader.doc).includes('Not yet.'));
  await writer.until(() => (savedIn(writer.frames) === 1 ? true : undefined));
  await late.until(() => late.frames[0]);
  const committed = await reading;
  expect(committed?.head).toBe(2);
  expect(committed?.section.blocks.map(textOfBlock).toSorted()).toEqual(['Not yet.', 'Seeded.']);
});

test('[RM2] every sync step 2 and update is counted, those that change nothing included, and a repeat is not logged', async () => {
  const faulty = faultyStorage();
  const world = await startWorld({ storage: faulty.storage });
  const writer = await connectRaw(world, '/sync/snapshot-1?ack=1&schema=1', { as: 'nora' });
  const doc = createSectionDocument(4711);
  bodyOf(doc).insert(0, [block('Once.')]);
  const update = Y.encodeStateAsUpdate(doc);
  writer.send(syncFrame('missingUpdates', new Uint8Array([0, 0])));
  writer.send(syncFrame('update', update));
  writer.send(syncFrame('missingUpdates', update));
  writer.send(syncFrame('stateVector', new Uint8Array([0])));
  await writer.until(() => (savedIn(writer.frames) === 3 ? true : undefined));
  expect(faulty.appends.flatMap(({ rows }) => rows).length).toBe(1);
  expect(faulty.appends[0]?.rows[0]).toMatchObject({
    personId: 'nora',
    seatId: 'seat-nora',
    sessionRef: 'session-nora',
    format: 'yjs-update-v1',
  });
  expect(faulty.appends[0]?.bind).toEqual([{ clientID: 4711, personId: 'nora' }]);
});

test('[RM3] what comes in while an append is on its way goes in the next one, together', async () => {
  const faulty = faultyStorage();
  const world = await startWorld({ storage: faulty.storage });
  const writer = await connectRaw(world, '/sync/snapshot-1?ack=1&schema=1', { as: 'nora' });
  const disk = gate();
  faulty.gate = disk.closed;
  const doc = createSectionDocument(4711);
  doc.on('update', (update: Uint8Array) => writer.send(syncFrame('update', update)));
  bodyOf(doc).insert(0, [block('0')]);
  await faulty.firstAppend;
  for (let index = 1; index < 20; index++) bodyOf(doc).insert(index, [block(`${index}`)]);
  await connectRaw(world, '/sync/mobility-1?schema=1', { as: 'nora' });
  expect(faulty.appends.map(({ rows }) => rows.length)).toEqual([1]);
  disk.open();
  await writer.until(() => (savedIn(writer.frames) === 20 ? true : undefined));
  expect(faulty.appends.map(({ rows }) => rows.length)).toEqual([1, 19]);
});

test('[RM4] a room that was dropped is loaded again with the same words', async () => {
  const world = await startWorld();
  const nora = await syncedClient(world, { as: 'nora' });
  const phil = await syncedClient(world, { as: 'phil' });
  bodyOf(nora.doc).insert(1, [block('From Nora.')]);
  bodyOf(phil.doc).insert(0, [block('From Phil.')]);
  await untilDoc(nora.doc, () => textOf(nora.doc).includes('From Phil.'));
  await untilDoc(phil.doc, () => textOf(phil.doc).includes('From Nora.'));
  await world.restart();
  const fresh = await syncedClient(world, { as: 'theo' });
  expect(textOf(fresh.doc)).toBe(textOf(nora.doc));
  expect(Y.encodeStateVector(fresh.doc)).toEqual(Y.encodeStateVector(nora.doc));
  expect(await textOnDisk(world.storage)).toBe(textOf(nora.doc));
});

test('[RM5] a full disk loses nothing: readers read on, writers try again, and all is saved when there is space', async () => {
  const faulty = faultyStorage();
  const world = await startWorld({ storage: faulty.storage, timing: { probeMs: 20 } });
  const nora = await syncedClient(world, { as: 'nora' });
  const tab = await connectRaw(world, '/sync', { as: 'theo' });
  await tab.until(() => tab.controls.find(({ type }) => type === 'storage'));
  faulty.fault = new StorageFull('No space.');
  bodyOf(nora.doc).insert(1, [block('Kept.')]);
  await tab.until(() => tab.controls.find((one) => one.type === 'storage' && one.state === 'full'));
  await until(
    () => nora.codes.includes(4503),
    (check) => nora.provider.on('connection-close', check),
  );
  const reader = await syncedClient(world, { as: 'theo' });
  expect(textOf(reader.doc)).toBe('Seeded.');
  expect(await textOnDisk(world.storage)).toBe('Seeded.');

  faulty.fault = undefined;
  await untilDoc(reader.doc, () => textOf(reader.doc).includes('Kept.'));
  expect(await textOnDisk(world.storage)).toBe('Seeded.\nKept.');
  expect(tab.controls.filter(({ type }) => type === 'storage')).toEqual([
    { type: 'storage', state: 'ok' },
    { type: 'storage', state: 'full' },
    { type: 'storage', state: 'ok' },
  ]);
});

test('[RM6] a storage that fails ends every conversation with 4503, and what was not committed is forgotten and sent again', async () => {
  const faulty = faultyStorage();
  const world = await startWorld({ storage: faulty.storage });
  const nora = await syncedClient(world, { as: 'nora' });
  const phil = await syncedClient(world, { as: 'phil' });
  faulty.fault = new StorageFailed('fsync');
  bodyOf(nora.doc).insert(1, [block('Kept.')]);
  await until(
    () => phil.codes.includes(4503),
    (check) => phil.provider.on('connection-close', check),
  );
  expect(await textOnDisk(world.storage)).toBe('Seeded.');
  expect(textOf(phil.doc)).toBe('Seeded.');
  faulty.fault = undefined;
  await untilDoc(phil.doc, () => textOf(phil.doc).includes('Kept.'));
  expect(await textOnDisk(world.storage)).toBe('Seeded.\nKept.');
});

test('[RM7] a log that has moved on without the room ends the room, which then tells the truth', async () => {
  const world = await startWorld();
  const nora = await syncedClient(world, { as: 'nora' });
  const elsewhere = createSectionDocument(815);
  bodyOf(elsewhere).insert(0, [block('Elsewhere.')]);
  const row = {
    payload: Y.encodeStateAsUpdate(elsewhere),
    format: 'yjs-update-v1',
    committedAt: '2026-03-01T00:00:00.000Z',
    personId: 'phil' as never,
    authors: [],
  };
  await world.storage.append({ documentId: snapshot, expectedHead: 1, rows: [row], bind: [] });
  bodyOf(nora.doc).insert(1, [block('Kept.')]);
  await untilDoc(nora.doc, () => textOf(nora.doc).includes('Elsewhere.'));
  await until(
    () => nora.codes.includes(4503),
    (check) => nora.provider.on('connection-close', check),
  );
  const reader = await syncedClient(world, { as: 'theo' });
  await untilDoc(reader.doc, () => textOf(reader.doc).includes('Kept.'));
  expect(textOf(reader.doc)).toContain('Elsewhere.');
});

test('[RM8 C8] a damaged document closes with 4503 and never opens empty', async () => {
  const faulty = faultyStorage();
  const world = await startWorld({ storage: faulty.storage });
  faulty.loadFault = new DamagedDocument(snapshot, 1);
  const plain = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'nora' });
  expect(await plain.closed).toEqual({ code: 4503, reason: 'damaged' });
  expect(plain.frames).toEqual([]);
  const tab = await connectRaw(world, '/sync', { as: 'nora' });
  tab.control({ type: 'open', channel: 2, documentId: 'snapshot-1', schema: 1 });
  const close = await tab.until(() => tab.controls.find(({ type }) => type === 'close'));
  expect(close).toEqual({ type: 'close', channel: 2, code: 4503, reason: 'damaged' });
  await expect(world.sync.read(snapshot)).rejects.toThrow(DamagedDocument);
});

test('[RM8] rows that verify and still are no document are damage as well', async () => {
  const world = await startWorld();
  const row = {
    payload: new Uint8Array([1, 1, 1]),
    format: 'yjs-update-v1',
    committedAt: '2026-03-01T00:00:00.000Z',
    personId: 'phil' as PersonId,
    authors: [],
  };
  await world.storage.append({ documentId: snapshot, expectedHead: 1, rows: [row], bind: [] });
  const plain = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'nora' });
  expect(await plain.closed).toEqual({ code: 4503, reason: 'damaged' });
  await expect(world.sync.read(snapshot)).rejects.toThrow(DamagedDocument);
});

test('[RM8 C8] a load that fails for any other reason opens nothing either, and the next one has every word', async () => {
  const faulty = faultyStorage();
  const world = await startWorld({ storage: faulty.storage });
  faulty.loadFault = new StorageFailed('A page could not be read.');
  const plain = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'nora' });
  expect(await plain.closed).toMatchObject({ code: 4503 });
  expect(plain.frames).toEqual([]);
  await expect(world.sync.read(snapshot)).rejects.toThrow(StorageFailed);
  faulty.loadFault = undefined;
  const reader = await syncedClient(world, { as: 'theo' });
  expect(textOf(reader.doc)).toBe('Seeded.');
});

test('[RM9] an idle document leaves memory and comes back with all its words', async () => {
  let now = Date.parse('2026-03-02T12:00:00Z');
  const rooms: number[] = [];
  const looks = new Set<() => void>();
  const roomsLive = (count: number) => {
    rooms.push(count);
    for (const look of looks) look();
  };
  const world = await startWorld({
    // Every look at the clock is half a second later than the one before.
    now: () => (now += 500),
    measures: { ...noMeasures, roomsLive },
    timing: { sweepMs: 5, roomIdleMs: 1000 },
  });
  const nora = await syncedClient(world, { as: 'nora' });
  const witness = await syncedClient(world, { as: 'theo' });
  bodyOf(nora.doc).insert(1, [block('Kept.')]);
  await untilDoc(witness.doc, () => textOf(witness.doc).includes('Kept.'));
  nora.provider.destroy();
  witness.provider.destroy();
  expect(rooms).toEqual([1]);
  await until(
    () => rooms.at(-1) === 0,
    (check) => looks.add(check),
  );
  const back = await syncedClient(world, { as: 'theo' });
  expect(textOf(back.doc)).toBe('Seeded.\nKept.');
  expect(rooms).toEqual([1, 0, 1]);
});

test('[RM10] closing documents and stopping say goodbye with their codes, when all is on disk', async () => {
  const faulty = faultyStorage();
  const world = await startWorld({ storage: faulty.storage });
  const writer = await connectRaw(world, '/sync/snapshot-1?ack=1&schema=1', { as: 'nora' });
  const other = await connectRaw(world, '/sync/mobility-1?schema=1', { as: 'nora' });
  const disk = gate();
  faulty.gate = disk.closed;
  const doc = createSectionDocument(4711);
  bodyOf(doc).insert(0, [block('Last words.')]);
  writer.send(syncFrame('update', Y.encodeStateAsUpdate(doc)));
  await faulty.firstAppend;
  const closing = world.sync.closeDocuments([snapshot], 4503, 'stopping');
  expect(await writer.closed).toEqual({ code: 4503, reason: 'stopping' });
  disk.open();
  await closing;
  expect(await textOnDisk(world.storage)).toContain('Last words.');
  await world.sync.close();
  expect(await other.closed).toEqual({ code: 4503, reason: 'stopping' });
});
