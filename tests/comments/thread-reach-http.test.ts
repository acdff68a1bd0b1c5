import { castId } from '@alliance/server/demo/cast';
import { type PlanRecord, type World } from '@alliance/server/storage/port';
import {
  type Author,
  type Thread,
  toCommentId,
  toThreadId,
} from '@alliance/shared/comments/thread';
import { type ThreadCommand } from '@alliance/shared/comments/thread-command';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { commentsPerThreadMax, threadsPerPlanMax } from '@alliance/shared/limits';
import { type RecordEvent } from '@alliance/shared/sync/channel';
import { expect, test } from 'vitest';

import { type SignedIn } from '../support/people.ts';
import {
  askToChange,
  askToStart,
  changeThread,
  comment,
  freshThreadId,
  newThread,
  reply,
  startThread,
  threadsOf,
  write,
} from '../support/threads.ts';
import { tabFor, when } from '../sync/client-tab.ts';
import { commentedServer, refusalOf } from './commented-server.ts';

const anchor = { from: '', to: '', exact: 'x', prefix: '', suffix: '' };
const hourMs = 3_600_000;

/** Everything that can be sent about a thread. */
const commands: readonly ThreadCommand[] = [
  { type: 'reply', comment: comment('x') },
  { type: 'edit', commentId: toCommentId('x'), words: { text: 'x' }, mentions: [] },
  { type: 'resolve' },
  { type: 'reopen' },
  { type: 'assign', assignment: { value: null, baseVersion: 1 } },
  { type: 'mark', kind: { value: 'critical', baseVersion: 1 } },
  { type: 'read-back', comment: comment('x') },
  { type: 'confirm' },
  { type: 'not-quite', comment: comment('x') },
  { type: 'attach', anchor },
];

/** What somebody is answered on every route about a thread, in one text. */
async function everyAnswer(
  person: SignedIn,
  thread: Pick<ThreadView, 'planId' | 'id' | 'comments'>,
) {
  const path = `/api/plans/${thread.planId}/threads/${thread.id}`;
  const answers = [
    ...(await Promise.all(commands.map((command) => askToChange(person, thread, command)))),
    await person.post(`${path}/read`, { readCount: 1 }),
    await person.fetch(`${path}/comments/${thread.comments[0].id}/earlier`),
  ];
  return Promise.all(answers.map(async (answer) => `${answer.status} ${await answer.text()}`));
}

test('[CM18] Lucia is answered about threads that she may not see exactly as about none, on every route', async () => {
  const server = await commentedServer();
  const [tom, lucia] = [await server.as('tom'), await server.as('lucia')];
  const hidden = [
    await startThread(tom),
    await startThread(tom, {
      audience: 'shared',
      subject: { on: 'section', sectionKey: 'medicines' },
    }),
    await startThread(tom, { audience: 'shared', subject: { on: 'plan' } }),
  ];
  const seen = await startThread(tom, { audience: 'shared' });
  for (const thread of hidden) {
    const none = { ...thread, id: freshThreadId() };
    server.pass(61_000);
    const answers = await everyAnswer(lucia, thread);
    expect(answers).toEqual(await everyAnswer(lucia, none));
    expect(answers.every((answer) => answer.startsWith('404 '))).toBe(true);
  }
  const { threads } = await threadsOf(lucia, seen.planId);
  expect(threads.map(({ id }) => id)).toEqual([seen.id]);
  // The same questions are answered where she may see.
  expect(
    (await everyAnswer(lucia, seen)).filter((answer) => answer.startsWith('200 ')).length,
  ).toBeGreaterThan(1);
  const written = await Promise.all(hidden.map(({ id }) => server.storage.thread(id)));
  expect(written.map((thread) => thread?.version)).toEqual([1, 1, 1]);
});

