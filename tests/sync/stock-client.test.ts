import { bodyOf } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';

import { syncedClient, untilDoc } from './stock-client.ts';
import { block, startWorld, textOf } from './sync-world.ts';

test('[SY1] two stock y-websocket clients edit one section and see the same', async () => {
  const world = await startWorld();
  const nora = await syncedClient(world, { as: 'nora' });
  const phil = await syncedClient(world, { as: 'phil' });
  expect(textOf(nora.doc)).toBe('Seeded.');

  bodyOf(nora.doc).insert(1, [block('From Nora.')]);
  await untilDoc(phil.doc, () => textOf(phil.doc).includes('From Nora.'));
  bodyOf(phil.doc).insert(2, [block('From Phil.')]);
  await untilDoc(nora.doc, () => textOf(nora.doc).includes('From Phil.'));

  expect(textOf(nora.doc)).toBe('Seeded.\nFrom Nora.\nFrom Phil.');
  expect(textOf(phil.doc)).toBe(textOf(nora.doc));
});
