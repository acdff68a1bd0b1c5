import { type SectionSync } from '@alliance/client/sync/section-sync';
import { type Tab } from '@alliance/client/sync/tab';
import { createMemoryStorage } from '@alliance/server/storage/memory';
import { StorageFull, type World } from '@alliance/server/storage/port';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { schemaVersion } from '@alliance/shared/editor/schema';
import { bodyOf } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';
import { type Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

import {
  docOf,
  liveSection,
  tabFor,
  textIn,
  type,
  when,
  whenSaved,
  whenState,
} from './client-tab.ts';
import { type Name, type SyncWorld, startWorld } from './sync-world.ts';

const tabOf = (world: SyncWorld, name: Name): Tab => tabFor(world.url, name, `person=${name}`);

test('[SV7] two tabs write in one section over one socket each, and both are told when it is on disk', async () => {
  const world = await startWorld();
  const nora = await liveSection(tabOf(world, 'nora'), 'snapshot-1');
  const phil = await liveSection(tabOf(world, 'phil'), 'snapshot-1');
  expect(nora.state.get().save).toEqual({ kind: 'saved' });
  type(nora, ' Nora.');
  expect(nora.state.get().save).toEqual({ kind: 'saving' });
  type(phil, ' Phil.');
  await Promise.all([whenSaved(nora), whenSaved(phil)]);
  await when(phil.content, (content) => JSON.stringify(content ?? null).includes('Nora.'));
  await when(nora.content, (content) => JSON.stringify(content ?? null).includes('Phil.'));
  expect(textIn(nora)).toBe(textIn(phil));
  const committed = JSON.stringify((await world.sync.read('snapshot-1' as DocumentId))?.section);
  expect(committed).toContain('Nora.');
  expect(committed).toContain('Phil.');
  expect(nora.unsavedText()).toBe('');
});

test('[SV7] a document takes a leased client id before anything else knows it, and keeps it', async () => {
  const world = await startWorld();
  const first = await liveSection(tabOf(world, 'nora'), 'snapshot-1');
  const second = await liveSection(tabOf(world, 'nora'), 'snapshot-1');
  const { clientID } = docOf(first);
  expect(first.state.get().live?.awareness.clientID).toBe(clientID);
  expect(docOf(second).clientID).not.toBe(clientID);
  await world.restart();
  await whenState(first, ({ save }) => save.kind === 'saved');
  expect(docOf(first).clientID).toBe(clientID);
  type(first, ' Still Nora.');
  await whenSaved(first);
  expect(docOf(first).clientID).toBe(clientID);
});

test('[SV2] a restart of the server loses no keystroke, and nothing is called saved while it is away', async () => {
  const world = await startWorld();
  const tab = tabOf(world, 'nora');
  const nora = await liveSection(tab, 'snapshot-1');
  const phil = await liveSection(tabOf(world, 'phil'), 'snapshot-1');
  for (let round = 0; round < 3; round += 1) {
    const restarted = world.restart();
    type(nora, ` a${round}`);
    await whenState(nora, ({ save }) => save.kind === 'offline');
    type(nora, ` b${round}`);
    expect(nora.state.get().save).toMatchObject({ kind: 'offline' });
    expect(nora.unsavedText()).toContain(`b${round}`);
    expect(tab.save.get().kind).toBe('offline');
    await restarted;
    // Typed at any moment of the return: none of it may be lost or come before what it builds on.
    const stop = nora.state.subscribe(() => {
      if (nora.state.get().save.kind !== 'saving') return;
      stop();
      type(nora, ` c${round}`);
    });
    tab.retryNow();
    await whenSaved(nora);
  }
  const words = [0, 1, 2].flatMap((round) => [`a${round}`, `b${round}`, `c${round}`]).join(' ');
  await when(phil.content, (content) => JSON.stringify(content ?? null).includes(words));
  expect(textIn(nora)).toBe(`Seeded. ${words}`);
  expect(nora.unsavedText()).toBe('');
});

test('[SV3] what was refused stays with its author, is never called saved, and the server’s text is there at once', async () => {
  const world = await startWorld();
  const tab = tabOf(world, 'theo');
  const theo = await liveSection(tab, 'snapshot-1');
  const said: string[] = [];
  theo.state.subscribe(() => said.push(theo.state.get().save.kind));
  type(theo, ' Not mine to write.');
  await whenState(theo, ({ readOnly, live }) => readOnly === true && live === undefined);
  await whenState(theo, ({ readOnly, live }) => readOnly === true && live !== undefined);
  const { save, closed, kept } = theo.state.get();
  expect(save).toMatchObject({ kind: 'not-saved', reason: 'refused', rule: 'IN1' });
  expect({ closed, kept }).toEqual({ closed: undefined, kept: 1 });
  expect(tab.save.get()).toEqual(save);
  expect(theo.keptNow().text).toBe('Not mine to write.');
  expect(theo.unsavedText()).toBe('Not mine to write.');
  expect(said).not.toContain('saved');
  expect(textIn(theo)).toBe('Seeded.');
  theo.letGoOfKept();
  await whenSaved(theo);
  expect(theo.unsavedText()).toBe('');
});

test('[SV4] a full disk is said, and what was written is saved by itself when there is room', async () => {
  let isFull = false;
  const refuseWhenFull = (): void => {
    if (isFull) throw new StorageFull('No space.');
  };
  const storage = createMemoryStorage();
  const append = storage.append.bind(storage);
  const probe = storage.probe.bind(storage);
  storage.append = async (request) => {
    refuseWhenFull();
    return await append(request);
  };
  storage.probe = async () => {
    refuseWhenFull();
    await probe();
  };
  const world = await startWorld({ storage });
  const tab = tabOf(world, 'nora');
  const nora = await liveSection(tab, 'snapshot-1');
  isFull = true;
  type(nora, ' Kept here.');
  await whenState(nora, ({ save }) => save.kind === 'not-saved');
  expect(nora.state.get().save).toEqual({ kind: 'not-saved', reason: 'storage-full' });
  expect(nora.unsavedText()).toBe('Seeded. Kept here.');
  isFull = false;
  await whenSaved(nora);
  expect(textIn(nora)).toBe('Seeded. Kept here.');
});

test('[SV5] a document that was restored on the server is never merged with an older copy', async () => {
  const storage = createMemoryStorage();
  const replaceWorld = storage.replaceWorld.bind(storage);
  let world: World | undefined;
  storage.replaceWorld = async (next, audit) => {
    world = next;
    await replaceWorld(next, audit);
  };
  const running = await startWorld({ storage });
  const nora = await liveSection(tabOf(running, 'nora'), 'snapshot-1');
  const before = docOf(nora);
  const restarted = running.restart();
  await whenState(nora, ({ save }) => save.kind === 'offline');
  type(nora, ' Written before the restore.');
  if (world === undefined) throw new Error('The world was seeded');
  const documents = world.documents.map((document) => ({
    ...document,
    incarnation: `${document.incarnation}-restored`,
  }));
  const audit = { at: '2026-03-02T00:00:00.000Z', action: 'world.replace', subjectId: 'world' };
  await restarted;
  await storage.replaceWorld({ ...world, documents }, audit);
  await running.restart();
  await whenState(nora, ({ live }) => live !== undefined && live.doc !== before);
  expect(textIn(nora)).toBe('Seeded.');
  expect(nora.state.get().save).toEqual({ kind: 'not-saved', reason: 'restored' });
  expect(nora.unsavedText()).toBe('Written before the restore.');
  nora.letGoOfKept();
  expect(nora.state.get().save.kind).toBe('saved');
});

test('[SV8] a section that I may not see, or that is too new for this editor, ends and says why', async () => {
  const world = await startWorld();
  const tab = tabOf(world, 'phil');
  const hidden = tab.openSection('hidden-1', { schema: schemaVersion, canEdit: true });
  await whenState(hidden, ({ phase }) => phase === 'closed');
  expect(hidden.state.get().closed).toEqual({ code: 4404, reason: 'not-found' });
  const old = tab.openSection('snapshot-1', { schema: 0, canEdit: true });
  await whenState(old, ({ phase }) => phase === 'closed');
  expect(old.state.get().closed).toEqual({ code: 4426, reason: 'outdated' });
  // Nothing was written: there is nothing to lose.
  expect(tab.save.get()).toEqual({ kind: 'offline', changes: 0 });
});

test('[SV8] signed out is the end for the whole tab, without trying again', async () => {
  const world = await startWorld();
  world.signedIn.delete('nora');
  const tab = tabOf(world, 'nora');
  const section = tab.openSection('snapshot-1', { schema: schemaVersion, canEdit: true });
  await whenState(section, ({ phase }) => phase === 'closed');
  expect(section.state.get().closed?.code).toBe(4401);
  world.signedIn.add('nora');
  tab.retryNow();
  await whenState(section, ({ phase }) => phase === 'live');
});

test('[SV11] what was written before and while signed out is saved after signing in again', async () => {
  const world = await startWorld();
  const tab = tabOf(world, 'nora');
  const nora = await liveSection(tab, 'snapshot-1');
  world.signedIn.delete('nora');
  const restarted = world.restart();
  await whenState(nora, ({ save }) => save.kind === 'offline');
  type(nora, ' Before.');
  await restarted;
  tab.retryNow();
  await whenState(nora, ({ closed }) => closed?.code === 4401);
  type(nora, ' Meanwhile.');
  expect(nora.state.get().save).toEqual({ kind: 'not-saved', reason: 'signed-out' });
  world.signedIn.add('nora');
  tab.retryNow();
  await whenSaved(nora);
  const phil = await liveSection(tabOf(world, 'phil'), 'snapshot-1');
  expect(textIn(phil)).toBe('Seeded. Before. Meanwhile.');
});

test('[SV9] a section that is closed stays open until what was written in it is on disk', async () => {
  const world = await startWorld();
  const tab = tabOf(world, 'nora');
  const nora = await liveSection(tab, 'snapshot-1');
  expect(tab.openSection('snapshot-1', { schema: schemaVersion, canEdit: true })).toBe(nora);
  nora.close();
  type(nora, ' Last words.');
  nora.close();
  const phil = await liveSection(tabOf(world, 'phil'), 'snapshot-1');
  await when(phil.content, (content) => JSON.stringify(content ?? null).includes('Last words.'));
});

test('[SV10] colleagues see who is on the plan and in which section, and my caret moves them at most every 80 ms', async () => {
  const world = await startWorld();
  const tab = tabOf(world, 'nora');
  const nora = await liveSection(tab, 'snapshot-1');
  const other = tabOf(world, 'phil');
  const phil = await liveSection(other, 'snapshot-1');
  for (const each of [tab, other]) each.watchPlan('plan-1');
  tab.focusSection('snapshot-1');
  await when(other.people, (people) =>
    people.some(
      ({ personId, documentIds }) => personId === 'nora' && documentIds.includes('snapshot-1'),
    ),
  );
  const mine = awarenessOf(nora);
  const theirs = awarenessOf(phil);
  const seen = new Set<string>();
  await new Promise<void>((resolve) => {
    theirs.on('change', () => {
      const head: unknown = theirs.getStates().get(mine.clientID)?.['cursor']?.head;
      if (head === undefined) return;
      seen.add(JSON.stringify(head));
      const place = Y.createRelativePositionFromJSON(head);
      if (Y.createAbsolutePositionFromRelativePosition(place, docOf(phil))?.index === 7) resolve();
    });
    for (let move = 0; move <= 7; move += 1) mine.setLocalStateField('cursor', caretAt(nora, move));
  });
  expect(seen.size).toBe(1);
  const stamped: unknown = theirs.getStates().get(mine.clientID)?.['user'];
  expect(stamped).toMatchObject({ personId: 'nora', name: 'Nora Tester' });
});

test('[ED23] while others are held back their words wait, and none is lost', async () => {
  const world = await startWorld();
  const nora = await liveSection(tabOf(world, 'nora'), 'snapshot-1');
  const phil = await liveSection(tabOf(world, 'phil'), 'snapshot-1');
  nora.hold(true);
  type(phil, ' Held.');
  await whenSaved(phil);
  type(nora, ' Mine.');
  await whenSaved(nora);
  expect(textIn(nora)).toBe('Seeded. Mine.');
  nora.hold(false);
  expect(textIn(nora)).toContain('Held.');
  expect(bodyOf(docOf(nora)).length).toBe(1);
});

function awarenessOf(section: SectionSync): Awareness {
  const { live } = section.state.get();
  if (live === undefined) throw new Error('The section is not live');
  return live.awareness;
}

function caretAt(section: SectionSync, index: number): unknown {
  const block = bodyOf(docOf(section)).get(0);
  const inline = block instanceof Y.XmlElement ? block.get(0) : undefined;
  if (!(inline instanceof Y.XmlText)) throw new TypeError('The first block begins with text');
  const place: unknown = JSON.parse(
    JSON.stringify(Y.createRelativePositionFromTypeIndex(inline, index)),
  );
  return { anchor: place, head: place };
}