test('[CM18] a thread is not reached through another plan, nor a plan of others through a thread', async () => {
  const server = await commentedServer();
  const [hannah, priya] = [await server.as('hannah'), await server.as('priya')];
  const pair = (await hannah.plans()).find(({ title }) => title.startsWith('Hand'));
  const planId = (pair?.id ?? '') as Thread['planId'];
  const stroke = await startThread(hannah);
  const foreign = (await (
    await askToStart(hannah, planId, newThread({ subject: { on: 'plan' } }))
  ).json()) as ThreadView;
  expect(foreign.planId).toBe(planId);
  const crossed = [
    [hannah, { ...stroke, planId }],
    [priya, { ...foreign, planId: stroke.planId }],
    [priya, foreign],
  ] as const;
  for (const [person, thread] of crossed)
    expect(
      new Set((await everyAnswer(person, thread)).map((answer) => answer.slice(0, 3))),
    ).toEqual(new Set(['404']));
  server.pass(61_000);
  const started = await askToStart(priya, planId, newThread());
  const unknown = await askToStart(priya, 'no-such-plan', newThread());
  expect([started.status, await started.text()]).toEqual([404, await unknown.text()]);
  expect((await priya.fetch(`/api/plans/${planId}/threads`)).status).toBe(404);
});

test('[CM18] nobody who is not signed in reaches anything', async () => {
  const server = await commentedServer();
  const { id } = server.record.plan;
  for (const [method, path] of [
    ['GET', `/api/plans/${id}/threads`],
    ['POST', `/api/plans/${id}/threads`],
    ['POST', `/api/plans/${id}/threads/x`],
    ['POST', `/api/plans/${id}/threads/x/read`],
    ['GET', `/api/plans/${id}/threads/x/comments/x/earlier`],
  ] as const)
    expect((await fetch(server.url + path, { method })).status).toBe(401);
});

test('[CM22] a change is heard by every tab of those who see the thread, and not a word of it travels', async () => {
  const server = await commentedServer();
  const { id: planId } = server.record.plan;
  const heard = new Map<string, RecordEvent[]>();
  const watch = async (key: 'tom' | 'hannah' | 'lucia') => {
    const person = await server.as(key);
    const tab = tabFor(server.url, key, person.cookie);
    const events: RecordEvent[] = [];
    heard.set(key, events);
    tab.onEvent((event) => events.push(event));
    tab.watchPlan(planId);
    await when(tab.people, (people) => people.some(({ personId }) => personId === person.personId));
    return person;
  };
  const [tom, lucia] = [await watch('tom'), await watch('lucia')];
  await watch('hannah');
  const hidden = await startThread(tom, { comment: comment('SENTINEL among colleagues') });
  const shared = await startThread(tom, {
    audience: 'shared',
    comment: comment('SENTINEL for all'),
  });
  const heardOf = (key: string) =>
    (heard.get(key) ?? [])
      .filter(({ kind }) => kind === 'thread')
      .map(({ recordId, version }) => `${recordId} ${version}`);
  // What was sent after the hidden one has arrived: that one is not on its way any more.
  await expect.poll(() => heardOf('lucia')).toEqual([`${shared.id} 1`]);
  for (const key of ['tom', 'hannah'])
    await expect.poll(() => heardOf(key)).toEqual([`${hidden.id} 1`, `${shared.id} 1`]);
  await reply(lucia, shared, 'SENTINEL from home');
  await expect.poll(() => heardOf('hannah')).toContain(`${shared.id} 2`);
  expect(JSON.stringify([...heard])).not.toContain('SENTINEL');
});

test('[CM4] comments of members who left stay, with their name and discipline at the time', async () => {
  const author: Author = {
    personId: castId('ingrid'),
    seatId: 'seat-that-is-gone' as Author['seatId'],
    name: 'Dr Ingrid Solberg',
    disciplineKey: 'cardiologist',
    title: 'Cardiologist',
  };
  const server = await commentedServer((world, record) => ({
    ...world,
    people: world.people.filter(({ id }) => id !== author.personId),
    threads: [storedThread(record, { author, kind: 'critical' })],
  }));
  const [tom, hannah] = [await server.as('tom'), await server.as('hannah')];
  const { threads } = await threadsOf(tom, server.record.plan.id);
  expect(threads.map(({ comments }) => comments[0].author)).toEqual([author]);
  const [thread] = threads;
  if (thread === undefined) throw new Error('There is no thread.');
  expect((await reply(hannah, thread, 'Seen.')).comments[0].author).toEqual(author);
});

