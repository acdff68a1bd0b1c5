import { type Anchor } from '@alliance/shared/comments/anchor';
import { type ThreadCommand } from '@alliance/shared/comments/thread-command';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { type PersonaKey, type SignedIn, personaKeys, signIn } from '../support/people.ts';
import {
  askToChange,
  askToStart,
  changeThread,
  comment,
  newThread,
  reply,
  startThread,
  threadsOf,
  write,
} from '../support/threads.ts';
import { refusalOf } from './commented-server.ts';

let server: InProcessServer;
let planId: string;
const people = new Map<PersonaKey, SignedIn>();
let ahead = 0;

beforeAll(async () => {
  server = await startInProcess({ now: () => Date.now() + ahead });
  for (const key of personaKeys) people.set(key, await signIn(server.url, key));
  ({ id: planId } = await as('tom').plan());
});
// Nobody writes sixty times in a minute here.
beforeEach(() => {
  ahead += 61_000;
});
afterAll(() => server.close());

function as(key: PersonaKey): SignedIn {
  const found = people.get(key);
  if (found === undefined) throw new Error('Not signed in.');
  return found;
}

async function reread(person: SignedIn, thread: ThreadView): Promise<ThreadView | undefined> {
  const { threads } = await threadsOf(person, thread.planId);
  return threads.find(({ id }) => id === thread.id);
}

/** An anchor as a client whose positions nobody knows would send it: by its words alone. */
function quoting(exact: string, around: Partial<Anchor> = {}): Anchor {
  return { from: '', to: '', exact, prefix: '', suffix: '', ...around };
}

/** Words of Mobility, with what stands around them. */
const counter = quoting('Standing at the kitchen counter', {
  prefix: 'Ankle support on the right leg.',
  suffix: ' while the kettle boils: she cho',
});
const cane = quoting('Quad cane in the left hand', {
  prefix: '08:30 and 14:00, twenty minutes each.'.slice(-32),
  suffix: '. Ankle support on the right leg.'.slice(0, 32),
});

test('[CM1] a thread on words of the text, on the section and on the plan is opened, answered and read', async () => {
  const subjects = [
    { on: 'text', sectionKey: 'mobility', anchor: cane },
    { on: 'section', sectionKey: 'mobility' },
    { on: 'plan' },
  ] as const;
  for (const subject of subjects) {
    const thread = await startThread(as('marcus'), { subject });
    expect(thread).toMatchObject({ planId, version: 1, status: 'open', readCount: 1 });
    const answered = await reply(as('hannah'), thread, 'Yes.');
    expect(await reread(as('marcus'), thread)).toMatchObject({ version: 2, readCount: 1 });
    expect(await reread(as('hannah'), thread)).toEqual(answered);
  }
});

test('[CM4] what a client says about author or time is refused, and the server’s own is kept', async () => {
  const forged = {
    ...newThread(),
    comment: { ...comment('x'), author: { name: 'Dr Priya Raman' } },
  };
  expect((await write(as('hannah'), `/api/plans/${planId}/threads`, forged)).status).toBe(400);
  const thread = await startThread(as('hannah'));
  expect(thread.comments[0].author).toMatchObject({
    personId: as('hannah').personId,
    name: 'Hannah Lindqvist PT',
    disciplineKey: 'physical-therapist',
    title: 'Physiotherapist',
  });
  expect(Math.abs(Date.parse(thread.comments[0].at) - Date.now() - ahead)).toBeLessThan(10_000);
});

test('[CM5] what a comment said before is read by everybody who sees it, and is not in the lists', async () => {
  const thread = await startThread(as('hannah'), { comment: comment('One helper.') });
  const [{ id: commentId }] = thread.comments;
  const words = { text: 'Two helpers.' };
  const edited = await changeThread(as('hannah'), thread, {
    type: 'edit',
    commentId,
    words,
    mentions: [],
  });
  expect(edited.comments[0]).toMatchObject({ words, editedAt: expect.any(String) });
  expect(JSON.stringify(await threadsOf(as('tom'), planId))).not.toContain('One helper.');
  const path = `/api/plans/${planId}/threads/${thread.id}/comments/${commentId}/earlier`;
  const earlier: unknown = await (await as('tom').fetch(path)).json();
  expect(earlier).toEqual([{ words: { text: 'One helper.' }, at: edited.comments[0].editedAt }]);
});

