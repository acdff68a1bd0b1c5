import { type Inspect, inspectUpdate } from '@alliance/server/core/inspector';
import { assert, check, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { diceOf } from './honest-editing.ts';
import { live, nothingSeen } from './misbehaving-ward.ts';

const runs = Number(process.env['ALLIANCE_RUNS'] ?? 60);

test('[IN27 A1] whatever readers, commenters and suggesters mix, not a unit of the section changes by it', () => {
  const total = nothingSeen();
  assert(
    property(integer({ min: 1 }), (seed) => {
      expect(live(diceOf(seed), inspectUpdate, total)).toBeUndefined();
    }),
    { numRuns: runs },
  );
  expect(total.change).toBe(0);
  // Nothing of this says much unless each of it happened often.
  expect(Math.min(total.nothing, total.refused, total.malformed, total.rows)).toBeGreaterThan(
    runs / 10,
  );
});

test.each<[string, Inspect]>([
  [
    'who looks at new words only, and not at what is deleted',
    (doc, update, sender) => {
      const isOnlyDelete = Y.decodeUpdate(update).structs.length === 0;
      return inspectUpdate(doc, update, isOnlyDelete ? { ...sender, mayEdit: true } : sender);
    },
  ],
  [
    'who lets a repeat pass, also with something new in it',
    (doc, update, sender) => {
      const isLong = update.byteLength > 150;
      return inspectUpdate(doc, update, isLong ? { ...sender, mayEdit: true } : sender);
    },
  ],
])('[IN27] an inspector %s is found', (_name, inspect) => {
  const careless: Inspect = (doc, update, sender) => {
    try {
      return inspect(doc, update, sender);
    } catch {
      return inspectUpdate(doc, update, sender);
    }
  };
  const { failed } = check(
    property(integer({ min: 1 }), (seed) => live(diceOf(seed), careless) === undefined),
    { numRuns: 200, endOnFailure: true },
  );
  expect(failed).toBe(true);
});
