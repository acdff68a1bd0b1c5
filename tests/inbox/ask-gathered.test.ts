import { askGathered } from '@alliance/client/inbox/ask-gathered';
import { InboxNews } from '@alliance/server/sync/inbox-news';
import { type PersonId } from '@alliance/shared/identity/person';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { personId } from '../support/alliances.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('[IB19] the first change is asked for at once, and many more in a moment once', async () => {
  const ask = vi.fn<() => Promise<void>>(async () => undefined);
  const { want } = askGathered(ask);
  want();
  expect(ask).toHaveBeenCalledTimes(1);
  for (let change = 0; change < 20; change++) {
    want();
    await vi.advanceTimersByTimeAsync(20);
  }
  expect(ask).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(100);
  expect(ask).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ask).toHaveBeenCalledTimes(2);
  want();
  expect(ask).toHaveBeenCalledTimes(3);
});

test('[IB19] changes without end are asked for twice in a second', async () => {
  const ask = vi.fn<() => Promise<void>>(async () => undefined);
  const { want } = askGathered(ask);
  for (let ms = 0; ms < 10_000; ms += 50) {
    want();
    await vi.advanceTimersByTimeAsync(50);
  }
  expect(ask).toHaveBeenCalledTimes(1 + 20);
});

test('[IB19] what changes while an answer is on its way is asked for after it, also when it fails', async () => {
  const answer = Promise.withResolvers<void>();
  const ask = vi.fn<() => Promise<void>>(() => answer.promise);
  const { want } = askGathered(ask);
  want();
  want();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(ask).toHaveBeenCalledTimes(1);
  answer.reject(new Error('No answer.'));
  await vi.advanceTimersByTimeAsync(0);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('[IB19] an answer that never comes does not end the asking, and who has left asks no more', async () => {
  const ask = vi.fn<() => Promise<void>>(() => new Promise<void>(() => undefined));
  const { want, stop } = askGathered(ask);
  want();
  want();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(ask).toHaveBeenCalledTimes(2);
  want();
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('[IB6] from the change to the question less than a second passes, also right after another one', async () => {
  const asked: number[] = [];
  const { want } = askGathered(async () => void asked.push(Date.now()));
  const news = new InboxNews(want);
  const mine: ReadonlySet<PersonId> = new Set([personId('tom')]);
  const changed: number[] = [];
  for (const pause of [0, 0, 249, 1, 260, 10, 700, 5_000]) {
    await vi.advanceTimersByTimeAsync(pause);
    changed.push(Date.now());
    news.add(mine);
  }
  await vi.advanceTimersByTimeAsync(5_000);
  const waits = changed.map((at) => Math.min(...asked.filter((each) => each >= at)) - at);
  expect(Math.max(...waits)).toBeLessThan(1_000);
  expect(asked.length).toBeLessThan(changed.length);
});