test('[CM8] two people resolve at once: both are answered, one closed it, and both notes are kept', async () => {
  for (let round = 0; round < 5; round++) {
    const thread = await startThread(as('tom'));
    const both = await Promise.all(
      (['tom', 'hannah'] as const).map((key) =>
        changeThread(as(key), thread, { type: 'resolve', note: comment(`Settled, says ${key}.`) }),
      ),
    );
    expect(both.map(({ status }) => status)).toEqual(['resolved', 'resolved']);
    const after = await reread(as('tom'), thread);
    const notes = after?.comments.filter(({ purpose }) => purpose === 'resolution') ?? [];
    expect(notes.map(({ author }) => author.name).toSorted()).toEqual([
      'Hannah Lindqvist PT',
      'Tom Akerele RN',
    ]);
    expect(after?.resolved?.by).toEqual(notes[0]?.author);
    expect(after?.version).toBe(3);
  }
});

test('[CM7] an answer to a thread that was resolved meanwhile is kept and opens it again', async () => {
  const thread = await startThread(as('tom'));
  await changeThread(as('tom'), thread, { type: 'resolve' });
  const answered = await reply(as('hannah'), thread, 'Not yet.');
  expect(answered).toMatchObject({
    status: 'open',
    comments: [{}, { words: { text: 'Not yet.' } }],
  });
});

test('[CM10] answers and fields written at the same moment are all kept', async () => {
  const thread = await startThread(as('tom'));
  const { seats } = (await as('tom').plan()).alliance;
  const seatOf = (title: string) => seats.find((seat) => seat.title === title)?.id ?? '';
  const assignTo = (title: string): ThreadCommand => ({
    type: 'assign',
    assignment: { value: { seatId: seatOf(title) as never }, baseVersion: 1 },
  });
  await Promise.all([
    ...(['tom', 'priya', 'hannah', 'marcus', 'sofia', 'janelle'] as const).map((key) =>
      reply(as(key), thread, `Says ${key}.`),
    ),
    changeThread(as('tom'), thread, assignTo('Rehab physician')),
    changeThread(as('hannah'), thread, assignTo('Physiotherapist')),
  ]);
  const after = await reread(as('tom'), thread);
  expect(after?.comments).toHaveLength(7);
  expect(after?.version).toBe(9);
  const { value, candidates = [] } = after?.assignment ?? { value: null };
  expect(
    [value, ...candidates.map((each) => each.value)].map((each) => each?.seatId ?? '').toSorted(),
  ).toEqual([seatOf('Rehab physician'), seatOf('Physiotherapist')].toSorted());
});

test('[CM13] a critical thread is read back and confirmed before it is resolved', async () => {
  const thread = await startThread(as('hannah'), { kind: 'critical' });
  const early = await askToChange(as('hannah'), thread, { type: 'resolve' });
  expect(await refusalOf(early)).toMatchObject({ status: 409, rule: 'CM13' });
  expect(thread.can).not.toContain('resolve');
  const back = await changeThread(as('priya'), thread, {
    type: 'read-back',
    comment: comment('Two helpers.'),
  });
  expect(back.can).not.toContain('confirm');
  const seen = await reread(as('hannah'), thread);
  expect(seen?.can).toEqual(expect.arrayContaining(['confirm', 'not-quite']));
  const commentId = seen?.readBack?.commentId;
  const confirmed = await changeThread(as('hannah'), thread, {
    type: 'confirm',
    ...(commentId && { commentId }),
  });
  expect(confirmed.readBack).toMatchObject({
    by: { name: 'Dr Priya Raman' },
    confirmed: { by: { name: 'Hannah Lindqvist PT' } },
  });
  expect(await changeThread(as('hannah'), thread, { type: 'resolve' })).toMatchObject({
    status: 'resolved',
  });
});

