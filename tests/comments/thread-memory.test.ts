import { ReadMarks } from '@alliance/server/comments/read-marks';
import { ThreadCounts } from '@alliance/server/comments/thread-counts';
import { startWriteKeyPurge } from '@alliance/server/comments/write-key-purge';
import { Allowances } from '@alliance/server/core/allowances';
import { expect, test } from 'vitest';

import { personId } from '../support/alliances.ts';
import { freshThreadId } from '../support/threads.ts';

test('[CM23] marks that are forgotten, of another start or of the future are answered with everything', () => {
  let clock = 1000;
  const marks = new ReadMarks(() => clock, 3);
  const [hannah, tom] = [personId('hannah'), personId('tom')];
  const ids = Array.from({ length: 8 }, freshThreadId);
  for (const id of ids) {
    clock++;
    marks.note(hannah, id);
  }
  expect(marks.now).toBe(1008);
  // Six were the most; half of them are remembered, and what came later.
  expect(marks.since(hannah, 1003)).toBeUndefined();
  expect(marks.since(hannah, 1004)).toEqual(new Set(ids.slice(3)));
  expect(marks.since(tom, 1004)).toEqual(new Set());
  clock = 1009;
  expect(marks.since(hannah, 1009)).toEqual(new Set());
  for (const unknown of [1010, 0, -1, Number.NaN, Number.POSITIVE_INFINITY])
    expect(marks.since(hannah, unknown)).toBeUndefined();
});

test('[CM23] no number tells what others read, and a clock that is set back hides no mark', () => {
  let clock = 1000;
  const marks = new ReadMarks(() => clock);
  const [hannah, tom] = [personId('hannah'), personId('tom')];
  const [one, two] = [freshThreadId(), freshThreadId()];
  for (let count = 0; count < 40; count++) marks.note(tom, one);
  const told = marks.now;
  expect(told).toBe(1000);
  clock = 400;
  marks.note(hannah, two);
  expect(marks.since(hannah, told)).toEqual(new Set([two]));
});

test('[CM20] the threads of a plan are counted once, and again before it is called full', async () => {
  const counted: string[] = [];
  let stored = 1;
  const counts = new ThreadCounts(async (planId) => {
    counted.push(planId);
    return stored;
  });
  expect(await counts.hasRoom('a', 3)).toBe(true);
  counts.add('a');
  expect(await counts.hasRoom('a', 3)).toBe(true);
  counts.add('a');
  expect(counted).toEqual(['a']);
  // The world was replaced meanwhile: there is room again.
  expect(await counts.hasRoom('a', 3)).toBe(true);
  stored = 3;
  counts.add('a');
  counts.add('a');
  expect(await counts.hasRoom('a', 3)).toBe(false);
});

test('[CM20] everybody has an allowance of their own, and the map of them is bounded', () => {
  const allowances = new Allowances({ max: 2, stretchMs: 100, keysMax: 2 });
  const take = (key: string, now: number) => allowances.take(key, now);
  expect([take('a', 0), take('a', 1), take('a', 2), take('b', 2), take('a', 100)]).toEqual([
    true,
    true,
    false,
    true,
    true,
  ]);
  // The one that was not heard of for longest begins anew.
  expect([
    take('b', 101),
    take('b', 101),
    take('c', 101),
    take('a', 101),
    take('a', 101),
    take('a', 101),
  ]).toEqual([true, false, true, true, true, false]);
});

test('[CM17] the keys of old writes are forgotten, those of the last week are not', async () => {
  const asked: string[] = [];
  const lines: string[] = [];
  const log = {
    info: (fields: object) => lines.push(JSON.stringify(fields)),
    warn: () => undefined,
    error: () => undefined,
  };
  const storage = {
    purgeWriteKeys: async (before: string) => {
      asked.push(before);
      return 3;
    },
  };
  const stop = startWriteKeyPurge({ storage, now: () => Date.parse('2026-03-10T12:00:00Z'), log });
  await stop();
  expect(asked).toEqual(['2026-03-03T12:00:00.000Z']);
  expect(lines).toEqual(['{"keys":3}']);
});
