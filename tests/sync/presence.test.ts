import { createMemoryStorage } from '@alliance/server/storage/memory';
import { StorageFailed } from '@alliance/server/storage/port';
import { type StampedUser } from '@alliance/shared/sync/channel';
import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import { type Awareness } from 'y-protocols/awareness';

import { serverForTest } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';
import { gate } from './faulty-storage.ts';
import {
  type RawSocket,
  awarenessFrame,
  connectRaw,
  connectSignedIn,
  openChannel,
} from './raw-socket.ts';
import { syncedClient, until } from './stock-client.ts';
import { personOf, startWorld } from './sync-world.ts';

const nora: StampedUser = {
  personId: 'nora',
  name: 'Nora Tester',
  disciplineKey: 'rehab-nurse',
  isSimulated: false,
};

function changed(awareness: Awareness, holds: () => boolean): Promise<void> {
  return until(holds, (check) => awareness.on('update', check));
}

function entry(client: number, clock: number, state: unknown): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarString(encoder, JSON.stringify(state));
  return awarenessFrame(encoding.toUint8Array(encoder));
}

test('[PR1] the server writes who somebody is; of what a client says only the cursor stays', async () => {
  const world = await startWorld();
  const writer = await syncedClient(world, { as: 'nora' });
  const reader = await syncedClient(world, { as: 'theo' });
  const position = { type: null, tname: 'body', item: null, assoc: 0 };
  writer.provider.awareness.setLocalState({
    user: { name: 'Dr Somebody Else' },
    cursor: { anchor: { ...position, secret: 'x' }, head: position, secret: 'x' },
    note: 'plan content',
  });
  const seen = reader.provider.awareness.getStates();
  await changed(
    reader.provider.awareness,
    () => seen.get(writer.doc.clientID)?.['cursor'] !== undefined,
  );
  expect(seen.get(writer.doc.clientID)).toEqual({
    user: nora,
    cursor: { anchor: position, head: position },
  });
});

test('[PR2] nobody speaks for a client id of somebody else, present or gone', async () => {
  const world = await startWorld();
  const writer = await syncedClient(world, { as: 'nora' });
  const reader = await syncedClient(world, { as: 'theo' });
  const id = writer.doc.clientID;
  const seen = reader.provider.awareness.getStates();
  await changed(reader.provider.awareness, () => seen.has(id));

  const spoofer = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'phil' });
  spoofer.send(entry(id, 1000, { cursor: null }));
  spoofer.send(entry(id, 1001, null));
  spoofer.send(entry(99_999, 1, {}));
  await changed(reader.provider.awareness, () => seen.has(99_999));
  expect(seen.get(id)).toEqual({ user: nora });

  writer.provider.destroy();
  await changed(reader.provider.awareness, () => !seen.has(id));
  spoofer.send(entry(id, 2000, {}));
  spoofer.send(entry(99_999, 2, { cursor: undefined }));
  spoofer.send(entry(99_999, 3, null));
  await changed(reader.provider.awareness, () => !seen.has(99_999));
  expect(seen.has(id)).toBe(false);
});

test('[PR3] each heartbeat is answered to its sender, stamped, and relayed to the others', async () => {
  const world = await startWorld();
  const other = await syncedClient(world, { as: 'theo' });
  const sender = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'nora' });
  sender.send(entry(4711, 1, {}));
  sender.send(entry(4711, 2, {}));
  const answer = entry(4711, 2, { user: nora });
  await sender.until(() => sender.frames.find((frame) => Buffer.compare(frame, answer) === 0));
  const { awareness } = other.provider;
  await changed(awareness, () => awareness.meta.get(4711)?.clock === 3);
  expect(awareness.getStates().get(4711)).toEqual({ user: nora });
});

