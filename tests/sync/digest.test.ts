import { CopyDigest } from '@alliance/client/sync/copy-digest';
import { type Tab } from '@alliance/client/sync/tab';
import { createMemoryStorage } from '@alliance/server/storage/memory';
import { noMeasures } from '@alliance/server/sync/measures';
import { digestOfKnown, digestOfUnits } from '@alliance/shared/editor/document-digest';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { messageTypes } from '@alliance/shared/sync/protocol';
import * as encoding from 'lib0/encoding';
import { expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';

import { limits } from '../../server/core/limits.ts';
import { docOf, liveSection, tabFor, textIn, type, whenSaved, whenState } from './client-tab.ts';
import { type RawSocket, connectRaw } from './raw-socket.ts';
import { type Name, type SyncWorld, block, documentIdOf, startWorld } from './sync-world.ts';

const tabOf = (world: SyncWorld, name: Name): Tab => tabFor(world.url, name, `person=${name}`);

test('[SV20 A11] a copy that reads otherwise than the section is noticed by itself and replaced', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
  const world = await startWorld();
  const nora = await liveSection(tabOf(world, 'nora'), 'snapshot-1');
  const phil = await liveSection(tabOf(world, 'phil'), 'snapshot-1');
  type(phil, ' Walks alone.');
  await expect.poll(() => textIn(nora)).toBe('Seeded. Walks alone.');
  await whenSaved(phil);
  const before = docOf(nora);
  spoil(before);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(docOf(nora)).toBe(before);
  await vi.advanceTimersByTimeAsync(31_000);
  await whenState(nora, ({ live }) => live !== undefined && live.doc !== before);
  expect(textIn(nora)).toBe('Seeded. Walks alone.');
  expect(world.logged.filter((event) => event === 'copy.differs')).toHaveLength(1);
  expect(nora.state.get().save.kind).not.toBe('not-saved');
});

test('[SY42] a copy is replaced when it differs twice in the same way, not while something may be on its way, nor for what it alone knows', async () => {
  const world = await startWorld();
  const tab = await openedBy(world, 'theo');
  const doc = await copyFrom(tab);
  const honest = digestOf(doc);
  for (let times = 0; times < 3; times++) tab.on(2, honest);
  // It knows other words: that is not compared.
  const other = createSectionDocument(4711);
  bodyOf(other).insert(0, [block('Elsewhere.')]);
  for (let times = 0; times < 3; times++) tab.on(2, digestOf(other));
  spoil(doc);
  tab.on(2, digestOf(doc));
  tab.on(2, honest);
  tab.on(2, digestOf(doc));
  await answered(tab);
  expect(tab.controls.some(({ type: kind }) => kind === 'close')).toBe(false);
  tab.on(2, digestOf(doc));
  await tab.until(() => tab.controls.find(({ type: kind }) => kind === 'close'));
  expect(tab.controls.at(-1)).toMatchObject({ code: 4503, reason: 'copy-differs' });
});

test('[SY42] a digest of another length than ours is read no further: its channel is closed', async () => {
  const world = await startWorld();
  const known = digestOfKnown(Y.encodeStateVector(await copyFrom(await openedBy(world, 'theo'))));
  for (const [first, second] of [
    [known, new Uint8Array(900_000)],
    [known, new Uint8Array(7)],
    [new Uint8Array(0), known],
  ] as const) {
    const tab = await openedBy(world, 'theo');
    await copyFrom(tab);
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, messageTypes.digest);
    encoding.writeVarUint8Array(encoder, first);
    encoding.writeVarUint8Array(encoder, second);
    tab.on(2, encoding.toUint8Array(encoder));
    const closed = await tab.until(() => tab.controls.find(({ type: kind }) => kind === 'close'));
    expect(closed).toMatchObject({ code: 4400, reason: 'malformed' });
  }
});

test('[SY43] a document in memory that reads otherwise than its log is counted, closed and loaded from the log again, once', async () => {
  const storage = createMemoryStorage();
  const seen: string[] = [];
  const documentDiverged = (): void => void seen.push('diverged');
  const replayer = { verify: async () => 'different' as const, close: async () => undefined };
  const measures = { ...noMeasures, documentDiverged };
  const world = await startWorld({ storage, replayer, measures });
  await fillLog(world, limits.snapshotRows - 1);
  const nora = await liveSection(tabOf(world, 'nora'), 'snapshot-1');
  const before = docOf(nora);
  type(nora, ' One.');
  await whenState(nora, ({ live }) => live !== undefined && live.doc !== before);
  await whenSaved(nora);
  expect(textIn(nora)).toBe('Seeded. One.');
  expect(world.logged).toContain('document.diverged');
  const after = docOf(nora);
  type(nora, ' Two.');
  await whenSaved(nora);
  expect(docOf(nora)).toBe(after);
  expect(seen).toEqual(['diverged']);
});

