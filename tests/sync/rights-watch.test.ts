import { type LogRow } from '@alliance/server/storage/port';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { FakeClock } from '../support/fake-clock.ts';
import { gate } from './faulty-storage.ts';
import { connectRaw, openChannel, savedIn, syncFrame } from './raw-socket.ts';
import { syncedClient, until, untilDoc } from './stock-client.ts';
import {
  type DocumentName,
  type Name,
  type SyncWorld,
  block,
  documentIdOf,
  names,
  personOf,
  startWorld,
  textOf,
} from './sync-world.ts';

const address = '/sync/snapshot-1?ack=1&schema=1';

function words(client: number): Uint8Array {
  const doc = createSectionDocument(client);
  bodyOf(doc).insert(0, [block('Words.')]);
  return syncFrame('update', Y.encodeStateAsUpdate(doc));
}

/** Time stands still there: what happens without any timer of the server, happens at once. */
function stoppedWorld(): Promise<SyncWorld> {
  return startWorld({ timing: { sweepMs: 3_600_000 }, ...new FakeClock(Date.now()).parts });
}

async function rowsOf({ storage }: SyncWorld, name: DocumentName): Promise<readonly LogRow[]> {
  return await storage.readLog({ documentId: documentIdOf(name), afterSeq: 0, limit: 100 });
}

async function peopleIn(world: SyncWorld, name: DocumentName): Promise<readonly string[]> {
  return (await rowsOf(world, name)).map(({ personId }) => personId);
}

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

test('[SY45] where it is known that no record was written since the last sweep, nobody is asked about', async () => {
  const world = await startWorld({ timing: { sweepMs: 5 } });
  let version = 1;
  let looks = 0;
  const listeners = new Set<() => void>();
  const onLook = (check: () => void): void => void listeners.add(check);
  Object.defineProperty(world, 'version', {
    get() {
      looks += 1;
      for (const listener of listeners) listener();
      return version;
    },
  });
  const socket = await connectRaw(world, address, { as: 'phil' });
  /** Who was asked about in the next few sweeps. */
  const askedInSweeps = async (): Promise<readonly Name[]> => {
    const enough = looks + 8;
    world.asked.length = 0;
    await until(() => looks >= enough, onLook);
    return [...world.asked];
  };
  await askedInSweeps();
  expect(await askedInSweeps()).toEqual([]);
  version = 2;
  expect(await askedInSweeps()).toEqual(['phil']);
  expect(await askedInSweeps()).toEqual([]);
  // What could not be answered is asked again, although nothing was written.
  world.unknown.add('phil');
  version = 3;
  await until(() => world.logged.includes('rights.unknown'), onLook);
  world.unknown.delete('phil');
  expect(await askedInSweeps()).toEqual(['phil']);
  expect(await askedInSweeps()).toEqual([]);
  // A record that was written without a word of it is found out by the next sweep.
  world.rights.phil['snapshot-1'] = 'none';
  version = 4;
  expect(await socket.closed).toEqual({ code: 4403, reason: 'revoked' });
});

test('[SY45] who was asked about just before a record was written is asked about again before they are in', async () => {
  const world = await startWorld({ timing: { sweepMs: 3_600_000 } });
  world.version = 1;
  const asked = gate();
  const held = gate();
  world.hold = async () => {
    asked.open();
    await held.closed;
  };
  const coming = connectRaw(world, address, { as: 'phil' });
  await asked.closed;
  world.rights.phil['snapshot-1'] = 'none';
  world.version = 2;
  held.open();
  expect(await (await coming).closed).toEqual({ code: 4404, reason: 'not-found' });
});

test('[SY14] an announced change is a changed right at once, not at the next sweep', async () => {
  const world = await startWorld({ timing: { sweepMs: 3_600_000 } });
  const plain = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'phil' });
  world.rights.phil['snapshot-1'] = 'none';
  world.sync.announce('plan-1');
  expect(await plain.closed).toEqual({ code: 4403, reason: 'revoked' });
});

test('[SY25 B4] a right that is taken away or narrowed reaches live sockets within a second, and not a word after it is kept', async () => {
  const world = await stoppedWorld();
  const plain = await connectRaw(world, address, { as: 'phil' });
  const tab = await connectRaw(world, '/sync', { as: 'nora' });
  await openChannel(tab, 2, 'mobility-1');
  await openChannel(tab, 3, 'snapshot-1');
  world.rights.phil['snapshot-1'] = 'read';
  world.rights.nora['mobility-1'] = 'none';
  await world.sync.rightsChanged({ planId: 'plan-1' });
  plain.send(words(4711));
  tab.on(2, words(4712));
  tab.on(3, words(4713));
  expect(await plain.closed).toEqual({ code: 4403, reason: 'revoked' });
  const close = await tab.until(() => tab.controls.find(({ type }) => type === 'close'));
  expect(close).toEqual({ type: 'close', channel: 2, code: 4403, reason: 'revoked' });
  await tab.until(() => savedIn(tab.framesOn(3)));
  expect(await peopleIn(world, 'snapshot-1')).toEqual(['phil', 'nora']);
  expect(await peopleIn(world, 'mobility-1')).toEqual(['phil']);
});