test('[PR10] a caret that moves without pause is told 30 times in a second, and at last where it is', async () => {
  const world = await startWorld();
  const watcher = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'theo' });
  await watcher.until(() => watcher.frames[0]);
  const sender = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'nora' });
  const moves = 2000;
  for (let clock = 1; clock <= moves; clock++) sender.send(entry(4711, clock, {}));
  const isHeard = (clock: number) => {
    const frame = entry(4711, clock, { user: nora });
    return (heard: Uint8Array) => Buffer.compare(heard, frame) === 0;
  };
  // The server's own clock for the others starts one later (PR4).
  await watcher.until(() => watcher.frames.find(isHeard(moves + 1)));
  await sender.until(() => sender.frames.find(isHeard(moves)));
  const told = watcher.frames.filter((frame) => frame[0] === 1);
  // Thirty and one at the end; a slow machine may need more than one stretch to read them all.
  expect(told.length).toBeLessThan(moves / 10);
  expect(sender.socket.readyState).toBe(sender.socket.OPEN);
  sender.socket.close();
  const gone = entry(4711, moves + 1, null);
  await watcher.until(() => watcher.frames.find((frame) => Buffer.compare(frame, gone) === 0));
});

test('[PR4] whoever leaves is gone for the others at once, and back at once when they return', async () => {
  const world = await startWorld();
  const watcher = await syncedClient(world, { as: 'theo' });
  const writer = await syncedClient(world, { as: 'nora' });
  const id = writer.doc.clientID;
  const seen = watcher.provider.awareness.getStates();
  await changed(watcher.provider.awareness, () => seen.has(id));
  writer.provider.disconnect();
  await changed(watcher.provider.awareness, () => !seen.has(id));
  writer.provider.connect();
  await changed(watcher.provider.awareness, () => seen.has(id));
  expect(seen.get(id)).toEqual({ user: nora });
});

test('[PR5] a newcomer hears at once who is here', async () => {
  const world = await startWorld();
  const writer = await syncedClient(world, { as: 'nora' });
  const watcher = await syncedClient(world, { as: 'theo' });
  const states = watcher.provider.awareness.getStates();
  await changed(watcher.provider.awareness, () => states.has(writer.doc.clientID));
  expect(states.get(writer.doc.clientID)).toEqual({ user: nora });
});

test('[PR6] the plan shows who is where, one entry per person, without sections that the reader may not see', async () => {
  const world = await startWorld();
  const first = await connectRaw(world, '/sync', { as: 'nora' });
  const second = await connectRaw(world, '/sync', { as: 'nora' });
  const reader = await connectRaw(world, '/sync', { as: 'theo' });
  for (const tab of [first, second, reader]) tab.plan({ type: 'watch', planId: 'plan-1' });
  await reader.until(() => reader.plans.find((one) => one.type === 'presence'));
  first.plan({ type: 'focus', documentId: 'mobility-1' });
  second.plan({ type: 'focus', documentId: 'hidden-1' });
  const isThere = (documentIds: readonly string[]) => {
    const wanted = JSON.stringify([...documentIds].toSorted());
    return (tab: typeof reader) =>
      tab.plans.findLast(
        (one) =>
          one.type === 'presence' &&
          one.people.some(
            ({ personId, documentIds: where }) =>
              personId === 'nora' && JSON.stringify([...where].toSorted()) === wanted,
          ),
      );
  };
  await first.until(() => isThere(['mobility-1', 'hidden-1'])(first));
  const seen = await reader.until(() => isThere(['mobility-1'])(reader));
  const theo = { ...nora, personId: 'theo', name: 'Theo Tester', documentIds: [] };
  expect(seen).toEqual({
    type: 'presence',
    planId: 'plan-1',
    people: [{ ...nora, documentIds: ['mobility-1'] }, theo],
  });
  expect(JSON.stringify(reader.plans)).not.toContain('hidden-1');
});

test('[PR6] on a whole server a daughter is not told of a colleague in a section that she may not see', async () => {
  const { url } = await serverForTest();
  const [priya, lucia] = [await signIn(url, 'priya'), await signIn(url, 'lucia')];
  const { id: planId, sections } = await priya.plan();
  const documentOf = (wanted: string) =>
    sections.find(({ key }) => key === wanted)?.documentId ?? wanted;
  const [colleague, daughter] = [
    await connectSignedIn(url, '/sync', priya),
    await connectSignedIn(url, '/sync', lucia),
  ];
  const priyaIn = () =>
    daughter.plans.map((one) =>
      one.type === 'presence'
        ? one.people.find(({ personId }) => personId === priya.personId)?.documentIds
        : undefined,
    );
  for (const tab of [colleague, daughter]) tab.plan({ type: 'watch', planId });
  colleague.plan({ type: 'focus', documentId: documentOf('medicines') });
  await daughter.until(() => priyaIn().at(-1));
  colleague.plan({ type: 'focus', documentId: documentOf('snapshot') });
  await daughter.until(() => priyaIn().at(-1)?.[0]);
  expect(priyaIn().flat().filter(Boolean)).toEqual([documentOf('snapshot')]);
});