test('[CM3] with the end of their cover somebody reads and writes nothing more, and what they wrote stays', async () => {
  const endsAt = Date.now() + 2 * hourMs;
  const server = await commentedServer((world, record) =>
    withPlan(world, record, {
      ...record.alliance,
      seats: record.alliance.seats.map((seat) => ({
        ...seat,
        coverage: seat.coverage.map((row) =>
          row.personId === castId('hannah') ? { ...row, to: new Date(endsAt).toISOString() } : row,
        ),
      })),
    }),
  );
  const [hannah, tom] = [await server.as('hannah'), await server.as('tom')];
  const thread = await startThread(hannah);
  const seatId = thread.comments[0].author.seatId;
  server.pass(4 * hourMs);
  const late = await askToChange(hannah, thread, { type: 'reply', comment: comment('Late.') });
  expect(late.status).toBe(404);
  expect((await hannah.fetch(`/api/plans/${thread.planId}/threads`)).status).toBe(404);
  const assigned = await changeThread(
    await server.as('priya'),
    await startThread(await server.as('priya')),
    {
      type: 'assign',
      assignment: { value: { seatId }, baseVersion: 1 },
    },
  );
  // The seat stays; whoever sits there next finds it.
  expect(assigned.assignment.value).toEqual({ seatId });
  expect((await threadsOf(tom, thread.planId)).threads[0]).toMatchObject({
    comments: [{ author: { name: 'Hannah Lindqvist PT' } }],
  });
});

test('[CM23] whoever may see more than before is given everything again', async () => {
  const startsAt = Date.now() + hourMs;
  const from = new Date(startsAt).toISOString();
  const server = await commentedServer((world, record) => {
    const { seats } = record.alliance;
    const nurse = seats.find(({ role }) => role.disciplineKey === 'rehab-nurse');
    if (nurse === undefined) throw new Error('There is no nurse.');
    const coverage = [{ personId: castId('lucia'), kind: 'cover', from }] as const;
    const volunteer = { ...nurse, id: 'seat-volunteer' as typeof nurse.id, coverage };
    return withPlan(world, record, { ...record.alliance, seats: [...seats, volunteer] });
  });
  const [tom, lucia] = [await server.as('tom'), await server.as('lucia')];
  const thread = await startThread(tom);
  const before = await threadsOf(lucia, thread.planId);
  expect(before.threads).toEqual([]);
  server.pass(2 * hourMs);
  const after = await threadsOf(lucia, thread.planId, before.cursor);
  expect([after.isWhole, after.threads.map(({ id }) => id)]).toEqual([true, [thread.id]]);
});

test('[CM24] every write leaves one audit entry, with ids and without words', async () => {
  const server = await commentedServer();
  const [tom, hannah] = [await server.as('tom'), await server.as('hannah')];
  const before = (await server.storage.readAudit(0, 1000)).length;
  const thread = await startThread(tom, { comment: comment('SENTINEL') });
  const key = crypto.randomUUID();
  const said = { type: 'reply', comment: comment('SENTINEL') } as const;
  for (let time = 0; time < 3; time++) await askToChange(hannah, thread, said, key);
  await askToChange(hannah, thread, { type: 'resolve' });
  await changeThread(tom, thread, { type: 'resolve' });
  await hannah.post(`/api/plans/${thread.planId}/threads/${thread.id}/read`, { readCount: 1 });
  const entries = (await server.storage.readAudit(before, 1000)).map(
    ({ seq: _seq, at: _at, ...entry }) => entry,
  );
  const entry = (action: string, person: SignedIn) => ({
    action,
    personId: person.personId,
    subjectId: thread.id,
  });
  // The refused one, which lacked its note, wrote nothing.
  expect(entries).toEqual([
    entry('thread.start', tom),
    entry('thread.reply', hannah),
    entry('thread.resolve', tom),
    entry('thread.read', hannah),
  ]);
});

test('[CM20] the 61st write of a minute waits, nothing before it is lost, and others go on', async () => {
  const server = await commentedServer();
  const [tom, hannah] = [await server.as('tom'), await server.as('hannah')];
  const thread = await startThread(tom);
  for (let count = 2; count <= 60; count++) await reply(tom, thread, `Number ${count}.`);
  const over = await askToChange(tom, thread, { type: 'reply', comment: comment('Number 61.') });
  const { status, rule, text } = await refusalOf(over);
  expect([status, rule, text]).toEqual([429, 'CM20', expect.stringContaining('Wait a minute')]);
  await reply(hannah, thread, 'Me too.');
  server.pass(61_000);
  expect((await reply(tom, thread, 'Number 61.')).comments).toHaveLength(62);
});

