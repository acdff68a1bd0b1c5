import { DueDocuments } from '@alliance/server/comments/due-documents';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { deletesOf, overlaps } from '../../server/core/deleted-ranges.ts';

const [one, other] = ['one', 'other'] as readonly string[] as readonly [DocumentId, DocumentId];

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function dueDocuments(): { readonly due: DueDocuments; readonly heard: (readonly string[])[] } {
  const heard: (readonly string[])[] = [];
  const due = new DueDocuments({ stretchMs: 250, stretchesMax: 4 }, (ids) => heard.push(ids));
  return { due, heard };
}

test('[AN7] a document is due soon after its last change, within half a second', () => {
  const { due, heard } = dueDocuments();
  due.note(one);
  vi.advanceTimersByTime(250);
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(250);
  expect(heard).toEqual([[one]]);
  vi.advanceTimersByTime(5000);
  expect(heard).toEqual([[one]]);
  expect(vi.getTimerCount()).toBe(0);
});

test('[AN7] a document that changes without pause is due once a second, and another waits for itself', () => {
  const { due, heard } = dueDocuments();
  due.note(other);
  for (let ms = 0; ms < 4500; ms += 50) {
    due.note(one);
    vi.advanceTimersByTime(50);
  }
  expect(heard.filter(([id]) => id === other).length).toBe(1);
  const ofOne = heard.filter((ids) => ids.includes(one)).length;
  expect(ofOne).toBeGreaterThanOrEqual(3);
  expect(ofOne).toBeLessThanOrEqual(5);
  expect(vi.getTimerCount()).toBe(1);
  expect(due.takeAll()).toEqual([one]);
  expect(vi.getTimerCount()).toBe(0);
});

function range(clock: number, length: number) {
  return [{ client: 7, clock, length }];
}

test('[AN6] bytes that are no update delete nothing', () => {
  expect(deletesOf(new Uint8Array([9, 9, 9]))).toEqual([]);
  expect(overlaps(range(3, 2), range(4, 9))).toBe(true);
  expect(overlaps(range(3, 2), range(5, 9))).toBe(false);
  expect(overlaps(range(3, 2), [{ client: 8, clock: 3, length: 2 }])).toBe(false);
});