test('[PR7] a changed record is announced to every tab that watches the plan, without content', async () => {
  const world = await startWorld();
  const tab = await connectRaw(world, '/sync', { as: 'theo' });
  tab.plan({ type: 'watch', planId: 'plan-1' });
  await tab.until(() => tab.plans.find((one) => one.type === 'presence'));
  // What happens elsewhere is not counted.
  world.sync.announce('plan-2');
  world.sync.announce('plan-1');
  const event = await tab.until(() => tab.plans.find((one) => one.type === 'event'));
  expect(event).toEqual({ type: 'event', kind: 'plan', recordId: 'plan-1', version: 1 });
});

/** Of what kinds the record events were that a tab got. */
function kinds(tab: RawSocket): readonly string[] {
  return tab.plans.flatMap((one) => (one.type === 'event' ? [one.kind] : []));
}

test('[PR11] a changed thread is told to the tabs on its plan whose person may know of it', async () => {
  const world = await startWorld();
  const names = ['nora', 'phil', 'theo'] as const;
  const tabs = await Promise.all(names.map((as) => connectRaw(world, '/sync', { as })));
  const [first, second, third] = tabs as [RawSocket, RawSocket, RawSocket];
  for (const tab of [first, second]) {
    tab.plan({ type: 'watch', planId: 'plan-1' });
    await tab.until(() => tab.plans.find((one) => one.type === 'presence'));
  }
  const event = { planId: 'plan-1', threadId: 'thread-1', version: 4 };
  world.sync.announceThread({ ...event, isFor: (personId) => personId !== 'phil' });
  world.sync.announceInbox(new Set(names.map((name) => personOf(name).id)));
  await Promise.all(tabs.map((tab) => tab.until(() => kinds(tab).includes('inbox') || undefined)));
  expect(tabs.map(kinds)).toEqual([['thread', 'inbox'], ['inbox'], ['inbox']]);
  expect(first.plans).toContainEqual({
    type: 'event',
    kind: 'thread',
    recordId: 'thread-1',
    version: 4,
  });
  expect(third.plans.length).toBe(1);
});

test('[PR12] that something needs a person is told to every tab of theirs, and to nobody else', async () => {
  const world = await startWorld();
  const [watching, idle, other] = (await Promise.all(
    (['nora', 'nora', 'phil'] as const).map((as) => connectRaw(world, '/sync', { as })),
  )) as [RawSocket, RawSocket, RawSocket];
  watching.plan({ type: 'watch', planId: 'plan-1' });
  await watching.until(() => watching.plans.find((one) => one.type === 'presence'));
  world.sync.announceInbox(new Set([personOf('nora').id]));
  const inbox = { type: 'event', kind: 'inbox', recordId: 'nora', version: 1 };
  for (const tab of [watching, idle]) {
    const event = await tab.until(() => tab.plans.find((one) => one.type === 'event'));
    expect(event).toEqual(inbox);
  }
  world.sync.announceInbox(new Set([personOf('phil').id]));
  await other.until(() => other.plans[0]);
  expect(other.plans).toEqual([{ ...inbox, recordId: 'phil' }]);
});

test('[PR13] that something needs a person is told once for many changes, and by no number how many', async () => {
  const world = await startWorld();
  const [norasTab, philsTab] = (await Promise.all(
    (['nora', 'phil'] as const).map((as) => connectRaw(world, '/sync', { as })),
  )) as [RawSocket, RawSocket];
  for (let change = 0; change < 10; change++)
    world.sync.announceInbox(new Set([personOf('nora').id]));
  await norasTab.until(() => norasTab.plans[0]);
  for (let change = 0; change < 10; change++)
    world.sync.announceInbox(new Set([personOf('nora').id, personOf('phil').id]));
  await philsTab.until(() => philsTab.plans[0]);
  await norasTab.until(() => norasTab.plans[1]);
  const inbox = { type: 'event', kind: 'inbox', recordId: 'nora', version: 1 };
  expect(norasTab.plans).toEqual([inbox, inbox]);
  expect(philsTab.plans).toEqual([{ ...inbox, recordId: 'phil' }]);
});

