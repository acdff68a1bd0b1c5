import { type Sender, inspectUpdate } from '@alliance/server/core/inspector';
import { type ChipWritesView } from '@alliance/shared/editor/chip-writes';
import { readChips, writeChip } from '@alliance/shared/editor/chips';
import { bodyOf, chipsOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { commentedServer } from '../comments/commented-server.ts';
import { docOf, liveSection, tabFor, whenSaved } from '../sync/client-tab.ts';

const tom: Sender = { mayEdit: true, owns: (client) => client === 200 };

/** What the server says to an edit of Tom's, in a section in which Priya has written a dose. */
function inspectionOf(edit: (doc: Y.Doc) => void): { readonly kind: string } {
  const priyas = createSectionDocument(100);
  writeChip(priyas, { chipId: 'dose', writeId: 'w1', value: '25', unit: 'mg' });
  const toms = createSectionDocument(200);
  Y.applyUpdate(toms, Y.encodeStateAsUpdate(priyas));
  const updates: Uint8Array[] = [];
  toms.on('update', (update: Uint8Array) => updates.push(update));
  edit(toms);
  return inspectUpdate(priyas, Y.mergeUpdates(updates), tom);
}

function write(doc: Y.Doc, value: string): void {
  writeChip(doc, { chipId: 'dose', writeId: `w-${value}`, value, unit: 'mg' });
}

test('[CH12] the server takes what our editor writes: a value in the place of somebody else’s, a decision, and what an undo writes', () => {
  expect(inspectionOf((doc) => write(doc, '50')).kind).toBe('change');
  expect(
    inspectionOf((doc) => {
      write(doc, '50');
      write(doc, '25');
    }).kind,
  ).toBe('change');
  expect(
    inspectionOf((doc) => {
      chipsOf(doc).set('dose/w9', { value: '75', unit: 'mg', supersedes: [] });
      write(doc, '75');
      expect(Object.keys(readChips(doc)?.['dose'] ?? {})).toHaveLength(1);
    }).kind,
  ).toBe('change');
});

test.each<[string, string, unknown]>([
  ['a key without a write', 'dose', { value: '1', unit: 'mg', supersedes: [] }],
  ['something else besides', 'dose/w2', { value: '1', unit: 'mg', supersedes: [], by: 'Priya' }],
  ['no list of what it replaces', 'dose/w2', { value: '1', unit: 'mg' }],
  ['a value of 2,000 letters', 'dose/w2', { value: 'x'.repeat(2000), unit: '', supersedes: [] }],
  ['an object for a value', 'dose/w2', { value: { a: 1 }, unit: 'mg', supersedes: [] }],
])('[CH12] an entry with %s is refused', (_what, key, value) => {
  const inspection = inspectionOf((doc) => void chipsOf(doc).set(key, value));
  expect(inspection).toMatchObject({ kind: 'refused', rule: 'IN20' });
});

test('[CH13] over HTTP: who wrote what stands, by the server’s clock and log, for readers and for nobody else', async () => {
  const server = await commentedServer();
  const [priya, nurse, elena] = await Promise.all([
    server.as('priya'),
    server.as('tom'),
    server.as('elena'),
  ]);
  const { documentId } = await priya.section('medicines');
  const path = `/api/documents/${documentId}/chips`;
  const read = async (): Promise<ChipWritesView> =>
    (await (await nurse.fetch(path)).json()) as ChipWritesView;
  expect(await read()).toEqual({ writes: [] });

  const section = await liveSection(tabFor(server.url, 'priya', priya.cookie), documentId);
  const doc = docOf(section);
  doc.transact(() => {
    writeChip(doc, { chipId: 'dose', writeId: 'w1', value: '25', unit: 'mg' });
    const chip = new Y.XmlElement('chip');
    chip.setAttribute('chipId', 'dose');
    const block = new Y.XmlElement('block');
    block.insert(0, [new Y.XmlText('Bisoprolol '), chip]);
    bodyOf(doc).push([block]);
  });
  await whenSaved(section);
  const { writes } = await read();
  expect(writes).toMatchObject([
    { chipId: 'dose', writeId: 'w1', name: 'Dr Priya Raman', disciplineKey: 'rehab-physician' },
  ]);
  expect(Math.abs(Date.now() - Date.parse(writes[0]?.at ?? ''))).toBeLessThan(60_000);

  const replaced = await liveSection(tabFor(server.url, 'tom', nurse.cookie), documentId);
  writeChip(docOf(replaced), { chipId: 'dose', writeId: 'w2', value: '50', unit: 'mg' });
  await whenSaved(replaced);
  expect((await read()).writes).toMatchObject([{ writeId: 'w2', name: 'Tom Akerele RN' }]);
  const { rendered, now } = await nurse.section('medicines');
  expect(rendered.html).toMatch(/Bisoprolol <span [^>]*data-chip-id="dose"[^>]*>50 mg<\/span>/);
  expect(now).toBeDefined();

  const readable = (await elena.plan()).sections.some((each) => each.documentId === documentId);
  expect((await elena.fetch(path)).status).toBe(readable ? 200 : 404);
  expect((await nurse.fetch('/api/documents/nothing-there/chips')).status).toBe(404);
  expect((await fetch(`${server.url}${path}`)).status).toBe(401);
});
