import { unitsIn } from '@alliance/server/core/document-work';
import { inspectUpdate } from '@alliance/server/core/inspector';
import { mostGrowth } from '@alliance/server/core/section-size';
import { scanUpdate } from '@alliance/server/core/update-scan';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { craft } from './crafted-update.ts';
import { diceOf } from './honest-editing.ts';
import { liveHistory } from './honest-history.ts';
import { attacker, craftedUpdate } from './hostile-updates.ts';

const mine = { mayEdit: true, owns: (client: number) => client === attacker };

/** Applies an update and says how much larger the whole state may have become, and has. */
function growthBy(
  doc: Y.Doc,
  update: Uint8Array,
): { readonly most: number; readonly real: number } {
  const growth = { bytes: update.byteLength, ranges: scanUpdate(update)?.deletes.length ?? 0 };
  const before = Y.encodeStateAsUpdate(doc).byteLength;
  const most = mostGrowth(growth, unitsIn(doc));
  Y.applyUpdate(doc, update);
  return { most, real: Y.encodeStateAsUpdate(doc).byteLength - before };
}

test('[IN18 A13] no update makes a section grow by more than is reckoned from its bytes and the units that were there', () => {
  let grown = 0;
  assert(
    property(integer({ min: 1 }), (seed) => {
      const dice = diceOf(seed);
      const doc = createSectionDocument();
      for (const update of liveHistory(dice, 60).log) {
        const { most, real } = growthBy(doc, update);
        expect(real).toBeLessThanOrEqual(most);
        grown += real;
      }
      for (let count = 0; count < 20; count++) {
        const inspection = inspectUpdate(doc, craftedUpdate(doc, dice), mine);
        if (inspection.kind !== 'change') continue;
        const { most, real } = growthBy(doc, inspection.update);
        expect(real).toBeLessThanOrEqual(most);
      }
    }),
    { numRuns: 60 },
  );
  expect(grown).toBeGreaterThan(10_000);
});

test('[IN18] letters between all letters of a long word cut it to pieces, and that is reckoned', () => {
  const doc = createSectionDocument();
  const length = 2000;
  const client = 2 ** 32 - 2;
  Y.applyUpdate(
    doc,
    craft({ client, clock: 0, structs: [{ ref: 'string', text: 'x'.repeat(length) }] }),
  );
  const structs = Array.from({ length: length - 1 }, (_each, clock) => ({
    ref: 'string' as const,
    text: 'y',
    origin: { client, clock },
    rightOrigin: { client, clock: clock + 1 },
  }));
  const { most, real } = growthBy(doc, craft({ client: 2 ** 32 - 1, clock: 0, structs }));
  expect(real).toBeGreaterThan(most / 3);
  expect(real).toBeLessThanOrEqual(most);
});