test('[CM20] a full thread and a full plan say so, and keep everything', async () => {
  const server = await commentedServer((world, record) => ({
    ...world,
    threads: Array.from({ length: threadsPerPlanMax - 1 }, (_, index) =>
      storedThread(record, { comments: index === 0 ? commentsPerThreadMax : 1 }),
    ),
  }));
  const tom = await server.as('tom');
  const { threads } = await threadsOf(tom, server.record.plan.id);
  const full = threads.find(({ comments }) => comments.length === commentsPerThreadMax);
  if (full === undefined) throw new Error('There is no full thread.');
  const more = await askToChange(tom, full, { type: 'reply', comment: comment('More.') });
  expect(await refusalOf(more)).toMatchObject({ status: 409, rule: 'CM20' });
  const last = newThread();
  const key = crypto.randomUUID();
  const send = () => askToStart(tom, server.record.plan.id, last, key);
  expect((await send()).status).toBe(200);
  expect(await refusalOf(await askToStart(tom, server.record.plan.id, newThread()))).toMatchObject({
    status: 409,
    rule: 'CM20',
  });
  // What was done before is answered as it was then (CM17).
  expect((await send()).status).toBe(200);
  expect((await threadsOf(tom, server.record.plan.id)).threads).toHaveLength(threadsPerPlanMax);
});

test('[CM3] who may only read there is told so in words that say what to do', async () => {
  const server = await commentedServer();
  const lucia = await server.as('lucia');
  const snapshot = { on: 'section', sectionKey: 'snapshot' } as const;
  const refused = await askToStart(
    lucia,
    server.record.plan.id,
    newThread({ subject: snapshot, audience: 'shared' }),
  );
  const { status, rule, text } = await refusalOf(refused);
  expect([status, rule, text]).toEqual([
    403,
    'CM3',
    expect.stringMatching(/You may read here.*Nothing was saved\./),
  ]);
  const shared = await startThread(await server.as('tom'), {
    audience: 'shared',
    subject: snapshot,
  });
  const path = `/api/plans/${shared.planId}/threads/${shared.id}`;
  expect((await lucia.post(`${path}/read`, { readCount: 1 })).status).toBe(204);
  const answer = await write(lucia, path, { type: 'reply', comment: comment('x') });
  expect((await refusalOf(answer)).rule).toBe('CM3');
  expect((await threadsOf(lucia, shared.planId)).threads[0]).toMatchObject({
    can: [],
    readCount: 1,
  });
});

/** A thread as it would lie in the storage. */
function storedThread(
  { plan, alliance }: PlanRecord,
  other: { readonly author?: Author; readonly comments?: number; readonly kind?: 'critical' },
): Thread {
  const [seat] = alliance.seats;
  if (seat === undefined) throw new Error('There is no seat.');
  const { disciplineKey, title } = seat.role;
  const priya = {
    personId: castId('priya'),
    seatId: seat.id,
    name: 'Dr Priya Raman',
    disciplineKey,
    title,
  };
  const author = other.author ?? priya;
  const at = new Date(Date.now() - hourMs).toISOString();
  const said = () => {
    const { commentId, words, mentions } = comment('Stored.');
    return { id: commentId, author, at, purpose: 'comment', words, mentions, earlier: [] } as const;
  };
  const field = { version: 1, by: author.personId, at };
  return {
    id: toThreadId(freshThreadId()),
    planId: plan.id,
    subject: { on: 'section', sectionKey: 'mobility' },
    audience: 'team',
    kind: { ...field, value: other.kind ?? 'question' },
    assignment: { ...field, value: null },
    status: 'open',
    comments: [said(), ...Array.from({ length: (other.comments ?? 1) - 1 }, said)],
    version: 1,
  };
}

function withPlan(world: World, record: PlanRecord, alliance: PlanRecord['alliance']): World {
  return { ...world, plans: [{ ...record, alliance }, ...world.plans.slice(1)] };
}
