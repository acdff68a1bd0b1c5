/** Client ids through real sockets: forged, squatted, and used again after the server has forgotten what it can forget. */
import { ClientOwners } from '@alliance/server/core/client-owners';
import { limits } from '@alliance/server/core/limits';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { craft } from './crafted-update.ts';
import {
  type RawSocket,
  connectRaw,
  openChannel,
  refusalIn,
  savedIn,
  syncFrame,
} from './raw-socket.ts';
import {
  type Name,
  type SyncWorld,
  block,
  documentIdOf,
  personOf,
  startWorld,
  textOf,
} from './sync-world.ts';

const plain = '/sync/snapshot-1?ack=1&schema=1';

/** One block under a client id, as its first words there. */
function firstWords(client: number, words: string): Uint8Array {
  const doc = createSectionDocument(client);
  bodyOf(doc).insert(0, [block(words)]);
  return Y.encodeStateAsUpdate(doc);
}

async function sendAs(world: SyncWorld, name: Name, update: Uint8Array): Promise<RawSocket> {
  const socket = await connectRaw(world, plain, { as: name });
  socket.send(syncFrame('update', update));
  return socket;
}

async function saved(socket: RawSocket): Promise<void> {
  await socket.until(() => (savedIn(socket.frames) === 1 ? true : undefined));
}

async function refused(socket: RawSocket): Promise<string | undefined> {
  expect(await socket.closed).toEqual({ code: 4403, reason: 'refused' });
  return refusalIn(socket.frames)?.rule;
}

async function storedWords(world: SyncWorld): Promise<string> {
  const stored = await world.storage.loadDocument(documentIdOf('snapshot-1'));
  const doc = createSectionDocument();
  if (stored?.snapshot !== undefined) Y.applyUpdate(doc, stored.snapshot.state);
  for (const { payload } of stored?.tail ?? []) Y.applyUpdate(doc, payload);
  return textOf(doc);
}

test("[IN2 A4] words in a colleague's name are refused, before and after the server was started anew", async () => {
  const world = await startWorld();
  await saved(await sendAs(world, 'nora', firstWords(4711, 'Hers.')));
  const forged = craft({ client: 4711, clock: 7, structs: [{ ref: 'string', text: 'x' }] });
  expect(await refused(await sendAs(world, 'phil', forged))).toBe('IN2');
  await world.restart();
  expect(await refused(await sendAs(world, 'phil', forged))).toBe('IN2');
  expect(await refused(await sendAs(world, 'phil', firstWords(4711, 'More than hers.')))).toBe(
    'IN2',
  );
  expect((await storedWords(world)).split('\n').toSorted()).toEqual(['Hers.', 'Seeded.']);
});

test('[IN34 A4] whoever names ids without end makes the room forget their own, and nobody else loses one', () => {
  const [nora, phil, mallory] = [personOf('nora').id, personOf('phil').id, personOf('theo').id];
  const owners = new ClientOwners([]);
  let next = 1000;
  const [hers] = owners.leaseNew(nora, 4, () => next++);
  owners.leaseAgain(hers ?? 0, nora);
  const named = Array.from({ length: 3 * limits.leasesMax }, (_, index) => 1_000_000 + index);
  for (const client of named) owners.leaseAgain(client, mallory);
  expect(owners.isFreeFor(hers ?? 0, phil)).toBe(false);
  const kept = named.filter((client) => !owners.isFreeFor(client, phil));
  expect(kept).toEqual(named.slice(-limits.leasesOfPersonMax));
  // What is used goes on being known: the latest are kept.
  const [first = 0] = kept;
  owners.leaseAgain(first, mallory);
  owners.leaseAgain(5_000_000, mallory);
  expect(owners.isFreeFor(first, phil)).toBe(false);
});

test("[IN2 A4] an id that was handed out to a colleague is not to be had, neither with words nor with garbage in her words' place", async () => {
  const world = await startWorld();
  const tab = await connectRaw(world, '/sync', { as: 'nora' });
  const { clientIDs } = await openChannel(tab, 2, 'snapshot-1');
  const [hers = 0] = clientIDs;
  const garbage = craft({ client: hers, clock: 0, structs: [{ ref: 'gc', length: 1_000_000 }] });
  for (const update of [garbage, firstWords(hers, 'His.')])
    expect(await refused(await sendAs(world, 'phil', update))).toBe('IN2');
  tab.on(2, syncFrame('update', firstWords(hers, 'Hers.')));
  await tab.until(() => savedIn(tab.framesOn(2)));
  expect(await storedWords(world)).toContain('Hers.');
});

test('[IN2 A4] after a restart an id stays with whoever wrote under it first, and is free for them', async () => {
  const world = await startWorld();
  const doc = createSectionDocument(4711);
  bodyOf(doc).insert(0, [block('Before.')]);
  await saved(await sendAs(world, 'nora', Y.encodeStateAsUpdate(doc)));
  await world.restart();
  const known = Y.encodeStateVector(doc);
  bodyOf(doc).insert(1, [block('After.')]);
  await saved(await sendAs(world, 'nora', Y.encodeStateAsUpdate(doc, known)));
  expect(await storedWords(world)).toContain('Before.\nAfter.');
});
