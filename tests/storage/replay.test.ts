import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';

import { createMemoryStorage } from '../../server/storage/memory.ts';
import { type Replayer, type Snapshot, type Storage } from '../../server/storage/port.ts';
import { createReplayer } from '../../server/storage/replay.ts';
import { openSqliteReplayer } from '../../server/storage/sqlite/open-sqlite-replayer.ts';
import { opened, openedSample, tamper } from './opened.ts';
import { audit, nurse, row, sampleWorld, textA } from './sample-world.ts';
import { temporaryFolder } from './temporary-folder.ts';

interface Bench {
  readonly storage: Storage;
  readonly replayer: Replayer;
}

const world = {
  ...sampleWorld,
  documents: [{ documentId: textA, incarnation: 'first', rows: [], clients: [] }],
  looked: [],
};

async function inMemory(): Promise<Bench> {
  const storage = createMemoryStorage();
  await storage.replaceWorld(world, audit('world.replace'));
  return { storage, replayer: createReplayer(storage) };
}

async function inSqlite(): Promise<Bench> {
  const folder = temporaryFolder();
  const storage = await openedSample(folder);
  await storage.replaceWorld(world, audit('world.replace'));
  return { storage, replayer: replayerOf(folder) };
}

function replayerOf(folder: string, timeLimitMs = 20_000): Replayer {
  const replayer = openSqliteReplayer({ folder, timeLimitMs });
  onTestFinished(() => replayer.close());
  return replayer;
}

/** Types into a live document and appends each change; returns the live state as a candidate. */
async function type(storage: Storage, doc: Y.Doc, words: readonly string[]): Promise<Snapshot> {
  const payloads: Uint8Array[] = [];
  const keep = (update: Uint8Array): unknown => payloads.push(update);
  doc.on('update', keep);
  for (const word of words) bodyOf(doc).push([new Y.XmlText(word)]);
  doc.off('update', keep);
  const expectedHead = (await storage.loadDocument(textA))?.head.seq ?? 0;
  const rows = payloads.map((payload) => row(nurse, payload));
  const { head } = await storage.append({ documentId: textA, expectedHead, rows, bind: [] });
  return {
    documentId: textA,
    seq: head.seq,
    rowHash: head.hash,
    state: Y.encodeStateAsUpdate(doc),
  };
}

describe.each([
  ['memory', inMemory],
  ['SQLite', inSqlite],
])('the replayer over %s', (_, bench) => {
  test('[ST26] the state that the log gives is equal, from nothing and from an older snapshot', async () => {
    const { storage, replayer } = await bench();
    const doc = createSectionDocument(16);
    const first = await type(storage, doc, ['one', 'two']);
    const second = await type(storage, doc, ['three']);
    expect(await replayer.verify(first)).toBe('equal');
    await storage.putSnapshot(first);
    expect(await replayer.verify(second)).toBe('equal');
    await storage.putSnapshot(second);
    const stored = await storage.loadDocument(textA);
    expect([stored?.snapshot?.seq, stored?.tail.length]).toEqual([3, 0]);
  });

  test('[ST26] a state with a word more, a word less, another row or broken bytes is different', async () => {
    const { storage, replayer } = await bench();
    const doc = createSectionDocument(16);
    const first = await type(storage, doc, ['one']);
    const second = await type(storage, doc, ['two']);
    bodyOf(doc).delete(0, 1);
    const verdicts = await Promise.all(
      [
        { ...second, state: Y.encodeStateAsUpdate(doc) },
        { ...second, state: first.state },
        { ...second, rowHash: first.rowHash },
        { ...second, seq: 9 },
        { ...second, state: Uint8Array.of(9, 9, 9) },
      ].map((candidate) => replayer.verify(candidate)),
    );
    expect(verdicts).toEqual(['different', 'different', 'different', 'different', 'different']);
    expect(await replayer.verify(second)).toBe('equal');
  });
});

test('[ST26] a log that does not verify proves nothing', async () => {
  const folder = temporaryFolder();
  const storage = await openedSample(folder);
  await storage.replaceWorld(world, audit('world.replace'));
  const candidate = await type(storage, createSectionDocument(16), ['one', 'two']);
  await storage.close();
  tamper(folder, `UPDATE log SET personId = 'other' WHERE seq = 1`);
  await opened(folder);
  expect(await replayerOf(folder).verify(candidate)).toBe('different');
});

test('[ST26] a replay that takes too long is given up, and the next one is served', async () => {
  const folder = temporaryFolder();
  const storage = await openedSample(folder);
  await storage.replaceWorld(world, audit('world.replace'));
  const doc = createSectionDocument(16);
  const candidate = await type(
    storage,
    doc,
    Array.from({ length: 3000 }, () => 'word'),
  );
  const hasty = replayerOf(folder, 1);
  expect(await hasty.verify(candidate)).toBe('timeout');
  expect(await replayerOf(folder).verify(candidate)).toBe('equal');
  await hasty.close();
  expect(await hasty.verify(candidate)).toBe('timeout');
});