test('[CM15] 10,000 characters are refused in plain words, and 4,000 of any script are not', async () => {
  const long = await askToStart(
    as('tom'),
    planId,
    newThread({ comment: comment('x'.repeat(10_000)) }),
  );
  const { status, rule, text } = await refusalOf(long);
  expect([status, rule]).toEqual([422, 'CM15']);
  expect(text).toMatch(/at most 4,000 characters.*your words are still where you wrote them/);
  const full = '語'.repeat(4000);
  const sbar = { situation: full, background: full, assessment: full, recommendation: full };
  const thread = await startThread(as('tom'), {
    kind: 'sbar',
    comment: { ...comment(''), words: { sbar } },
  });
  expect((await reread(as('hannah'), thread))?.comments[0].words).toEqual({ sbar });
});

test('[CM17] the same write sent twice, at once or later, is done once and answered alike', async () => {
  const body = newThread();
  const key = crypto.randomUUID();
  const sent = await Promise.all([1, 2, 3].map(() => askToStart(as('hannah'), planId, body, key)));
  const answers = (await Promise.all(sent.map((each) => each.json()))) as ThreadView[];
  expect(sent.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(answers).toEqual([answers[0], answers[0], answers[0]]);
  const [thread] = answers;
  if (thread === undefined) throw new Error('There is no thread.');
  const said = { type: 'reply', comment: comment('Once.') } as const;
  const replyKey = crypto.randomUUID();
  for (let time = 0; time < 3; time++) await askToChange(as('tom'), thread, said, replyKey);
  expect((await reread(as('tom'), thread))?.comments).toHaveLength(2);
});

test('[CM17] a write is answered alike also where what it did stands in its own way now', async () => {
  const thread = await startThread(as('hannah'), { kind: 'critical' });
  const back = { type: 'read-back', comment: comment('Two helpers.') } as const;
  const key = crypto.randomUUID();
  await askToChange(as('priya'), thread, back, key);
  await changeThread(as('hannah'), thread, { type: 'confirm' });
  const again = await askToChange(as('priya'), thread, back, key);
  expect([again.status, ((await again.json()) as ThreadView).comments.length]).toEqual([200, 2]);
  // Under another key it is another write.
  const other = await askToChange(as('priya'), thread, {
    type: 'read-back',
    comment: comment('Two.'),
  });
  expect(await refusalOf(other)).toMatchObject({ status: 409, rule: 'CM11' });
});

test('[CM17] a key that was used for another write is refused, and each person has keys of their own', async () => {
  const thread = await startThread(as('tom'));
  const key = crypto.randomUUID();
  const say = (person: SignedIn, text: string) =>
    askToChange(person, thread, { type: 'reply', comment: comment(text) }, key);
  expect((await say(as('tom'), 'One.')).status).toBe(200);
  expect(await refusalOf(await say(as('tom'), 'Two.'))).toMatchObject({
    status: 409,
    rule: 'CM17',
  });
  expect((await say(as('hannah'), 'Three.')).status).toBe(200);
  expect((await reread(as('tom'), thread))?.comments).toHaveLength(3);
});

test('[CM17] a write without a key, or with an endless one, is refused in plain words', async () => {
  for (const headers of [{}, { 'idempotency-key': '' }, { 'idempotency-key': 'x'.repeat(129) }]) {
    const response = await as('tom').fetch(`/api/plans/${planId}/threads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(newThread()),
    });
    const { status, text } = await refusalOf(response);
    expect([status, text]).toEqual([400, expect.stringContaining('Idempotency-Key')]);
  }
});

test('[CM17] the id of a comment or thread that exists is not used again', async () => {
  const thread = await startThread(as('tom'));
  const other = await askToStart(as('hannah'), planId, newThread({ threadId: thread.id }));
  expect(await refusalOf(other)).toMatchObject({ status: 409, rule: 'CM17' });
  const twin = { ...comment('x'), commentId: thread.comments[0].id };
  const second = await askToChange(as('hannah'), thread, { type: 'reply', comment: twin });
  expect(await refusalOf(second)).toMatchObject({ status: 409, rule: 'CM17' });
  expect(await reread(as('tom'), thread)).toMatchObject({ version: 1 });
});

test('[CM27] a refusal names its rule, and why', async () => {
  const thread = await startThread(as('tom'), { kind: 'critical' });
  const asked = [
    ['hannah', { type: 'confirm' }, 'CM12', 'not-the-sender'],
    ['tom', { type: 'confirm' }, 'CM12', 'nothing-read-back'],
    ['tom', { type: 'resolve' }, 'CM13', 'read-back-missing'],
    [
      'marcus',
      { type: 'mark', kind: { value: 'question', baseVersion: 1 } },
      'CM14',
      'critical-stays',
    ],
  ] as const;
  for (const [name, command, rule, reason] of asked)
    expect(await refusalOf(await askToChange(as(name), thread, command))).toMatchObject({
      rule,
      reason,
    });
});

test('[CM19] a comment on words that were deleted a moment ago is kept, and unplaced', async () => {
  const anchor = quoting('words that nobody has in this section');
  const thread = await startThread(as('tom'), {
    subject: { on: 'text', sectionKey: 'mobility', anchor },
  });
  expect(thread.subject).toMatchObject({
    quote: anchor.exact,
    isQuoteVerified: false,
    removed: { at: expect.any(String) },
  });
  expect(thread.can).toContain('attach');
});

test('[CM25] words that the server found are its own, with their anchor', async () => {
  const anchor = { ...counter, from: '%%%', to: '\u0000' };
  const thread = await startThread(as('tom'), {
    subject: { on: 'text', sectionKey: 'mobility', anchor },
  });
  expect(thread.subject).toMatchObject({
    quote: 'Standing at the kitchen counter',
    isQuoteVerified: true,
    anchor: { suffix: expect.stringContaining(' while the kettle boils') },
  });
  expect(thread.subject).not.toHaveProperty('removed');
});

test('[CM26] an unplaced thread is attached to words that are there, once', async () => {
  const lost = quoting('words that nobody has in this section either');
  const thread = await startThread(as('marcus'), {
    subject: { on: 'text', sectionKey: 'mobility', anchor: lost },
  });
  const attach = (key: PersonaKey, anchor: Anchor) =>
    askToChange(as(key), thread, { type: 'attach', anchor });
  expect(await refusalOf(await attach('marcus', quoting('nothing of the kind')))).toMatchObject({
    status: 409,
    rule: 'CM26',
  });
  expect(await refusalOf(await attach('sofia', counter))).toMatchObject({
    status: 403,
    rule: 'CM26',
  });
  expect((await attach('marcus', counter)).status).toBe(200);
  expect(await refusalOf(await attach('hannah', cane))).toMatchObject({
    status: 409,
    rule: 'CM26',
  });
  expect(await reread(as('tom'), thread)).toMatchObject({
    subject: { quote: 'Standing at the kitchen counter', isQuoteVerified: true },
  });
});

const script = `<script>alert(1)</script>"'&\u202E</textarea><img src=x onerror=alert(1)>{{7*7}}\${x}\r\n\u0000`;

test('[CM21] script in every field comes back as it was typed', async () => {
  const sbar = {
    situation: script,
    background: script,
    assessment: script,
    recommendation: script,
  };
  const anchor = quoting(script.slice(0, 60), {
    prefix: script.slice(0, 32),
    suffix: script.slice(0, 32),
    blockId: script,
  });
  const thread = await startThread(as('tom'), {
    subject: { on: 'text', sectionKey: 'mobility', anchor },
    comment: { ...comment(''), words: { sbar } },
  });
  await reply(as('hannah'), thread, script);
  const after = await reread(as('tom'), thread);
  expect(after?.comments.map(({ words }) => words)).toEqual([{ sbar }, { text: script }]);
  expect(after?.subject).toMatchObject({
    quote: anchor.exact,
    anchor: { ...anchor, isLost: true },
  });
});

test.each([
  ['subject', { subject: { on: script } }],
  ['section', { subject: { on: 'section', sectionKey: script } }],
  ['kind', { kind: script }],
  ['audience', { audience: script }],
  ['id', { threadId: script }],
  ['id of an older kind', { threadId: crypto.randomUUID() }],
  ['seat', { assignment: { seatId: script } }],
  ['day', { assignment: { seatId: 'x', dueOn: script } }],
  ['day that is not in the calendar', { assignment: { seatId: 'x', dueOn: '2026-02-30' } }],
  ['comment id', { comment: { ...comment('x'), commentId: script } }],
  ['mention', { comment: { ...comment('x'), mentions: [{ seatId: script }] } }],
  ['discipline', { comment: { ...comment('x'), mentions: [{ disciplineKey: 'constructor' }] } }],
  [
    'twenty-one mentions',
    { comment: { ...comment('x'), mentions: Array.from({ length: 21 }, () => ({ seatId: 'x' })) } },
  ],
  ['words that are neither', { comment: { ...comment('x'), words: { html: script } } }],
  ['words that are both', { comment: { ...comment('x'), words: { text: 'x', sbar: {} } } }],
  [
    'a quote too long',
    { subject: { on: 'text', sectionKey: 'mobility', anchor: quoting('x'.repeat(2001)) } },
  ],
  ['a field that nobody knows', { [script]: 1 }],
])('[CM3] a wrong %s is refused without being repeated', async (_what, wrong) => {
  const response = await write(as('tom'), `/api/plans/${planId}/threads`, {
    ...newThread(),
    ...wrong,
  });
  expect(response.status).toBe(400);
  expect(await response.text()).not.toMatch(/script|alert|constructor/);
});

test('[CM23] with a cursor only what changed comes, and what I have read elsewhere', async () => {
  const [one, two] = [await startThread(as('tom')), await startThread(as('tom'))];
  const { cursor } = await threadsOf(as('hannah'), planId);
  const since = async (after: string) => {
    const { threads, isWhole, cursor: next } = await threadsOf(as('hannah'), planId, after);
    return { ids: threads.map(({ id }) => id), isWhole, next };
  };
  const quiet = await since(cursor);
  expect(quiet).toMatchObject({ ids: [], isWhole: false });
  await reply(as('priya'), two, 'Yes.');
  expect(await since(quiet.next)).toMatchObject({ ids: [two.id], isWhole: false });
  await as('hannah').post(`/api/plans/${planId}/threads/${one.id}/read`, { readCount: 1 });
  expect(await since(cursor)).toMatchObject({ ids: [one.id, two.id], isWhole: false });
  for (const unknown of ['', 'x', `${cursor}x`, `x${cursor}`, cursor.replace('.', ''), script])
    expect(await since(unknown)).toMatchObject({
      isWhole: true,
      ids: expect.arrayContaining([one.id, two.id]),
    });
});

test('[CM23] the cursor of somebody else does not hide what they have not seen', async () => {
  const thread = await startThread(as('tom'), {
    audience: 'shared',
    subject: { on: 'section', sectionKey: 'going-home' },
  });
  const { cursor } = await threadsOf(as('tom'), planId);
  const { isWhole, threads } = await threadsOf(as('lucia'), planId, cursor);
  expect(isWhole).toBe(true);
  expect(threads.map(({ id }) => id)).toContain(thread.id);
});

test('[CM22] reading moves my mark forward, never back, and my own words count as read', async () => {
  const thread = await startThread(as('tom'));
  await reply(as('hannah'), thread, 'One.');
  await reply(as('hannah'), thread, 'Two.');
  const mark = async (readCount: number) =>
    (await as('tom').post(`/api/plans/${planId}/threads/${thread.id}/read`, { readCount })).status;
  const counts = async () => (await reread(as('tom'), thread))?.readCount;
  expect(await counts()).toBe(1);
  expect([await mark(2), await counts()]).toEqual([204, 2]);
  expect([await mark(1), await counts()]).toEqual([204, 2]);
  expect([await mark(200), await counts()]).toEqual([204, 3]);
  expect(await mark(-1)).toBe(400);
  await reply(as('tom'), thread, 'Three.');
  expect(await counts()).toBe(4);
});
