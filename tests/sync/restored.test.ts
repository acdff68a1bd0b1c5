/** A server that was put back to an older state, and the browsers that know more than it does (C9). */
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { type SectionSync } from '@alliance/client/sync/section-sync';
import { type Tab } from '@alliance/client/sync/tab';
import { encodeSync } from '@alliance/server/core/message';
import {
  bodyOf,
  createSectionDocument,
  firstFreeClientID,
} from '@alliance/shared/editor/section-document';
import { closeCodes } from '@alliance/shared/sync/close-code';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';

import { type SignedIn, signIn } from '../support/people.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
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
import { type RawSocket, connectRaw, refusalIn, savedIn, syncFrame } from './raw-socket.ts';
import { syncedClient, stockClient } from './stock-client.ts';
import { block, documentIdOf, startWorld, textOf } from './sync-world.ts';

interface Author {
  readonly tab: Tab;
  readonly section: SectionSync;
}

test.each(['by the command, which says so', 'by hand, which says nothing'])(
  '[SV16 C9] a backup put back %s is not refilled by three browsers; each author keeps what was unsaved and is told',
  { timeout: 240_000 },
  async (way) => {
    const server = await startServerProcess();
    onTestFinished(() => server.close());
    const first = await signIn(server.url, 'priya');
    const { documentId } = await first.section('snapshot');
    const [priya, tom, hannah] = await Promise.all([
      authorOf(server, first, documentId),
      authorOf(server, await signIn(server.url, 'tom'), documentId),
      authorOf(server, await signIn(server.url, 'hannah'), documentId),
    ]);
    type(priya.section, ' P-before.');
    await seen(hannah.section, 'P-before.');
    const backup = `${server.dataFolder}-backup`;
    onTestFinished(() => rm(backup, { recursive: true, force: true }));
    await whileDown(server, () => cp(server.dataFolder, backup, { recursive: true }));
    await backAgain(priya, tom, hannah);

    type(priya.section, ' P-lost.');
    type(tom.section, ' T-lost.');
    await Promise.all([
      seen(hannah.section, 'P-lost.'),
      seen(hannah.section, 'T-lost.'),
      seen(priya.section, 'T-lost.'),
    ]);
    await Promise.all([whenSaved(priya.section), whenSaved(tom.section)]);
    await whileDown(server, async () => {
      await whenState(priya.section, ({ save }) => save.kind === 'offline');
      type(priya.section, ' P-unsaved.');
      await rm(server.dataFolder, { recursive: true });
      await cp(backup, server.dataFolder, { recursive: true });
      if (way.includes('command')) sayThatItWasRestored(server.dataFolder);
    });
    const authors = [priya, tom, hannah];
    for (const { tab } of authors) tab.retryNow();
    await Promise.all(
      authors.map(({ section }) =>
        whenState(section, ({ restored, live }) => restored === true && live !== undefined),
      ),
    );
    for (const { section } of authors) {
      expect(textIn(section)).toContain('P-before.');
      expect(textIn(section)).not.toMatch(/lost|unsaved/);
    }
    // What was unsaved is with its author, and with nobody else.
    expect(priya.section.state.get().save).toEqual({ kind: 'not-saved', reason: 'restored' });
    expect(priya.section.unsavedText()).toContain('P-unsaved.');
    expect(tom.section.unsavedText()).toBe('');
    // Life goes on, on the older copy.
    type(tom.section, ' T-after.');
    await seen(priya.section, 'T-after.');
    expect(textIn(priya.section)).not.toMatch(/lost|unsaved/);
    priya.section.letGoOfKept();
    expect(priya.section.state.get()).not.toHaveProperty('restored');
    await whenSaved(priya.section);
  },
);

test('[SV16] a copy that was told of later rows is not merged either when all that was lost is a deletion', async () => {
  const world = await startWorld();
  const nora = await liveSection(tabFor(world.url, 'nora', 'person=nora'), 'snapshot-1');
  const [element] = bodyOf(docOf(nora)).toArray();
  const text = element instanceof Y.XmlElement ? element.get(0) : undefined;
  if (text instanceof Y.XmlText) text.delete(0, 4);
  await whenSaved(nora);
  expect(textIn(nora)).toBe('ed.');
  await world.putBack();
  await whenState(nora, ({ restored, live }) => restored === true && live !== undefined);
  expect(textIn(nora)).toBe('Seeded.');
  expect(world.logged).toContain('copy.restored');
  const stored = await world.storage.loadDocument(documentIdOf('snapshot-1'));
  expect(stored?.head.seq).toBe(1);
});

test('[RM25] whoever knows of a colleague’s words that the server has lost is told so, and nothing of it is merged', async () => {
  const before = await startWorld();
  const [nora, phil] = await Promise.all([
    syncedClient(before, { as: 'nora' }),
    syncedClient(before, { as: 'phil' }),
  ]);
  bodyOf(phil.doc).insert(1, [block('Lost.')]);
  bodyOf(nora.doc).insert(0, [block('Also lost.')]);
  await expect.poll(() => textOf(nora.doc)).toContain('Lost.');
  await expect.poll(() => textOf(phil.doc)).toContain('Also lost.');
  nora.provider.destroy();
  // Another server with the older state of the same life.
  const after = await startWorld();
  const late = stockClient(after, { as: 'nora', doc: nora.doc });
  await expect.poll(() => late.codes[0]).toBe(closeCodes.tryAgain);
  late.provider.destroy();
  expect(after.logged).toContain('copy.restored');
  const stored = await after.storage.loadDocument(documentIdOf('snapshot-1'));
  expect(stored?.head.seq).toBe(1);
});

