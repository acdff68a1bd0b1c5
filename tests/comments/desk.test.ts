import { KeptDesks } from '@alliance/client/comments/desk/kept-desks';
import { mergeThreads } from '@alliance/client/comments/desk/threads-merge';
import { boxKey } from '@alliance/client/comments/desk/unsent';
import { whyRefused } from '@alliance/client/comments/desk/why-refused';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { afterAll, beforeAll, expect, test } from 'vitest';

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
  expect(refused?.refusal && whyRefused(refused.refusal)).toBe('words');
  expect(refused?.text).toBe(tooLong);
  expect(desk.threads.get()?.find(({ id }) => id === thread.id)?.comments).toHaveLength(1);
  expect(desk.unsentText()).toBe(tooLong);
  expect(desk.editAgain(refused?.key ?? '')).toBe(true);
  expect(desk.written.get().get(boxKey(thread.id, 'reply'))?.text).toBe(tooLong);
  expect(desk.outbox.get()).toEqual([]);
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
  one.desk.activate(thread.id, 'rail');
  expect((await whenThread(one.desk, thread.id)).readCount).toBe(1);
  await whenThread(other.desk, thread.id, ({ readCount }) => readCount === 1);
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
