import { boxesWithoutPlace, boxesWithoutThread } from '@alliance/client/comments/desk/box-places';
import { KeptDesks } from '@alliance/client/comments/desk/kept-desks';
import { mergeThreads } from '@alliance/client/comments/desk/threads-merge';
import { unreadIn } from '@alliance/client/comments/desk/unread';
import { boxKey } from '@alliance/client/comments/desk/unsent';
import { whenSectionsClose } from '@alliance/client/comments/desk/when-closed';
import { whyRefused } from '@alliance/client/comments/desk/why-refused';
import { createSource } from '@alliance/client/sync/store';
import { outcomeCodes } from '@alliance/client/ui/outcome-codes';
import { ServerRefusal } from '@alliance/client/ui/server-refusal';
import { castId } from '@alliance/server/demo/cast';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { closeCodes } from '@alliance/shared/sync/close-code';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';

import { deskFor, deskOf, follow } from '../support/desks.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { startServerProcess } from '../support/server-process.ts';
import {
  askToChange,
  changeThread,
  comment,
  newThread,
  reply,
  startThread,
} from '../support/threads.ts';
import { when } from '../sync/client-tab.ts';
import { commentedServer } from './commented-server.ts';

const minuteMs = 60_000;

let server: InProcessServer;
let hannah: SignedIn;
let priya: SignedIn;

beforeAll(async () => {
  server = await startInProcess();
  hannah = await signIn(server.url, 'hannah');
  priya = await signIn(server.url, 'priya');
});
afterAll(() => server.close());

/** Resolves with a thread of a desk when it passes. */
async function whenThread(
  { threads }: Awaited<ReturnType<typeof deskFor>>['desk'],
  id: string,
  passes: (thread: ThreadView) => boolean = () => true,
): Promise<ThreadView> {
  const all = await when(
    threads,
    (known) => known?.some((each) => each.id === id && passes(each)) ?? false,
  );
  const found = all?.find((each) => each.id === id);
  if (found === undefined) throw new Error('The thread is not there.');
  return found;
}

test('[CM23] a desk asks once for everything, and then only for what changed', async () => {
  const first = await startThread(hannah);
  const { desk, asked } = await deskFor(priya);
  follow(desk, server.url, priya);
  await whenThread(desk, first.id);
  await reply(hannah, first, 'And at night?');
  const answered = await whenThread(desk, first.id, ({ comments }) => comments.length === 2);
  expect(answered.version).toBe(2);
  const [whole, ...changes] = asked.map(([, path]) => path);
  expect(whole).toBe('threads');
  expect(changes.length).toBeGreaterThan(0);
  expect(changes.every((path) => path.startsWith('threads?after='))).toBe(true);
});

test('[RL7] what I send is there at once and is mine alone until the server has it', async () => {
  const { desk } = await deskFor(hannah);
  desk.wake();
  await when(desk.threads, (threads) => threads !== undefined);
  const start = newThread();
  const arrival = desk.start(start);
  const shown = desk.threads.get()?.find(({ id }) => id === start.threadId);
  expect(shown).toMatchObject({ version: 0, can: [], status: 'open' });
  expect(desk.outbox.get()).toMatchObject([{ action: 'start', refusal: undefined }]);
  expect(desk.unsent.get()).toBe(1);
  await arrival;
  const kept = desk.threads.get()?.find(({ id }) => id === start.threadId);
  expect(kept?.version).toBe(1);
  expect(kept?.can).toContain('reply');
  expect([desk.outbox.get(), desk.unsent.get()]).toEqual([[], 0]);
});

test('[RL7] what is sent while the server is away goes by itself when it is back, once, in its order', async () => {
  const process = await startServerProcess();
  try {
    const tom = await signIn(process.url, 'tom');
    const { desk, asked } = await deskFor(tom);
    desk.wake();
    await when(desk.threads, (threads) => threads !== undefined);
    await process.kill();
    const start = newThread();
    const started = desk.start(start);
    const answered = desk.change(start.threadId, { type: 'reply', comment: comment('Both.') });
    await when(desk.outbox, ([one]) => one?.isDelayed === true);
    expect(desk.threads.get()?.at(-1)?.comments).toHaveLength(2);
    await process.restart();
    await Promise.all([started, answered]);
    const writes = asked.filter(([method]) => method === 'POST');
    const keys = new Set(writes.map(([, , key]) => key));
    expect([keys.size, writes.length > 2]).toEqual([2, true]);
    const whole = (await (await tom.fetch(`/api/plans/${desk.planId}/threads`)).json()) as {
      readonly threads: readonly ThreadView[];
    };
    const mine = whole.threads.filter(({ id }) => id === start.threadId);
    expect(mine.map(({ comments }) => comments.map(({ words }) => words))).toEqual([
      [{ text: 'Two helpers or one?' }, { text: 'Both.' }],
    ]);
  } finally {
    await process.close();
  }
});

