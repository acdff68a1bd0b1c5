/** A reader's copy in which Yjs has deleted marks by itself, brought to a real server over real sockets. */
import { createMetrics } from '@alliance/server/observe/metrics';
import { createSyncMeasures } from '@alliance/server/observe/sync-metrics';
import { type Storage } from '@alliance/server/storage/port';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { bodyOf } from '@alliance/shared/editor/section-document';
import { type SectionJson, readSection } from '@alliance/shared/editor/section-json';
import { type PersonId } from '@alliance/shared/identity/person';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { docOf, liveSection, tabFor, when, whenSaved, whenState } from './client-tab.ts';
import { diceOf } from './honest-editing.ts';
import { connectRaw, openChannel, savedIn, syncFrame } from './raw-socket.ts';
import { differingSeed, simulate } from './room-simulation.ts';
import { syncedClient } from './stock-client.ts';
import { type SyncWorld, block, startWorld } from './sync-world.ts';

const documentId = 'snapshot-1' as DocumentId;

interface DifferingWorld {
  readonly world: SyncWorld;
  readonly copy: Y.Doc;
  /** The operator's metrics. */
  readonly measured: () => Promise<string>;
}

/** A running server with the section of a simulation, and that simulation's reader's copy. */
async function differingWorld(): Promise<DifferingWorld> {
  const { documents, log } = simulate(diceOf(differingSeed), 250);
  const [copy] = documents.slice(-1);
  if (copy === undefined) throw new Error('The simulation has a reader');
  const metrics = createMetrics();
  const world = await startWorld({ measures: createSyncMeasures(metrics.registry) });
  await appendLog(world.storage, log);
  return { world, copy, measured: async () => (await metrics.expose()).text };
}

async function appendLog(storage: Storage, log: readonly Uint8Array[]): Promise<void> {
  const row = {
    format: 'yjs-update-v1',
    committedAt: '2026-03-01T08:00:00.000Z',
    personId: 'nora' as PersonId,
    authors: [],
  };
  const rows = log.map((payload) => ({ ...row, payload }));
  expect(await storage.append({ documentId, expectedHead: 1, rows, bind: [] })).toMatchObject({
    ok: true,
  });
}

async function sectionOf(world: SyncWorld): Promise<SectionJson | undefined> {
  return (await world.sync.read(documentId))?.section;
}

const differences = (world: SyncWorld): number =>
  world.logged.filter((event) => event === 'copy.differs').length;

test('[SV13] a copy that differs is silently replaced by a fresh one', async () => {
  const { world, copy } = await differingWorld();
  const tab = tabFor(world.url, 'theo', 'person=theo');
  const theo = await liveSection(tab, documentId, false);
  const before = docOf(theo);
  Y.applyUpdate(before, Y.encodeStateAsUpdate(copy), 'as Yjs left it');
  expect(readSection(before)).not.toEqual(await sectionOf(world));

  const said = new Set<string>();
  await world.restart();
  theo.state.subscribe(() => said.add(theo.state.get().save.kind));
  tab.retryNow();
  await whenState(theo, ({ live }) => live !== undefined && live.doc !== before);
  expect(readSection(docOf(theo))).toEqual(await sectionOf(world));
  await whenSaved(theo);
  expect([...said].filter((word) => word === 'not-saved')).toEqual([]);
  expect(theo.unsavedText()).toBe('');

  // The fresh copy is the server's, also after the next reconnect.
  await world.restart();
  tab.retryNow();
  await whenSaved(theo);
  const nora = await liveSection(tabFor(world.url, 'nora', 'person=nora'), documentId);
  bodyOf(docOf(nora)).push([block('Read on.')]);
  await when(theo.content, (content) => JSON.stringify(content ?? null).includes('Read on.'));
  expect(differences(world)).toBe(1);
});

test('[SV13] what the same person wrote in a copy that differs is kept for them', async () => {
  const { world, copy } = await differingWorld();
  const tab = tabFor(world.url, 'theo', 'person=theo');
  // The page still believes that this reader may edit.
  const theo = await liveSection(tab, documentId, true);
  const before = docOf(theo);
  Y.applyUpdate(before, Y.encodeStateAsUpdate(copy), 'as if written here');
  await whenState(theo, ({ live }) => live !== undefined && live.doc !== before);
  expect(readSection(docOf(theo))).toEqual(await sectionOf(world));
  expect(theo.state.get().save).toEqual({ kind: 'not-saved', reason: 'failed' });
  expect(theo.unsavedText()).not.toBe('');
  expect(differences(world)).toBe(1);
});

test('[IN16] a stock client whose copy differs stays connected', async () => {
  const { world, copy } = await differingWorld();
  const theo = await syncedClient(world, { as: 'theo', doc: copy });
  expect(differences(world)).toBe(1);
  expect(theo.codes).toEqual([]);
  expect(theo.provider.wsconnected).toBe(true);
  expect(readSection(copy)).not.toEqual(await sectionOf(world));
});

test("[IN17] a tab's channel ends when its copy differs, and operators count it", async () => {
  const { world, copy, measured } = await differingWorld();
  const raw = await connectRaw(world, '/sync', { as: 'theo' });
  await openChannel(raw, 2, documentId);
  raw.on(2, syncFrame('missingUpdates', Y.encodeStateAsUpdate(copy)));
  const ended = await raw.until(() => raw.controls.find((one) => one.type === 'close'));
  expect(ended).toEqual({ type: 'close', channel: 2, code: 4503, reason: 'copy-differs' });
  expect(savedIn(raw.framesOn(2))).toBeUndefined();
  expect(await measured()).toMatch(/^alliance_copies_differ_total 1$/m);
  // Only the channel has ended.
  await openChannel(raw, 3, documentId);
});
