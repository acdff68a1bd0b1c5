import { expect, test } from 'vitest';

import { gate } from './faulty-storage.ts';
import { connectRaw, openChannel } from './raw-socket.ts';
import { startWorld } from './sync-world.ts';

test('[SY12] a session that ends takes its sockets with it', async () => {
  const world = await startWorld({ timing: { sweepMs: 10 } });
  const plain = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'phil' });
  const tab = await connectRaw(world, '/sync', { as: 'phil' });
  const stays = await connectRaw(world, '/sync', { as: 'nora' });
  world.signedIn.delete('phil');
  expect(await plain.closed).toEqual({ code: 4401, reason: 'signed-out' });
  expect(await tab.closed).toEqual({ code: 4401, reason: 'signed-out' });
  expect(stays.socket.readyState).toBe(stays.socket.OPEN);
});

test('[SY13] a right that is taken away or narrowed ends the conversation with 4403 within a sweep', async () => {
  const world = await startWorld({ timing: { sweepMs: 10 } });
  const plain = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'phil' });
  const tab = await connectRaw(world, '/sync', { as: 'theo' });
  await openChannel(tab, 2, 'snapshot-1');
  await openChannel(tab, 3, 'mobility-1');
  world.rights.phil['snapshot-1'] = 'read';
  world.rights.theo['mobility-1'] = 'none';
  expect(await plain.closed).toEqual({ code: 4403, reason: 'revoked' });
  const close = await tab.until(() => tab.controls.find(({ type }) => type === 'close'));
  expect(close).toEqual({ type: 'close', channel: 3, code: 4403, reason: 'revoked' });
  expect(tab.controls.filter(({ type }) => type === 'close').length).toBe(1);
});

test('[SY14] an announced change is a changed right at once, not at the next sweep', async () => {
  const world = await startWorld({ timing: { sweepMs: 3_600_000 } });
  const plain = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'phil' });
  world.rights.phil['snapshot-1'] = 'none';
  world.sync.announce('plan-1');
  expect(await plain.closed).toEqual({ code: 4403, reason: 'revoked' });
});

test("[SY20] a question that cannot be answered hides nobody else's answer", async () => {
  const world = await startWorld({ timing: { sweepMs: 3_600_000 } });
  const doubtful = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'nora' });
  const reader = await connectRaw(world, '/sync', { as: 'theo' });
  const revoked = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'phil' });
  world.unknown.add('nora');
  world.signedIn.delete('theo');
  world.rights.phil['snapshot-1'] = 'none';
  world.sync.announce('plan-1');
  expect(await reader.closed).toEqual({ code: 4401, reason: 'signed-out' });
  expect(await revoked.closed).toEqual({ code: 4403, reason: 'revoked' });
  expect(doubtful.socket.readyState).toBe(doubtful.socket.OPEN);
  expect(world.logged).toContain('rights.unknown');
});

test('[SY21] a right that is taken away while the document loads is gone when it is there', async () => {
  const [asked, answer] = [gate(), gate()];
  const world = await startWorld({ timing: { sweepMs: 3_600_000 } });
  const load = world.storage.loadDocument.bind(world.storage);
  world.storage.loadDocument = async (documentId) => {
    asked.open();
    await answer.closed;
    return await load(documentId);
  };
  const late = connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'phil' });
  await asked.closed;
  world.rights.phil['snapshot-1'] = 'none';
  answer.open();
  const { closed, frames } = await late;
  expect(await closed).toEqual({ code: 4404, reason: 'not-found' });
  expect(frames).toEqual([]);
});
