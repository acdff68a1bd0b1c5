import { type Snapshot } from '@alliance/server/storage/port';
import { openSqliteReplayer } from '@alliance/server/storage/sqlite/open-sqlite-replayer';
import { openSqliteStorage } from '@alliance/server/storage/sqlite/open-sqlite-storage';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { bodyOf } from '@alliance/shared/editor/section-document';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';

import { limits } from '../../server/core/limits.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { diceOf, editHonestly } from './honest-editing.ts';
import { connectRaw, savedIn, syncFrame } from './raw-socket.ts';
import { syncedClient, until, untilDoc } from './stock-client.ts';
import { block, startWorld, textOf } from './sync-world.ts';

const snapshot = 'snapshot-1' as DocumentId;

async function openFolder(folder: string) {
  const storage = await openSqliteStorage({ folder, now: Date.now });
  const replayer = openSqliteReplayer({ folder });
  onTestFinished(() => replayer.close());
  return { storage, replayer };
}

test('[RM4] on a real disk two people write, the server goes, and a new one has the same words', async () => {
  const folder = temporaryFolder();
  const before = await openFolder(folder);
  const world = await startWorld(before);
  const nora = await syncedClient(world, { as: 'nora' });
  const phil = await syncedClient(world, { as: 'phil' });
  const seed = 20_260_302;
  const dice = diceOf(seed);
  for (let edits = 0; edits < 300; edits++) editHonestly((dice(2) === 0 ? nora : phil).doc, dice);
  const isSame = () =>
    Y.encodeStateVector(nora.doc).toString() === Y.encodeStateVector(phil.doc).toString();
  await until(isSame, (check) => {
    for (const { doc } of [nora, phil]) doc.on('update', check);
  });
  bodyOf(nora.doc).insert(0, [block('Last.')]);
  await untilDoc(phil.doc, () => textOf(phil.doc).includes('Last.'));
  const words = textOf(nora.doc);
  await world.sync.close();
  await before.storage.close();

  const again = await startWorld(await openFolder(folder));
  const reader = await syncedClient(again, { as: 'theo' });
  expect({ seed, words: textOf(reader.doc) }).toEqual({ seed, words });
});

test('[RM11] after 2,000 rows a snapshot is kept that the log confirms, and the section opens from it', async () => {
  const folder = temporaryFolder();
  const { storage, replayer } = await openFolder(folder);
  const kept = Promise.withResolvers<void>();
  const watched = new Proxy(storage, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (key === 'putSnapshot') return keepAndTell;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  async function keepAndTell(candidate: Snapshot): Promise<void> {
    await storage.putSnapshot(candidate);
    kept.resolve();
  }
  const world = await startWorld({ storage: watched, replayer });
  const writer = await connectRaw(world, '/sync/snapshot-1?ack=1&schema=1', { as: 'nora' });
  const copy = await syncedClient(world, { as: 'nora' });
  const { doc } = copy;
  copy.provider.disconnect();
  doc.on('update', (update: Uint8Array) => writer.send(syncFrame('update', update)));
  const dice = diceOf(7);
  let sent = 0;
  doc.on('update', () => sent++);
  while (sent < limits.snapshotRows) editHonestly(doc, dice);
  await writer.until(() => (savedIn(writer.frames) === sent ? true : undefined));
  await kept.promise;
  const stored = await storage.loadDocument(snapshot);
  expect(stored?.snapshot?.seq).toBeGreaterThan(limits.snapshotRows);
  expect(world.logged).toEqual([]);
  await world.restart();
  const reader = await syncedClient(world, { as: 'theo' });
  expect(textOf(reader.doc)).toBe(textOf(doc));
});
