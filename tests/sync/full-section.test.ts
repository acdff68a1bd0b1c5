/** A section is full: what the server does not take is its author's, and the section goes on. */
import { type Tab } from '@alliance/client/sync/tab';
import { bodyOf } from '@alliance/shared/editor/section-document';
import { sectionBytesMax } from '@alliance/shared/limits';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { docOf, liveSection, tabFor, textIn, type, whenSaved, whenState } from './client-tab.ts';
import { type Name, type SyncWorld, startWorld } from './sync-world.ts';

const tabOf = (world: SyncWorld, name: Name): Tab => tabFor(world.url, name, `person=${name}`);

test('[SV24] words that a full section does not take are kept for their author, the server’s text comes at once, and it can be made shorter', async () => {
  const world = await startWorld();
  const nora = await liveSection(tabOf(world, 'nora'), 'snapshot-1');
  const phil = await liveSection(tabOf(world, 'phil'), 'snapshot-1');
  type(nora, ` ${'a'.repeat(sectionBytesMax - 6000)}`);
  await whenSaved(nora);
  const { live } = nora.state.get();
  // The editor takes nothing more in; another client of the same person may.
  type(nora, ` ${'b'.repeat(8000)}`);
  await whenState(nora, (now) => now.live !== undefined && now.live !== live);

  expect(nora.state.get()).toMatchObject({
    phase: 'live',
    kept: 1,
    save: { kind: 'not-saved', reason: 'too-large' },
  });
  expect(nora.keptNow().text).toBe('b'.repeat(8000));
  expect(textIn(nora)).toHaveLength('Seeded. '.length + sectionBytesMax - 6000);
  expect(textIn(phil)).toBe(textIn(nora));
  nora.letGoOfKept();
  shorten(nora, 10_000);
  await whenSaved(nora);
  type(nora, ' Fits now.');
  await whenSaved(nora);
  await expect.poll(() => textIn(phil)).toMatch(/a Fits now\.$/);
});

/** Deletes characters at the end. */
function shorten(section: Parameters<typeof docOf>[0], characters: number): void {
  const block = bodyOf(docOf(section)).get(0);
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new TypeError('The block holds text');
  text.delete(text.length - characters, characters);
}
