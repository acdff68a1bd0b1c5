import { inspectUpdate } from '@alliance/server/core/inspector';
import { describeUnits } from '@alliance/shared/editor/describe-units';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { diceOf } from './honest-editing.ts';
import { type Untaken, honestDay } from './honest-rooms.ts';

const runs = Number(process.env['ALLIANCE_RUNS'] ?? 12);

/** Whether a copy that took an update would read differently from one that is loaded whole: what IN21 names. */
function wouldDiffer({ state, update }: Untaken): boolean {
  const live = createSectionDocument();
  Y.applyUpdate(live, state);
  Y.applyUpdate(live, update);
  const again = createSectionDocument();
  Y.applyUpdate(again, Y.encodeStateAsUpdate(live));
  return !Buffer.from(describeUnits(live) ?? []).equals(describeUnits(again) ?? new Uint8Array());
}

test('[IN28 A2] nobody honest is refused, in several rooms, offline, merged, taken back, moved and after a crash', () => {
  let updates = 0;
  let exceptions = 0;
  assert(
    property(integer({ min: 1 }), (seed) => {
      const end = honestDay(diceOf(seed), 1000);
      updates += end.updates;
      exceptions += end.untaken.length;
      expect(end.untaken.filter((each) => !wouldDiffer(each))).toEqual([]);
      expect(end.endings.length).toBe(end.untaken.length);
      for (const { copy, loaded } of end.copies)
        expect(describeUnits(copy)).toEqual(describeUnits(loaded));
    }),
    { numRuns: runs },
  );
  // What IN21 names comes once in many thousand.
  expect(exceptions).toBeLessThanOrEqual(updates / 1000);
  expect(updates).toBeGreaterThan(100 * runs);
  if (process.env['ALLIANCE_RUNS'] !== undefined)
    process.stdout.write(`${updates} honest updates, ${exceptions} refused as IN21 names it\n`);
});

test('[IN28] an inspector that refuses one honest update of a whole day is found', () => {
  let inspected = 0;
  const end = honestDay(diceOf(1), 1000, (doc, update, sender) => {
    const inspection = inspectUpdate(doc, update, sender);
    const isPlanted = inspection.kind === 'change' && ++inspected === 30;
    return isPlanted ? { kind: 'refused', rule: 'IN19', work: 0 } : inspection;
  });
  expect(end.endings).toEqual(['IN19']);
  expect(end.untaken.filter((each) => !wouldDiffer(each)).length).toBe(1);
});