test('[SY25] a person who is suspended loses every socket within a second', async () => {
  const world = await stoppedWorld();
  const plain = await connectRaw(world, address, { as: 'phil' });
  const tab = await connectRaw(world, '/sync', { as: 'phil' });
  const colleague = await connectRaw(world, '/sync', { as: 'nora' });
  world.signedIn.delete('phil');
  await world.sync.rightsChanged({ personId: personOf('phil').id });
  expect(await plain.closed).toEqual({ code: 4401, reason: 'signed-out' });
  expect(await tab.closed).toEqual({ code: 4401, reason: 'signed-out' });
  expect(colleague.socket.readyState).toBe(colleague.socket.OPEN);
});

test('[SY26] a change asks about those whom it concerns, once each, and about nobody else', async () => {
  const world = await startWorld({ timing: { sweepMs: 3_600_000 } });
  for (const as of names) {
    const tab = await connectRaw(world, '/sync', { as });
    await openChannel(tab, 2, 'snapshot-1');
    await openChannel(tab, 3, 'mobility-1');
    await connectRaw(world, address, { as });
  }
  world.asked.length = 0;
  await world.sync.rightsChanged({ personId: personOf('theo').id });
  expect(world.asked).toEqual(['theo', 'theo']);
  world.asked.length = 0;
  await world.sync.rightsChanged({ planId: 'plan-2' });
  expect(world.asked).toEqual([]);
  await world.sync.rightsChanged({ planId: 'plan-1' });
  expect(world.asked.toSorted()).toEqual(['nora', 'nora', 'phil', 'phil', 'theo', 'theo']);
});

test('[SY27] after a coverage has moved, rows and carets name the new seat, and nobody loses their socket', async () => {
  const world = await startWorld({ timing: { sweepMs: 3_600_000 } });
  const writer = await syncedClient(world, { as: 'phil' });
  const reader = await syncedClient(world, { as: 'theo' });
  const position = { type: null, tname: 'body', item: null, assoc: 0 };
  const cursor = { anchor: position, head: position };
  writer.provider.awareness.setLocalState({ cursor });
  const { awareness } = reader.provider;
  const seen = () => awareness.getStates().get(writer.doc.clientID);
  await until(
    () => seen()?.['cursor'] !== undefined,
    (check) => awareness.on('change', check),
  );
  world.seats.set('phil', { seatId: 'seat-night', disciplineKey: 'physician' });
  await world.sync.rightsChanged({ personId: personOf('phil').id });
  await until(
    () => seen()?.['user']?.disciplineKey === 'physician',
    (check) => awareness.on('change', check),
  );
  expect(seen()?.['cursor']).toEqual(cursor);
  bodyOf(writer.doc).insert(0, [block('By night.')]);
  await untilDoc(reader.doc, () => textOf(reader.doc).includes('By night.'));
  writer.provider.awareness.setLocalState({
    cursor: { ...cursor, head: { ...position, assoc: -1 } },
  });
  await until(
    () => seen()?.['cursor']?.head.assoc === -1,
    (check) => awareness.on('change', check),
  );
  expect(seen()?.['user']?.disciplineKey).toBe('physician');
  const rows = await rowsOf(world, 'snapshot-1');
  expect(rows.at(-1)?.seatId).toBe('seat-night');
  expect(writer.codes).toEqual([]);
});

test('[SY29] an answer that was asked for before a change never undoes what was found after it', async () => {
  const [asked, answer] = [gate(), gate()];
  const world = await startWorld({ timing: { sweepMs: 3_600_000 } });
  const writer = await connectRaw(world, address, { as: 'phil' });
  await writer.until(() => writer.frames[0]);
  world.hold = async () => {
    world.hold = undefined;
    asked.open();
    await answer.closed;
  };
  const early = world.sync.rightsChanged({ planId: 'plan-1' });
  await asked.closed;
  world.seats.set('phil', { seatId: 'seat-night', disciplineKey: 'physician' });
  await world.sync.rightsChanged({ planId: 'plan-1' });
  answer.open();
  await early;
  writer.send(words(4711));
  await writer.until(() => savedIn(writer.frames));
  const rows = await rowsOf(world, 'snapshot-1');
  expect(rows.at(-1)?.seatId).toBe('seat-night');
});

test('[SY29] a right that is taken away while its holder comes in is asked for again', async () => {
  const [asked, answer] = [gate(), gate()];
  const world = await startWorld({ timing: { sweepMs: 3_600_000 } });
  await connectRaw(world, address, { as: 'nora' });
  world.hold = async () => {
    world.hold = undefined;
    asked.open();
    await answer.closed;
  };
  const late = connectRaw(world, address, { as: 'phil' });
  await asked.closed;
  world.rights.phil['snapshot-1'] = 'none';
  await world.sync.rightsChanged({ planId: 'plan-1' });
  answer.open();
  const { closed, frames } = await late;
  expect(await closed).toEqual({ code: 4404, reason: 'not-found' });
  expect(frames).toEqual([]);
});

test("[SY20] a question that cannot be answered hides nobody else's answer", async () => {
  const world = await startWorld({ timing: { sweepMs: 50 } });
  const doubtful = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'nora' });
  const reader = await connectRaw(world, '/sync', { as: 'theo' });
  const revoked = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'phil' });
  world.unknown.add('nora');
  world.signedIn.delete('theo');
  world.rights.phil['snapshot-1'] = 'none';
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