test('[SV21] a digest of a section of 100 kB takes milliseconds, and a slow device makes one every five minutes', () => {
  const doc = createSectionDocument(4711);
  bodyOf(doc).insert(
    0,
    Array.from({ length: 200 }, () => block('Walks with one helper to the bathroom. '.repeat(13))),
  );
  expect(Y.encodeStateAsUpdate(doc).length).toBeGreaterThan(100_000);
  digestOfUnits(doc);
  const before = process.cpuUsage();
  for (let times = 0; times < 10; times++) digestOfUnits(doc);
  const { user } = process.cpuUsage(before);
  // Four were measured; this is for busy machines.
  expect(user / 10_000).toBeLessThan(50);

  vi.useFakeTimers();
  let clock = 0;
  const slow = vi.spyOn(performance, 'now').mockImplementation(() => (clock += 20));
  onTestFinished(() => void [slow.mockRestore(), vi.useRealTimers()]);
  let sent = 0;
  const digest = new CopyDigest(
    createSectionDocument(4712),
    () => true,
    () => (sent += 1),
  );
  const after = (ms: number): number => {
    digest.changed();
    vi.advanceTimersByTime(ms);
    return sent;
  };
  expect([after(4_000), after(6_000), after(60_000), after(250_000)]).toEqual([0, 1, 1, 2]);
  digest.stop();
});

/** Changes a word in a copy past Yjs, as a fault of its memory or its code would. */
function spoil(doc: Y.Doc): void {
  for (const structs of doc.store.clients.values())
    for (const struct of structs)
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentString)
        struct.content.str = struct.content.str.replaceAll('e', 'a');
}

function digestOf(doc: Y.Doc): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageTypes.digest);
  encoding.writeVarUint8Array(encoder, digestOfKnown(Y.encodeStateVector(doc)));
  encoding.writeVarUint8Array(encoder, digestOfUnits(doc) ?? new Uint8Array(8));
  return encoding.toUint8Array(encoder);
}

async function openedBy(world: SyncWorld, name: Name): Promise<RawSocket> {
  const raw = await connectRaw(world, '/sync', { as: name });
  raw.control({ type: 'open', channel: 2, documentId: 'snapshot-1', schema: 1 });
  await raw.until(() => raw.controls.find(({ type: kind }) => kind === 'opened'));
  return raw;
}

/** What is stored, as a copy of it is. */
async function copyFrom(tab: RawSocket): Promise<Y.Doc> {
  const doc = createSectionDocument();
  tab.on(2, new Uint8Array([0, 0, 1, 0]));
  const frame = await tab.until(() => tab.framesOn(2).find(isAnswer));
  Y.applyUpdate(doc, frame.subarray(frame.length < 131 ? 3 : 4));
  return doc;
}

function isAnswer(frame: Uint8Array): boolean {
  return frame[0] === 0 && frame[1] === 1;
}

/** Waits until everything that was sent before has been heard. */
async function answered(tab: RawSocket): Promise<void> {
  const count = tab.framesOn(2).length;
  tab.on(2, new Uint8Array([0, 0, 1, 0]));
  await tab.until(() => (tab.framesOn(2).length > count ? true : undefined));
}

/** Writes so many rows that say nothing visible. */
async function fillLog({ storage }: SyncWorld, wanted: number): Promise<void> {
  const documentId = documentIdOf('snapshot-1');
  const stored = await storage.loadDocument(documentId);
  const [seed] = stored?.tail ?? [];
  if (stored === undefined || seed === undefined) throw new Error('The section was seeded');
  const { payload, format, committedAt, personId } = seed;
  const row = { payload, format, committedAt, personId, authors: [] };
  const rows = Array.from({ length: wanted - stored.head.seq }, () => row);
  await storage.append({ documentId, expectedHead: stored.head.seq, rows, bind: [] });
}
