/** What happens when an update that cannot be placed passes the inspector: here by an inspector that lets gaps pass. */
import { type Inspect, inspectUpdate } from '@alliance/server/core/inspector';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { textOf } from '@alliance/shared/editor/block-text';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { docOf, liveSection, tabFor, textIn, type, whenSaved } from './client-tab.ts';
import { faultyStorage, gate } from './faulty-storage.ts';
import { connectRaw, openChannel, refusalIn, syncFrame } from './raw-socket.ts';
import { type SyncWorld, block, startWorld } from './sync-world.ts';

const documentId = 'snapshot-1' as DocumentId;

const letGapsPass: Inspect = (doc, update, sender) => {
  const inspection = inspectUpdate(doc, update, sender);
  const isGap = inspection.kind === 'refused' && inspection.rule === 'IN7';
  return isGap
    ? { kind: 'change', update, clients: [4711], ranges: 0, isOdd: false, work: 0 }
    : inspection;
};

const breaks: Inspect = (doc, update, sender) => {
  if (Buffer.from(update).includes('Break here.')) throw new TypeError('Planted.');
  return inspectUpdate(doc, update, sender);
};

/** An update that builds on one which nobody sends. */
function gappedUpdate(): Uint8Array {
  const doc = createSectionDocument(4711);
  bodyOf(doc).insert(0, [block('Never sent.')]);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  bodyOf(doc).insert(1, [block('In the air.')]);
  return updates[0] ?? new Uint8Array();
}

async function wordsOnDisk(world: SyncWorld): Promise<string> {
  const committed = await world.sync.read(documentId);
  return (committed?.section.blocks ?? []).map(textOf).join('\n');
}

test('[IN9] an update that cannot be placed drops the room, refuses its sender, and costs nobody else a word', async () => {
  const faulty = faultyStorage();
  const world = await startWorld({ storage: faulty.storage, inspect: letGapsPass });
  const tab = tabFor(world.url, 'nora', 'person=nora');
  const nora = await liveSection(tab, documentId);
  const elsewhere = await liveSection(tab, 'mobility-1');
  const before = docOf(nora);
  const said = new Set<string>();
  elsewhere.state.subscribe(() => said.add(elsewhere.state.get().save.kind));
  const sender = await connectRaw(world, '/sync', { as: 'phil' });
  await openChannel(sender, 2, documentId);

  // Nora's first words are on their way to the disk, her next ones wait behind them.
  const disk = gate();
  faulty.gate = disk.closed;
  type(nora, ' On the way.');
  await faulty.firstAppend;
  type(nora, ' Behind it.');
  sender.on(2, syncFrame('update', gappedUpdate()));
  const ended = await sender.until(() => sender.controls.find((one) => one.type === 'close'));
  expect(ended).toEqual({ type: 'close', channel: 2, code: 4403, reason: 'refused' });
  expect(refusalIn(sender.framesOn(2))).toEqual({ frame: 1, rule: 'IN9', section: documentId });
  expect(world.logged).toContain('room.broken');

  faulty.gate = undefined;
  disk.open();
  await whenSaved(nora);
  expect(await wordsOnDisk(world)).toBe('Seeded. On the way. Behind it.');
  expect(textIn(nora)).toBe('Seeded. On the way. Behind it.');
  expect(docOf(nora)).toBe(before);
  expect([...said].filter((kind) => kind !== 'saved')).toEqual([]);

  // The room is a new one, and works.
  type(nora, ' Afterwards.');
  await whenSaved(nora);
  expect(await wordsOnDisk(world)).toBe('Seeded. On the way. Behind it. Afterwards.');
});

test('[RM12] a frame on which a room breaks ends its sender for good, and costs nobody else a word', async () => {
  const world = await startWorld({ inspect: breaks });
  const nora = await liveSection(tabFor(world.url, 'nora', 'person=nora'), documentId);
  type(nora, ' Before.');
  await whenSaved(nora);
  const sender = await connectRaw(world, '/sync/snapshot-1?schema=1', { as: 'phil' });
  const doc = createSectionDocument(4711);
  bodyOf(doc).insert(0, [block('Break here.')]);
  sender.send(syncFrame('update', Y.encodeStateAsUpdate(doc)));
  expect(await sender.closed).toEqual({ code: 4400, reason: 'malformed' });
  expect(world.logged).toContain('room.failed');
  type(nora, ' After.');
  await whenSaved(nora);
  expect(await wordsOnDisk(world)).toBe('Seeded. Before. After.');
});