test('[RL7] an answer that was done and never heard of is sent again and done once', async () => {
  const thread = await startThread(hannah);
  const { desk, asked } = await deskFor(priya);
  desk.wake();
  await whenThread(desk, thread.id);
  const said = comment('Yes.');
  const arrival = desk.change(thread.id, { type: 'reply', comment: said });
  const [waiting] = desk.outbox.get();
  // The same request by another way: its answer is not the desk's.
  await askToChange(priya, thread, { type: 'reply', comment: said }, waiting?.key);
  await arrival;
  expect(asked.filter(([method]) => method === 'POST')).toHaveLength(1);
  const kept = await whenThread(desk, thread.id);
  expect(kept.comments.map(({ id }) => id)).toEqual([thread.comments[0].id, said.commentId]);
});

test('[RL7] what is refused says why, keeps its words, and is edited and sent again', async () => {
  const thread = await startThread(hannah);
  const { desk } = await deskFor(priya);
  desk.wake();
  await whenThread(desk, thread.id);
  const tooLong = 'x'.repeat(4001);
  void desk.change(thread.id, { type: 'reply', comment: comment(tooLong) });
  const [refused] = await when(desk.outbox, ([one]) => one?.refusal !== undefined);
  expect(refused?.refusal && whyRefused(refused.refusal)).toBe('long');
  expect(refused?.text).toBe(tooLong);
  expect(desk.threads.get()?.find(({ id }) => id === thread.id)?.comments).toHaveLength(1);
  expect(desk.unsentText()).toBe(tooLong);
  expect(desk.editAgain(refused?.key ?? '')).toBe(true);
  expect(desk.written.get().get(boxKey(thread.id, 'reply'))?.text).toBe(tooLong);
  expect(desk.outbox.get()).toEqual([]);
});

test('[RL7] what is refused says which of the reasons of a rule it was', () => {
  const reasons = ['may-not-attach', 'still-in-place', 'words-not-there', 'of another time'];
  const refusals = reasons.map((reason) => new ServerRefusal(409, { rule: 'CM26', reason }));
  expect(refusals.map(whyRefused)).toEqual(['attach', 'inPlace', 'wordsGone', 'changed']);
  expect(whyRefused(new ServerRefusal(404))).toBe('gone');
});

test('[RL7] the codes of a refusal are read whatever the order of its keys, and from no other body', () => {
  const outcome = {
    issue: [
      {
        details: {
          text: '"coding":[{"code":"XX1"}]',
          coding: [{ display: '', code: 'CM12' }, { code: 'other-read-back' }],
        },
      },
    ],
  };
  expect(outcomeCodes(JSON.stringify(outcome, undefined, 2))).toEqual(['CM12', 'other-read-back']);
  for (const body of ['', '<html>', '[]', 'null', '{"issue":{}}', '{"issue":[{"details":7}]}'])
    expect(outcomeCodes(body)).toEqual([]);
});

test('[RL7] a refused answer does not take the place of another one that is being written', async () => {
  const thread = await startThread(hannah);
  const { desk } = await deskFor(priya);
  desk.wake();
  await whenThread(desk, thread.id);
  void desk.change(thread.id, { type: 'reply', comment: comment(' ') });
  const [refused] = await when(desk.outbox, ([one]) => one?.refusal !== undefined);
  const box = boxKey(thread.id, 'reply');
  desk.write(box, { text: 'Something new' });
  expect(desk.editAgain(refused?.key ?? '')).toBe(false);
  expect(desk.written.get().get(box)?.text).toBe('Something new');
  expect(desk.outbox.get()).toHaveLength(1);
  desk.letGo(refused?.key ?? '');
  expect(desk.outbox.get()).toEqual([]);
});

