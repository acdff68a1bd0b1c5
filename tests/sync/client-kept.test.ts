import { KeptTabs } from '@alliance/client/sync/kept-tabs';
import { isAtStake } from '@alliance/client/sync/save-state';
import { type Tab } from '@alliance/client/sync/tab';
import { createMemoryStorage } from '@alliance/server/storage/memory';
import { type Storage, StorageFull } from '@alliance/server/storage/port';
import { schemaVersion } from '@alliance/shared/editor/schema';
import { decodeFrame, decodeMessage } from '@alliance/shared/sync/channel';
import { expect, onTestFinished, test, vi } from 'vitest';

import { liveSection, tabFor, textIn, type, when, whenSaved, whenState } from './client-tab.ts';
import { type Name, type SyncWorld, startWorld } from './sync-world.ts';

const tabOf = (world: SyncWorld, name: Name): Tab => tabFor(world.url, name, `person=${name}`);

test('[SV3] words refused because a right was narrowed stay with their author while they read on', async () => {
  const world = await startWorld();
  const tab = tabOf(world, 'nora');
  const nora = await liveSection(tab, 'snapshot-1');
  world.rights.nora['snapshot-1'] = 'read';
  const restarted = world.restart();
  await whenState(nora, ({ save }) => save.kind === 'offline');
  type(nora, ' Too late.');
  await restarted;
  tab.retryNow();
  await whenState(nora, ({ kept, live }) => kept === 1 && live !== undefined);
  // The page hears of the new right, and opens the section again with it.
  nora.close();
  const again = await liveSection(tab, 'snapshot-1', false);
  expect(again.state.get()).toMatchObject({
    save: { kind: 'not-saved', reason: 'refused' },
    kept: 1,
  });
  expect(tab.unsavedText()).toBe('Too late.');
  expect(textIn(again)).toBe('Seeded.');
  again.close();
  expect(isAtStake(tab.save.get())).toBe(true);
  tab.letGoOfKept();
  expect(tab.unsavedText()).toBe('');
  expect(isAtStake(tab.save.get())).toBe(false);
});

test('[SV3] a right that is narrowed before the words went out refuses them here, and none is lost', async () => {
  const world = await startWorld();
  const tab = tabOf(world, 'nora');
  const nora = await liveSection(tab, 'snapshot-1');
  const restarted = world.restart();
  await whenState(nora, ({ save }) => save.kind === 'offline');
  type(nora, ' Not sent.');
  nora.close();
  const again = tab.openSection('snapshot-1', { schema: schemaVersion, canEdit: false });
  await restarted;
  tab.retryNow();
  await whenState(again, ({ phase }) => phase === 'live');
  expect(again.state.get().save).toMatchObject({ kind: 'not-saved', reason: 'refused' });
  expect(again.unsavedText()).toBe('Not sent.');
});

test('[SV14] what was typed is saved behind a page that was left, and then the socket ends', async () => {
  const world = await startWorld();
  const tabs = keptTabs(world);
  const stay = tabs.enter('nora');
  const tab = await stay.tab;
  const nora = await liveSection(tab, 'snapshot-1');
  const restarted = world.restart();
  await whenState(nora, ({ save }) => save.kind === 'offline');
  type(nora, ' Behind the page.');
  nora.close();
  stay.leave();
  await when(tabs.left, (left) => left.length === 1);
  expect(tabs.save.get()).toEqual({ kind: 'offline', changes: 1 });
  expect(tabs.unsavedChanges()).toBe(1);
  expect(tabs.unsavedText()).toBe('Seeded. Behind the page.');
  await restarted;
  tabs.retryNow();
  await when(tabs.left, (left) => left.length === 0);
  expect(tab.connection.get()).toBe('offline');
  expect(textIn(await liveSection(tabOf(world, 'phil'), 'snapshot-1'))).toBe(
    'Seeded. Behind the page.',
  );
});

