import { isTime } from '@alliance/server/inbox/digest-due';
import { type StoredNotifications } from '@alliance/server/storage/port';
import { expect, test } from 'vitest';

import { personId } from '../support/alliances.ts';

/** The instants, one minute apart, at which a daily e-mail leaves between two. */
function leaves(wishes: Partial<StoredNotifications>, from: string, to: string): readonly string[] {
  const row = { ...daily, ...wishes };
  const left = [from];
  for (let now = Date.parse(from); now < Date.parse(to); now += 60_000)
    if (isTime({ ...row, sentAt: left.at(-1) ?? from }, now))
      left.push(new Date(now).toISOString());
  return left.slice(1);
}

const daily: StoredNotifications = {
  personId: personId('tom'),
  rhythm: 'daily',
  hour: 8,
  timeZone: 'Europe/Berlin',
  isConfirmed: true,
};

test('[IB10] the hour is that of the person’s time zone, in summer and in winter', () => {
  expect(leaves({}, '2026-03-28T00:00:00.000Z', '2026-03-31T00:00:00.000Z')).toEqual([
    '2026-03-28T07:00:00.000Z',
    '2026-03-29T06:00:00.000Z',
    '2026-03-30T06:00:00.000Z',
  ]);
});

test.each([
  ['is skipped', '2026-03-28T12:00:00.000Z', '2026-03-30T12:00:00.000Z', 2],
  ['comes twice', '2026-10-24T12:00:00.000Z', '2026-10-26T12:00:00.000Z', 2],
])('[IB10] on the night in which the hour %s one e-mail leaves', (_which, from, to, count) => {
  expect(leaves({ hour: 2 }, from, to)).toHaveLength(count);
});

test('[IB10] midnight and half hours are hours like others', () => {
  const kolkata = { hour: 0, timeZone: 'Asia/Kolkata' };
  expect(leaves(kolkata, '2026-01-01T00:00:00.000Z', '2026-01-03T00:00:00.000Z')).toEqual([
    '2026-01-01T18:30:00.000Z',
    '2026-01-02T18:30:00.000Z',
  ]);
});

test('[IB10] whoever asks for an e-mail after its hour gets the first one the next day', () => {
  const [first] = leaves({}, '2026-01-01T12:00:00.000Z', '2026-01-03T00:00:00.000Z');
  expect(first).toBe('2026-01-02T07:00:00.000Z');
});

test('[IB10] a clock that is set back sends nothing twice', () => {
  const row = { ...daily, timeZone: 'UTC', sentAt: '2026-01-02T08:00:00.000Z' };
  expect(isTime(row, Date.parse('2026-01-01T09:00:00.000Z'))).toBe(false);
  expect(isTime({ ...row, rhythm: 'hourly' }, Date.parse('2026-01-01T09:00:00.000Z'))).toBe(false);
  expect(isTime({ ...row, rhythm: 'never' }, Date.parse('2026-01-05T09:00:00.000Z'))).toBe(false);
});
