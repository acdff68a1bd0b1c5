/** Rights at the moment in which words become durable: between inspecting and committing somebody may lose theirs. */
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { faultyStorage, gate } from './faulty-storage.ts';
import { type RawSocket, connectRaw, openChannel, savedIn, syncFrame } from './raw-socket.ts';
import { type StockClient, syncedClient, untilDoc } from './stock-client.ts';
import { type SyncWorld, block, documentIdOf, personOf, startWorld, textOf } from './sync-world.ts';

function words(client: number, text: string): Uint8Array {
  const doc = createSectionDocument(client);
  bodyOf(doc).insert(0, [block(text)]);
  return syncFrame('update', Y.encodeStateAsUpdate(doc));
}

/** Says something in the snapshot, and waits until the server has taken it: it answers in order. */
async function say(tab: RawSocket, freeChannel: number, text: string): Promise<void> {
  tab.on(2, words(4700 + freeChannel, text));
  await openChannel(tab, freeChannel, 'mobility-1');
}

async function peopleIn({ storage }: SyncWorld): Promise<readonly string[]> {
  const documentId = documentIdOf('snapshot-1');
  const rows = await storage.readLog({ documentId, afterSeq: 0, limit: 100 });
  return rows.map(({ personId }) => personId);
}

async function tabOf(world: SyncWorld, as: 'nora' | 'phil'): Promise<RawSocket> {
  const tab = await connectRaw(world, '/sync', { as });
  await openChannel(tab, 2, 'snapshot-1');
  return tab;
}

async function hears(client: StockClient, text: string): Promise<void> {
  await untilDoc(client.doc, () => textOf(client.doc).includes(text));
}

test('[SY30 A14] what somebody wrote before their right was taken away, and nobody had committed, is not committed', async () => {
  const world = await startWorld();
  const [phil, nora] = [await tabOf(world, 'phil'), await syncedClient(world, { as: 'nora' })];
  await world.sync.changeRights({ planId: 'plan-1' }, async () => {
    bodyOf(nora.doc).insert(0, [block('Nora stays.')]);
    await say(phil, 11, 'Phil goes.');
    world.rights.phil['snapshot-1'] = 'read';
  });
  const reader = await syncedClient(world, { as: 'theo' });
  await hears(reader, 'Nora stays.');
  expect(textOf(reader.doc)).not.toContain('Phil goes.');
  expect(await peopleIn(world)).toEqual(['phil', 'nora']);
  const close = await phil.until(() => phil.controls.find(({ type }) => type === 'close'));
  expect(close).toEqual({ type: 'close', channel: 2, code: 4403, reason: 'revoked' });
  expect(savedIn(phil.framesOn(2))).toBe(undefined);
});

test('[SY30] a change that takes nothing away costs nobody a word or a socket', async () => {
  const world = await startWorld();
  const [phil, nora] = [await tabOf(world, 'phil'), await syncedClient(world, { as: 'nora' })];
  const result = await world.sync.changeRights({ planId: 'plan-1' }, async () => {
    await say(phil, 11, 'Written meanwhile.');
    expect(await peopleIn(world)).toEqual(['phil']);
    return 'written';
  });
  expect(result).toBe('written');
  await phil.until(() => savedIn(phil.framesOn(2)));
  await hears(nora, 'Written meanwhile.');
  expect(nora.codes).toEqual([]);
});

test.each(['left', 'unknown'] as const)(
  '[SY30] whoever has %s when rights have changed is not known to have theirs: their words are not committed',
  async (fate) => {
    const world = await startWorld();
    const phil = await tabOf(world, 'phil');
    const change = world.sync.changeRights({ personId: personOf('phil').id }, async () => {
      await say(phil, 11, 'Phil goes.');
      if (fate === 'unknown') world.unknown.add('phil');
      else phil.control({ type: 'close', channel: 2 });
      if (fate === 'left') await openChannel(phil, 12, 'mobility-1');
      throw new Error('The write failed.');
    });
    await expect(change).rejects.toThrow('The write failed.');
    const nora = await tabOf(world, 'nora');
    await say(nora, 13, 'Nora stays.');
    await nora.until(() => savedIn(nora.framesOn(2)));
    expect(await peopleIn(world)).toEqual(['phil', 'nora']);
  },
);

test('[SY30] whoever writes and could not be asked about when rights changed comes in anew', async () => {
  const world = await startWorld();
  const phil = await tabOf(world, 'phil');
  await world.sync.changeRights({ planId: 'plan-1' }, async () => {
    world.rights.phil['snapshot-1'] = 'read';
    world.unknown.add('phil');
  });
  const end = { type: 'close', channel: 2, code: 4503, reason: 'storage-failed' };
  expect(await phil.until(() => phil.controls.find(({ type }) => type === 'close'))).toEqual(end);
});

test('[SY30] somebody else’s change waits for nobody and costs nobody anything', async () => {
  const world = await startWorld();
  const phil = await tabOf(world, 'phil');
  await world.sync.changeRights({ planId: 'plan-2' }, async () => {
    phil.on(2, words(4711, 'Phil goes on.'));
    await phil.until(() => savedIn(phil.framesOn(2)));
  });
  expect(await peopleIn(world)).toEqual(['phil', 'phil']);
});

test('[SY30] while an append is on its way, what was gathered behind it by somebody who loses their right is not committed', async () => {
  const faulty = faultyStorage();
  const world = await startWorld({ storage: faulty.storage });
  const [phil, nora] = [await tabOf(world, 'phil'), await syncedClient(world, { as: 'nora' })];
  const disk = gate();
  faulty.gate = disk.closed;
  await say(phil, 11, 'Handed over.');
  await faulty.firstAppend;
  await say(phil, 12, 'Too late.');
  world.rights.phil['snapshot-1'] = 'none';
  await world.sync.rightsChanged({ planId: 'plan-1' });
  disk.open();
  await hears(nora, 'Handed over.');
  bodyOf(nora.doc).insert(0, [block('Nora stays.')]);
  const reader = await syncedClient(world, { as: 'theo' });
  await hears(reader, 'Nora stays.');
  expect(textOf(reader.doc)).not.toContain('Too late.');
  expect(await peopleIn(world)).toEqual(['phil', 'phil', 'nora']);
});