test('[SV14] a page that comes back, and the next page, find the same tab with what was typed in it', async () => {
  const world = await startWorld();
  let opened = 0;
  const tabs = keptTabs(world, () => (opened += 1));
  const [first, beside] = [tabs.enter('nora'), tabs.enter('nora')];
  const tab = await first.tab;
  expect(await beside.tab).toBe(tab);
  const nora = await liveSection(tab, 'snapshot-1');
  const restarted = world.restart();
  await whenState(nora, ({ save }) => save.kind === 'offline');
  type(nora, ' Mine.');
  nora.close();
  first.leave();
  beside.leave();
  await when(tabs.left, (left) => left.length === 1);
  const back = tabs.enter('nora');
  expect(await back.tab).toBe(tab);
  expect(tabs.left.get()).toEqual([]);
  expect(textIn(tab.openSection('snapshot-1', { schema: schemaVersion, canEdit: true }))).toBe(
    'Seeded. Mine.',
  );
  await restarted;
  tabs.retryNow();
  await when(tabs.save, ({ kind }) => kind === 'saved');
  // From page to page in one breath.
  back.leave();
  expect(await tabs.enter('nora').tab).toBe(tab);
  expect(opened).toBe(1);
});

test('[SV14] somebody else has a tab of their own, and ending forgets everything', async () => {
  const world = await startWorld();
  const tabs = keptTabs(world);
  const [nora, phil] = await Promise.all([tabs.enter('nora').tab, tabs.enter('phil').tab]);
  expect(phil).not.toBe(nora);
  const section = await liveSection(nora, 'snapshot-1');
  void world.restart();
  await whenState(section, ({ save }) => save.kind === 'offline');
  type(section, ' Given up.');
  expect(isAtStake(tabs.save.get())).toBe(true);
  tabs.end();
  expect(isAtStake(tabs.save.get())).toBe(false);
  expect(tabs.unsavedText()).toBe('');
});

test('[SV15] while the disk is full a section does not ask for its channel again', async () => {
  const disk = fillingStorage();
  const world = await startWorld({ storage: disk.storage, timing: { probeMs: 150 } });
  const opens = countOpens();
  const nora = await liveSection(tabOf(world, 'nora'), 'snapshot-1');
  disk.isFull = true;
  type(nora, ' Kept here.');
  await whenState(nora, ({ save }) => save.kind === 'not-saved');
  const before = opens();
  // Long enough for several attempts: the first come after 200 and 400 milliseconds.
  await disk.probed(10);
  expect(opens() - before).toBeLessThanOrEqual(1);
  disk.isFull = false;
  await whenSaved(nora);
  expect(textIn(nora)).toBe('Seeded. Kept here.');
});

function keptTabs(world: SyncWorld, onOpen: () => void = () => undefined): KeptTabs {
  const tabs = new KeptTabs(async (person) => {
    onOpen();
    return tabFor(world.url, person, `person=${person}`);
  });
  onTestFinished(() => tabs.end());
  return tabs;
}

/** Counts the channels that this process asks for. */
function countOpens(): () => number {
  const sent = vi.spyOn(WebSocket.prototype, 'send');
  onTestFinished(() => sent.mockRestore());
  return () => sent.mock.calls.filter(([data]) => isOpen(data)).length;
}

function isOpen(data: unknown): boolean {
  const frame = data instanceof Uint8Array ? decodeFrame(data) : undefined;
  if (frame?.channel !== 0) return false;
  return JSON.stringify(decodeMessage(frame.payload)).includes('"type":"open"');
}

interface Disk {
  readonly storage: Storage;
  isFull: boolean;
  /** Resolves when the server has looked for space this many times more. */
  probed(times: number): Promise<void>;
}

function fillingStorage(): Disk {
  const storage = createMemoryStorage();
  const append = storage.append.bind(storage);
  const probe = storage.probe.bind(storage);
  let probes = 0;
  const disk: Disk = {
    storage,
    isFull: false,
    async probed(times) {
      const wanted = probes + times;
      await vi.waitUntil(() => probes >= wanted, { timeout: 10_000 });
    },
  };
  const refuseWhenFull = (): void => {
    if (disk.isFull) throw new StorageFull('No space.');
  };
  storage.append = async (request) => {
    refuseWhenFull();
    return await append(request);
  };
  storage.probe = async () => {
    probes += 1;
    refuseWhenFull();
    await probe();
  };
  return disk;
}