test('[RL7] a thread that is refused stays where it was begun, and becomes a draft again', async () => {
  const { desk } = await deskFor(hannah);
  desk.wake();
  await when(desk.threads, (threads) => threads !== undefined);
  const start = newThread({ comment: comment('y'.repeat(4001)) });
  void desk.start(start);
  const [refused] = await when(desk.outbox, ([one]) => one?.refusal !== undefined);
  expect(desk.threads.get()?.some(({ id }) => id === start.threadId)).toBe(true);
  expect(desk.editAgain(refused?.key ?? '')).toBe(true);
  expect(desk.draft.get()).toMatchObject({
    kind: 'question',
    audience: 'team',
    subject: start.subject,
  });
  expect(desk.threads.get()?.some(({ id }) => id === start.threadId)).toBe(false);
});

test('[RL7] a draft that holds words is kept when another one is begun', async () => {
  const { desk } = await deskFor(hannah);
  const draft = { subject: { on: 'plan' }, quote: '', kind: 'question', text: 'First' } as const;
  desk.beginDraft(draft);
  desk.beginDraft({ ...draft, text: 'Second' });
  expect(desk.draft.get()?.text).toBe('First');
  desk.changeDraft({ text: '  ' });
  desk.beginDraft({ ...draft, text: 'Third' });
  expect(desk.draft.get()?.text).toBe('Third');
});

test('[CM8] two who resolve at once both see it resolved', async () => {
  const thread = await startThread(hannah);
  await changeThread(hannah, thread, { type: 'resolve' });
  const { desk } = await deskFor(hannah);
  desk.wake();
  await whenThread(desk, thread.id);
  await desk.change(thread.id, { type: 'resolve' });
  expect(await whenThread(desk, thread.id)).toMatchObject({ status: 'resolved' });
  expect(desk.outbox.get()).toEqual([]);
});

test('[RL9] what is read on one desk is read on the other desk of the same person', async () => {
  const thread = await startThread(hannah);
  const one = await deskFor(priya);
  const other = await deskFor(priya);
  follow(one.desk, server.url, priya);
  follow(other.desk, server.url, priya);
  await whenThread(other.desk, thread.id, ({ readCount }) => readCount === 0);
  await whenThread(one.desk, thread.id);
  one.desk.markRead(thread.id, 1);
  expect((await whenThread(one.desk, thread.id)).readCount).toBe(1);
  await whenThread(other.desk, thread.id, ({ readCount }) => readCount === 1);
});

test('[RL9] what is on its way is not counted as read: a colleague may have written before it', async () => {
  const thread = await startThread(hannah);
  const { desk } = await deskFor(priya, (_path, { method }) => {
    if (method === 'POST') throw new ServerRefusal(0);
  });
  desk.wake();
  await whenThread(desk, thread.id);
  void desk.change(thread.id, { type: 'reply', comment: comment('Mine') });
  const shown = await whenThread(desk, thread.id, ({ comments }) => comments.length === 2);
  await reply(hannah, thread, 'Hers');
  desk.markRead(thread.id, shown.comments.length);
  desk.refresh();
  const told = await whenThread(desk, thread.id, ({ comments }) => comments.length === 3);
  // Hers is new, and stands before my own that is on its way.
  expect([told.readCount, unreadIn(told, priya.personId)]).toEqual([1, 1]);
  expect(told.comments.map(({ words }) => words)).toEqual([
    { text: 'Two helpers or one?' },
    { text: 'Hers' },
    { text: 'Mine' },
  ]);
});

test('[RL14] threads that cannot be loaded are unknown, not none, and are asked for again after a wait that doubles', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const page = { plan: await hannah.plan(), personId: hannah.personId };
  let isWell = false;
  let asked = 0;
  const desk = deskOf(page, () => {
    asked += 1;
    if (!isWell) return Promise.reject(new ServerRefusal(500));
    return Promise.resolve({ cursor: 'c', isWhole: true, threads: [] });
  });
  expect([desk.loading.get(), desk.threads.get()]).toEqual(['loading', undefined]);
  desk.wake();
  await when(desk.loading, (loading) => loading === 'failed');
  const askedAfter: number[] = [];
  for (const waitMs of [999, 1, 1_999, 1, 3_999, 1]) {
    // One wait after the other.
    await vi.advanceTimersByTimeAsync(waitMs);
    askedAfter.push(asked);
  }
  expect(askedAfter).toEqual([1, 2, 2, 3, 3, 4]);
  expect([desk.loading.get(), desk.threads.get()]).toEqual(['failed', undefined]);
  isWell = true;
  await vi.advanceTimersByTimeAsync(8_000);
  expect([desk.loading.get(), desk.threads.get(), desk.trouble.get()]).toEqual([
    'loaded',
    [],
    undefined,
  ]);
});