test('[RM25] so is whoever knows of later words under an id that the server still knows as a colleague’s', async () => {
  const before = await startWorld();
  const [nora, phil] = await Promise.all([
    syncedClient(before, { as: 'nora' }),
    syncedClient(before, { as: 'phil' }),
  ]);
  const updates: Uint8Array[] = [];
  phil.doc.on('update', (update: Uint8Array) => updates.push(update));
  bodyOf(phil.doc).insert(1, [block('Kept.')]);
  bodyOf(phil.doc).insert(2, [block('Lost.')]);
  await expect.poll(() => textOf(nora.doc)).toContain('Lost.');
  nora.provider.destroy();
  const after = await startWorld();
  const writer = await connectRaw(after, '/sync/snapshot-1?ack=1&schema=1', { as: 'phil' });
  writer.send(syncFrame('update', updates[0] ?? new Uint8Array()));
  await writer.until(() => savedIn(writer.frames));
  const late = stockClient(after, { as: 'nora', doc: nora.doc });
  await expect.poll(() => late.codes[0]).toBe(closeCodes.tryAgain);
  late.provider.destroy();
  expect(after.logged).toContain('copy.restored');
  const stored = await after.storage.loadDocument(documentIdOf('snapshot-1'));
  expect(stored?.head.seq).toBe(2);
});

test('[RM25] nobody is turned away for words of their own: written offline, under an id that is heard of for the first time', async () => {
  const world = await startWorld();
  const doc = createSectionDocument();
  bodyOf(doc).insert(0, [block('Written offline.')]);
  const nora = await syncedClient(world, { as: 'nora', doc });
  bodyOf(doc).insert(0, [block('And more.')]);
  const phil = await syncedClient(world, { as: 'phil' });
  await expect.poll(() => textOf(phil.doc)).toMatch(/And more\..*Written offline\./su);
  await world.restart();
  bodyOf(doc).insert(0, [block('Again.')]);
  await expect.poll(() => textOf(phil.doc)).toContain('Again.');
  expect(nora.codes).not.toContain(closeCodes.refused);
  expect(world.logged).not.toContain('copy.restored');
});

test('[RM25] a tab that brings an id which it has not named is told so as well', async () => {
  const world = await startWorld();
  const tab = await openedAs(world, 'nora', {});
  tab.on(2, encodeSync('stateVector', stateVectorOf(4711)));
  await tab.until(() => tab.controls.find(({ type: kind }) => kind === 'close'));
  expect(tab.controls.at(-1)).toMatchObject({ code: 4503, reason: 'restored' });
});

test('[SY41 A4] an id that was handed out and not written with is still its person’s after a restart, once they name it', async () => {
  const world = await startWorld();
  const clientID = firstFreeClientID + 4711;
  await openedAs(world, 'nora', { clientID });
  const phil = await openedAs(world, 'phil', { clientID });
  phil.on(2, syncFrame('update', writtenBy(clientID)));
  const refusal = await phil.until(() => refusalIn(phil.framesOn(2)));
  expect(refusal?.rule).toBe('IN2');
  // Not named by anybody, it would have been free.
  const free = await openedAs(world, 'phil', {});
  free.on(2, syncFrame('update', writtenBy(clientID + 1)));
  await expect
    .poll(async () => (await world.storage.loadDocument(documentIdOf('snapshot-1')))?.head.seq)
    .toBe(2);
});

async function openedAs(
  world: Awaited<ReturnType<typeof startWorld>>,
  name: 'nora' | 'phil',
  held: { readonly clientID?: number },
): Promise<RawSocket> {
  const raw = await connectRaw(world, '/sync', { as: name });
  raw.control({ type: 'open', channel: 2, documentId: 'snapshot-1', schema: 1, ...held });
  await raw.until(() => raw.controls.find(({ type: kind }) => kind === 'opened'));
  return raw;
}

/** The state vector of a copy that knows one unit of a client. */
function stateVectorOf(client: number): Uint8Array {
  return Y.encodeStateVector(new Map([[client, 1]]));
}

function writtenBy(client: number): Uint8Array {
  const doc = createSectionDocument(client);
  bodyOf(doc).insert(0, [block('Mine.')]);
  return Y.encodeStateAsUpdate(doc);
}

async function authorOf(
  { url }: ServerProcess,
  { persona, cookie }: SignedIn,
  documentId: string,
): Promise<Author> {
  const tab = tabFor(url, persona, cookie);
  return { tab, section: await liveSection(tab, documentId) };
}

async function whileDown(server: ServerProcess, work: () => Promise<unknown>): Promise<void> {
  await server.kill('SIGTERM');
  await work();
  await server.restart();
}

async function backAgain(...authors: readonly Author[]): Promise<void> {
  for (const { tab } of authors) tab.retryNow();
  await Promise.all(authors.map(({ section }) => whenSaved(section)));
}

function seen(section: SectionSync, words: string): Promise<unknown> {
  return when(section.content, () => textIn(section).includes(words));
}

/** What the operator's command does after it has put a copy back. */
function sayThatItWasRestored(folder: string): void {
  const database = new DatabaseSync(path.join(folder, 'alliance.sqlite'));
  database.exec("UPDATE documents SET incarnation = incarnation || '-restored'");
  database.close();
}
