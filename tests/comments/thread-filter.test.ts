import { type ThreadFilter } from '@alliance/client/comments/desk/desk';
import { filterThreads } from '@alliance/client/comments/desk/thread-filter';
import { toSeatId } from '@alliance/shared/alliance/alliance';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';
import { changeThread, comment, startThread, threadsOf } from '../support/threads.ts';

let server: InProcessServer;

beforeAll(async () => {
  server = await startInProcess();
});
afterAll(() => server.close());

test('[RL8] open, mine, critical and resolved threads are found, also by discipline', async () => {
  const hannah = await signIn(server.url, 'hannah');
  const priya = await signIn(server.url, 'priya');
  const plan = await priya.plan();
  const priyasSeat = plan.alliance.seats.find(({ now }) =>
    now.some(({ personId }) => personId === priya.personId),
  );
  const seatId = toSeatId(priyasSeat?.id ?? '');
  const plain = await startThread(hannah);
  const assigned = await startThread(hannah, { assignment: { seatId } });
  const calling = await startThread(hannah, { comment: comment('@Rehab physician', [{ seatId }]) });
  const critical = await startThread(hannah, { kind: 'critical' });
  const resolved = await startThread(hannah);
  await changeThread(hannah, resolved, { type: 'resolve' });
  const { threads } = await threadsOf(priya, plan.id);
  const made = [plain, assigned, calling, critical, resolved].map(({ id }) => id);
  const shown = (show: ThreadFilter['show'], disciplineKey?: string): readonly number[] =>
    filterThreads(threads, { show, disciplineKey }, { plan, personId: priya.personId })
      .map(({ id }) => made.indexOf(id))
      .filter((index) => index >= 0);
  expect(shown('open')).toEqual([0, 1, 2, 3]);
  expect(shown('mine')).toEqual([1, 2]);
  expect(shown('critical')).toEqual([3]);
  expect(shown('resolved')).toEqual([4]);
  expect(shown('all')).toEqual([0, 1, 2, 3, 4]);
  expect(shown('all', 'physical-therapist')).toEqual([0, 1, 2, 3, 4]);
  expect(shown('all', 'pharmacist')).toEqual([]);
});