test('[RL14] what I have sent before the threads could be loaded is not all there is', async () => {
  const before = await startThread(hannah);
  let isWell = false;
  const { desk } = await deskFor(hannah, (_path, { method = 'GET' }) => {
    if (method === 'GET' && !isWell) throw new ServerRefusal(500);
  });
  desk.wake();
  await when(desk.loading, (loading) => loading === 'failed');
  const start = newThread();
  await desk.start(start);
  expect([desk.loading.get(), desk.threads.get()]).toEqual(['failed', undefined]);
  isWell = true;
  desk.refresh();
  await whenThread(desk, start.threadId);
  await whenThread(desk, before.id);
});

test.each([401, 403, 404])(
  '[RL14] what the reader may not see any more goes from their screen, and what they wrote stays (%i)',
  async (status) => {
    const thread = await startThread(hannah);
    let isOpen = true;
    const { desk } = await deskFor(priya, () => {
      if (!isOpen) throw new ServerRefusal(status);
    });
    desk.wake();
    await whenThread(desk, thread.id);
    desk.write(boxKey(thread.id, 'reply'), { text: 'Half a thought' });
    isOpen = false;
    desk.refresh();
    await when(desk.loading, (loading) => loading === 'closed');
    expect(desk.threads.get()).toBeUndefined();
    expect(desk.unsentText()).toBe('Half a thought');
    isOpen = true;
    desk.wake();
    await whenThread(desk, thread.id);
    expect(desk.loading.get()).toBe('loaded');
  },
);

test('[AL3] in the hour after a shift what I send is shown until the server has it', async () => {
  const to = new Date(Date.now() + 60 * minuteMs).toISOString();
  const late = await commentedServer((world, record) => {
    const seats = record.alliance.seats.map((seat) => ({
      ...seat,
      coverage: seat.coverage.map((row) =>
        row.personId === castId('hannah') ? { ...row, to } : row,
      ),
    }));
    const changed = { ...record, alliance: { ...record.alliance, seats } };
    return { ...world, plans: [changed, ...world.plans.slice(1)] };
  });
  const therapist = await late.as('hannah');
  late.pass(90 * minuteMs);
  const { alliance } = await therapist.plan();
  const covers = alliance.seats.flatMap(({ now }) => now);
  expect(covers.some(({ personId }) => personId === therapist.personId)).toBe(false);
  const { desk } = await deskFor(therapist);
  desk.wake();
  await when(desk.threads, (threads) => threads !== undefined);
  const start = newThread();
  const arrival = desk.start(start);
  const shown = desk.threads.get()?.find(({ id }) => id === start.threadId);
  expect(shown?.comments[0].author).toMatchObject({ personId: therapist.personId });
  await arrival;
  late.pass(60 * minuteMs);
  desk.refresh();
  await when(desk.loading, (loading) => loading === 'closed');
  expect(desk.threads.get()).toBeUndefined();
});

test('[RL14] a right that ends by the clock is noticed within a minute, or when a section is closed', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const page = { plan: await hannah.plan(), personId: hannah.personId };
  const cursors: string[] = [];
  const desk = deskOf(page, (path) => {
    cursors.push(path.replace(/^.*threads/u, ''));
    return Promise.resolve({ cursor: 'c', isWhole: !path.includes('?'), threads: [] });
  });
  const connection = createSource<'online' | 'connecting' | 'offline'>('online');
  onTestFinished(desk.follow({ onEvent: () => () => undefined, connection }));
  await when(desk.loading, (loading) => loading === 'loaded');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(cursors).toEqual(['', '?after=c']);
  const state = createSource<{ closed?: { code: number; reason: string } }>({});
  const sections = new Map([['one', { state }]]);
  onTestFinished(whenSectionsClose(sections, () => desk.readAgain()));
  state.set({ closed: { code: closeCodes.tryAgain, reason: 'stopping' } });
  state.set({ closed: { code: closeCodes.notFound, reason: 'not-found' } });
  state.set({ closed: { code: closeCodes.notFound, reason: 'not-found' } });
  await Promise.resolve();
  expect(cursors).toEqual(['', '?after=c', '']);
  await vi.advanceTimersByTimeAsync(0);
  desk.showPage({ ...page, plan: { ...page.plan, title: 'Another title' } });
  expect(cursors).toHaveLength(3);
  desk.showPage({ ...page, plan: { ...page.plan, sections: page.plan.sections.slice(1) } });
  expect(cursors).toEqual(['', '?after=c', '', '']);
});