test('[PR8] plan and caret said in one breath both count, and the plan asked for last is shown', async () => {
  const slow = createMemoryStorage();
  const plan = slow.plan.bind(slow);
  const first = gate();
  let asked = 0;
  slow.plan = async (planId) => {
    asked++;
    if (asked === 1) await first.closed;
    return await plan(planId);
  };
  const world = await startWorld({ storage: slow });
  const tab = await connectRaw(world, '/sync', { as: 'nora' });
  tab.plan({ type: 'watch', planId: 'no-such-plan' });
  tab.plan({ type: 'watch', planId: 'plan-1' });
  tab.plan({ type: 'focus', documentId: 'mobility-1' });
  const isShown = () =>
    tab.plans.some(
      (one) => one.type === 'presence' && one.people[0]?.documentIds[0] === 'mobility-1',
    );
  // Answered after the server has heard all three.
  await openChannel(tab, 2, 'snapshot-1');
  first.open();
  await tab.until(() => isShown() || undefined);
  // The first answer changes nothing: a colleague who comes later still finds Nora there.
  const colleague = await connectRaw(world, '/sync', { as: 'phil' });
  colleague.plan({ type: 'watch', planId: 'plan-1' });
  const seen = await colleague.until(() =>
    colleague.plans.find((one) => one.type === 'presence' && one.people.length === 2),
  );
  expect(JSON.stringify(seen)).toContain('mobility-1');
});

test('[PR9] however often a tab says which plan it shows, one look-up is on its way and one follows', async () => {
  const slow = createMemoryStorage();
  const plan = slow.plan.bind(slow);
  const first = gate();
  let asked = 0;
  slow.plan = async (planId) => {
    asked++;
    await first.closed;
    return await plan(planId);
  };
  const world = await startWorld({ storage: slow });
  const tab = await connectRaw(world, '/sync', { as: 'nora' });
  for (let times = 0; times < 100; times++) tab.plan({ type: 'watch', planId: 'plan-1' });
  await openChannel(tab, 2, 'snapshot-1');
  first.open();
  await tab.until(() => tab.plans.find((one) => one.type === 'presence'));
  expect(asked).toBe(2);
});

test('[PR9] a tab that says so without end is closed with 4429, and nobody else notices', async () => {
  const world = await startWorld();
  const colleague = await syncedClient(world, { as: 'nora' });
  const reader = await connectRaw(world, '/sync', { as: 'theo' });
  for (let times = 0; times < 60_000; times++) reader.plan({ type: 'watch', planId: 'plan-1' });
  expect(await reader.closed).toEqual({ code: 4429, reason: 'abuse' });
  expect(colleague.codes).toEqual([]);
  expect(world.logged).toEqual([]);
});

test('[PR9] plans that the storage cannot tell are one line of the log, with their number', async () => {
  const broken = createMemoryStorage();
  const world = await startWorld({ storage: broken });
  broken.plan = async () => {
    throw new StorageFailed('Planted.');
  };
  const tab = await connectRaw(world, '/sync', { as: 'nora' });
  for (let times = 0; times < 100; times++) tab.plan({ type: 'watch', planId: `plan-${times}` });
  await openChannel(tab, 2, 'snapshot-1');
  await world.restart();
  expect(world.logged).toEqual(['plan.unavailable']);
});

test('[SY11] a tab opens documents on channels, each with its incarnation, head and fresh client ids', async () => {
  const world = await startWorld();
  const tab = await connectRaw(world, '/sync', { as: 'nora' });
  const one = await openChannel(tab, 2, 'snapshot-1');
  const other = await openChannel(tab, 3, 'snapshot-1');
  expect(one).toMatchObject({ incarnation: 'snapshot-1-first', head: 1 });
  const ids = [...one.clientIDs, ...other.clientIDs];
  expect(new Set(ids).size).toBe(8);
  expect(ids.every((id) => id >= 16 && id < 2 ** 32)).toBe(true);
  tab.control({ type: 'open', channel: 4, documentId: 'hidden-9', schema: 1 });
  const close = await tab.until(() => tab.controls.find(({ type }) => type === 'close'));
  expect(close).toEqual({ type: 'close', channel: 4, code: 4404, reason: 'not-found' });
});
