import { type SectionSync } from '@alliance/client/sync/section-sync';
import { type Tab } from '@alliance/client/sync/tab';
import { bodyOf } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { docOf, liveSection, tabFor, textIn, type, whenSaved, whenState } from './client-tab.ts';
import { type Name, type SyncWorld, documentIdOf, startWorld } from './sync-world.ts';

const tabOf = (world: SyncWorld, name: Name): Tab => tabFor(world.url, name, `person=${name}`);

test('[SV17] after a refused frame the honest words of the others are written again and saved, and the refused ones kept', async () => {
  const world = await startWorld();
  const nora = await liveSection(tabOf(world, 'nora'), 'snapshot-1');
  const phil = await liveSection(tabOf(world, 'phil'), 'snapshot-1');
  addBlocks(nora);
  await whenSaved(nora);
  poison(nora);
  insert(nora, 'b', ' honest');
  await whenState(nora, ({ kept, live }) => kept === 2 && live !== undefined);
  expect(nora.state.get().save).toMatchObject({ kind: 'not-saved', reason: 'unfit', rule: 'IN5' });
  type(phil, ' By a colleague.');
  // An editor that stands on the new document says so.
  nora.takeUp('editor');
  await whenState(nora, ({ kept }) => kept === 1);
  expect(nora.keptNow().text).toBe('Aevil');
  await expect.poll(() => textIn(phil)).toBe('Seeded.AB honestC By a colleague.');
  await expect.poll(() => textIn(nora)).toBe(textIn(phil));
  nora.letGoOfKept();
  await whenSaved(nora);
  await world.restart();
  const late = await liveSection(tabOf(world, 'phil'), 'snapshot-1');
  expect(textIn(late)).toBe('Seeded.AB honestC By a colleague.');
  expect(await logOf(world)).not.toContain('evil');
});

test('[SV18] after three times in a minute nothing is written again by itself: all of it is kept', async () => {
  const world = await startWorld();
  const nora = await liveSection(tabOf(world, 'nora'), 'snapshot-1');
  addBlocks(nora);
  await whenSaved(nora);
  for (let round = 1; round <= 4; round++) {
    const { live } = nora.state.get();
    poison(nora);
    insert(nora, 'b', ` ${round}`);
    await whenState(nora, (now) => now.live !== undefined && now.live !== live);
    nora.takeUp(undefined);
    await whenState(nora, ({ kept }) => kept === (round < 4 ? round : 5));
  }
  expect(textIn(nora)).toContain('B 1 2 3C');
  expect(nora.keptNow().text.split('\n').at(-1)).toBe('4');
});

/** Three blocks as an editor makes them. */
function addBlocks(section: SectionSync): void {
  const body = bodyOf(docOf(section));
  body.insert(
    1,
    ['a', 'b', 'c'].map((blockId) => {
      const block = new Y.XmlElement('block');
      block.setAttribute('blockId', blockId);
      block.insert(0, [new Y.XmlText(blockId.toUpperCase())]);
      return block;
    }),
  );
}

/** Writes what the schema does not know. */
function poison(section: SectionSync): void {
  textOfBlock(section, 'a').insert(1, 'evil', { blink: true });
}

function insert(section: SectionSync, blockId: string, words: string): void {
  const text = textOfBlock(section, blockId);
  text.insert(text.length, words, {});
}

function textOfBlock(section: SectionSync, blockId: string): Y.XmlText {
  const block = bodyOf(docOf(section))
    .toArray()
    .find((each) => each instanceof Y.XmlElement && each.getAttribute('blockId') === blockId);
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
  if (text instanceof Y.XmlText) return text;
  throw new TypeError('The block holds text');
}

/** Everything that was ever written to the log. */
async function logOf(world: SyncWorld): Promise<string> {
  const stored = await world.storage.loadDocument(documentIdOf('snapshot-1'));
  const rows = stored?.tail ?? [];
  expect(rows.length).toBeGreaterThan(1);
  return rows.map(({ payload }) => Buffer.from(payload).toString('latin1')).join();
}