test('[RL7] what waits holds up its own thread alone', async () => {
  const [busy, free] = [await startThread(hannah), await startThread(hannah)];
  const { desk } = await deskFor(priya, (path) => {
    if (path.endsWith(busy.id)) throw new ServerRefusal(503);
  });
  desk.wake();
  await whenThread(desk, free.id);
  void desk.change(busy.id, { type: 'reply', comment: comment('First') });
  void desk.change(busy.id, { type: 'reply', comment: comment('Second') });
  await desk.change(free.id, { type: 'reply', comment: comment('Elsewhere') });
  expect(desk.outbox.get().map(({ text }) => text)).toEqual(['First', 'Second']);
});

test('[RL7] what was refused is not put into a box that no card shows', async () => {
  const thread = await startThread(hannah);
  const { desk } = await deskFor(priya, (_path, { method }) => {
    if (method === 'POST') throw new ServerRefusal(404);
  });
  desk.wake();
  await whenThread(desk, thread.id);
  // Nobody reads back what is not critical: the box is not there.
  void desk.change(thread.id, { type: 'read-back', comment: comment('I stop it.') });
  const [refused] = await when(desk.outbox, ([one]) => one?.refusal !== undefined);
  expect(desk.editAgain(refused?.key ?? '')).toBe(false);
  expect(desk.unsentText()).toBe('I stop it.');
  expect(desk.outbox.get()).toHaveLength(1);
});

test('[RL7] words in a box that has lost its place or its thread are known to stand nowhere', async () => {
  const thread = await startThread(hannah, { kind: 'critical' });
  const boxes = new Map([
    [boxKey(thread.id, 'reply'), { text: 'An answer' }],
    [boxKey(thread.id, 'resolve'), { text: 'A note' }],
    [boxKey(thread.id, 'reopen'), { text: ' ' }],
    [boxKey(thread.id, 'edit', thread.comments[0].id), { text: 'Other words' }],
  ]);
  const lost = (threads: ThreadView): readonly string[] =>
    boxesWithoutPlace(boxes, threads).map(({ written }) => written.text);
  // A critical thread is not resolved before it was read back.
  expect(lost(thread)).toEqual(['A note']);
  expect(lost({ ...thread, can: [] })).toEqual(['An answer', 'A note']);
  expect(boxesWithoutThread(boxes, [thread])).toEqual([]);
  expect(boxesWithoutThread(boxes, []).map(({ written }) => written.text)).toEqual([
    'An answer',
    'A note',
    'Other words',
  ]);
});

test('[RL7] answers that come in any order leave the newest, in the order of the threads', async () => {
  const older = await startThread(hannah);
  const newer = await startThread(hannah);
  const answered = await reply(priya, older, 'Yes.');
  const there = { ...answered, readCount: 2 };
  expect(mergeThreads([newer, there], [older])).toEqual([there, newer]);
  expect(mergeThreads([older], [newer, answered])).toEqual([{ ...answered, readCount: 1 }, newer]);
});

test('[RL7] a plan that is left and entered again has the draft; another person finds nothing of it', async () => {
  const plan = await hannah.plan();
  const made: string[] = [];
  const desks = new KeptDesks((page) => {
    made.push(page.personId);
    return deskOf(page, () => Promise.reject(new Error('Nothing is asked here.')));
  });
  const page = { plan, personId: hannah.personId };
  const stay = desks.enter(page);
  stay.desk.beginDraft({ subject: { on: 'plan' }, quote: '', kind: 'question', text: 'Wait' });
  stay.leave();
  await Promise.resolve();
  expect([desks.unsent.get(), desks.left.get(), desks.unsentText()]).toEqual([1, 1, 'Wait']);
  expect(desks.enter(page).desk.draft.get()?.text).toBe('Wait');
  const other = desks.enter({ plan, personId: priya.personId });
  expect(other.desk.draft.get()).toBeUndefined();
  expect([desks.unsent.get(), desks.unsentText()]).toEqual([0, '']);
  expect(made).toEqual([hannah.personId, priya.personId]);
});
