import { problemOfItem } from '@alliance/server/careplan/item/item-problems';
import { castId } from '@alliance/server/demo/cast';
import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type Goal } from '@alliance/shared/careplan/item/goal';
import { type PlanItem } from '@alliance/shared/careplan/item/item';
import { type ItemCommand } from '@alliance/shared/careplan/item/item-command';
import { type ItemRefusalReason, itemRefusals } from '@alliance/shared/careplan/item/item-refusals';
import { type ItemVersionsView, type ItemView } from '@alliance/shared/careplan/item/item-view';
import { itemTextMax, itemsPerPlanMax } from '@alliance/shared/limits';
import { type RecordEvent } from '@alliance/shared/sync/channel';
import { v7 } from 'uuid';
import { expect, test, vi } from 'vitest';

import { commentedServer, refusalOf } from '../comments/commented-server.ts';
import { allianceOf, askAlliance, seatOf } from '../support/alliance-asking.ts';
import {
  askToChangeItem,
  askToMake,
  changeItem,
  freshItemId,
  itemsOf,
  makeItem,
  newGoal,
  newIntervention,
  newRow,
} from '../support/items.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { changePlan, newSection } from '../support/plans.ts';
import { write } from '../support/threads.ts';
import { type RawSocket, connectSignedIn } from '../sync/raw-socket.ts';

async function versionsOf(person: SignedIn, item: ItemView): Promise<ItemVersionsView> {
  const path = `/api/plans/${item.planId}/items/${item.id}/versions`;
  return (await (await person.fetch(path)).json()) as ItemVersionsView;
}

async function seenBy(person: SignedIn, item: ItemView): Promise<ItemView | undefined> {
  const { items } = await itemsOf(person, item.planId);
  return items.find(({ id }) => id === item.id);
}

/** The demo without its items, so that each test has its own. */
const emptyServer = () => commentedServer((world) => ({ ...world, items: [] }));

/** Watches the plan as one person's tab does, and keeps every frame that it gets. */
async function watch(url: string, person: SignedIn, planId: string): Promise<RawSocket> {
  const socket = await connectSignedIn(url, `/sync?as=${person.persona}`, person);
  socket.plan({ type: 'watch', planId });
  await socket.until(() => socket.plans.find(({ type }) => type === 'presence'));
  return socket;
}

/** The items of which a socket was told. */
function itemEvents(socket: RawSocket): readonly RecordEvent[] {
  return socket.plans.filter(
    (message): message is RecordEvent => message.type === 'event' && message.kind === 'item',
  );
}

const says = (value: string, baseVersion = 1) =>
  ({ type: 'write-goal', fields: { statement: { value, baseVersion } } }) as const;

const target = (value: string, baseVersion: number) =>
  ({ type: 'write-goal', fields: { target: { value, baseVersion } } }) as const;

test('[IT1] a goal is made, written and read by everybody who may read its section, with every version of it', async () => {
  const server = await emptyServer();
  const hannah = await server.as('hannah');
  const made = await makeItem(hannah, newGoal({ statement: 'I walk.', lifecycle: 'active' }));
  expect(made).toMatchObject({ version: 1, author: { name: 'Hannah Lindqvist PT' } });
  expect(made.can).toEqual([
    'write',
    'support',
    'ask',
    'contribute',
    'answer',
    'progress',
    'tag',
    'strike',
  ]);
  const written = await changeItem(hannah, made, says('I walk to the kitchen.'));
  expect(written).toMatchObject({ version: 2, fields: { statement: { version: 2 } } });
  const elena = await server.as('elena');
  expect(await seenBy(elena, made)).toMatchObject({ version: 2, can: ['contribute', 'answer'] });
  const tom = await server.as('tom');
  expect((await versionsOf(tom, made)).map(({ version }) => version)).toEqual([1, 2]);
});

test('[IT10] a write on an older version is kept beside the other, over HTTP as in the rules', async () => {
  const server = await emptyServer();
  const [hannah, tom] = [await server.as('hannah'), await server.as('tom')];
  const goal = await makeItem(hannah, newGoal({ target: '30', leadDiscipline: 'rehab-nurse' }));
  const answers = await Promise.all([
    askToChangeItem(hannah, goal, target('50', 1)),
    askToChangeItem(tom, goal, target('40', 1)),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const undecided = (await seenBy(tom, goal)) as Goal;
  const { value, candidates = [], version } = undecided.fields.target;
  expect([value, ...candidates.map((each) => each.value)].toSorted()).toEqual(['40', '50']);
  const decided = (await changeItem(tom, goal, target('40', version))) as Goal;
  expect(decided.fields.target).toMatchObject({ value: '40', by: tom.personId });
  expect(decided.fields.target).not.toHaveProperty('candidates');
});

test('[IT21] whatever is sent twice is done once, and a key does one thing only', async () => {
  const server = await emptyServer();
  const hannah = await server.as('hannah');
  const { id: planId } = await hannah.plan();
  const goal = newGoal();
  const key = v7();
  const both = await Promise.all([
    askToMake(hannah, planId, goal, key),
    askToMake(hannah, planId, goal, key),
  ]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  const [one, other] = await Promise.all(both.map((answer) => answer.json()));
  expect(one).toEqual(other);
  const item = { id: goal.itemId, planId } as ItemView;
  const done = v7();
  const progress = { id: v7(), on: '2026-03-02', value: '18 m', note: '' };
  const tell: ItemCommand = { type: 'progress', progress };
  await askToChangeItem(hannah, item, tell, done);
  const again = await askToChangeItem(hannah, item, tell, done);
  expect(again.status).toBe(200);
  expect((await again.json()) as Goal).toMatchObject({
    version: 2,
    progress: [{ id: progress.id }],
  });
  expect(await refusalOf(await askToChangeItem(hannah, item, says('Other.'), done))).toMatchObject({
    status: 409,
    rule: 'IT21',
    reason: 'key-used',
  });
  expect(await refusalOf(await askToMake(hannah, planId, goal))).toMatchObject({
    status: 409,
    reason: 'item-there',
  });
  // What was done stands in its own way now; sent again it is answered all the same.
  const struckBy = v7();
  await askToChangeItem(hannah, item, { type: 'strike', reason: 'Done.' }, struckBy);
  const struckAgain = await askToChangeItem(
    hannah,
    item,
    { type: 'strike', reason: 'Done.' },
    struckBy,
  );
  expect(struckAgain.status).toBe(200);
  const withoutKey = await hannah.post(`/api/plans/${planId}/items`, newGoal());
  expect(withoutKey.status).toBe(400);
});

test('[IT21] twelve people’s commands at one moment are all kept', async () => {
  const server = await emptyServer();
  const hannah = await server.as('hannah');
  const made = await makeItem(hannah, newIntervention());
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      askToChangeItem(hannah, made, { type: 'done', note: `${index}` }),
    ),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await seenBy(hannah, made)).toMatchObject({ version: 13, done: { length: 12 } });
});

test('[IT2] an item of another plan or section is answered as one that does not exist', async () => {
  const server = await emptyServer();
  const [hannah, tom, lucia] = [
    await server.as('hannah'),
    await server.as('tom'),
    await server.as('lucia'),
  ];
  const hidden = await makeItem(tom, newGoal({}, { sectionKey: 'medicines' }));
  const pair = await hannah.plan('Hand and walking programme');
  const ofPair = newGoal({}, { sectionKey: 'mobility' });
  expect((await askToMake(hannah, pair.id, ofPair)).status).toBe(200);
  const none = { planId: hidden.planId, id: freshItemId() };
  const elsewhere = { planId: hidden.planId, id: ofPair.itemId };
  const commands: readonly ItemCommand[] = [
    says('x'),
    { type: 'contribute', seatId: toSeatId('no-such-seat'), text: 'x' },
    { type: 'strike', reason: 'x' },
    { type: 'restore' },
    { type: 'share' },
  ];
  for (const command of commands) {
    const nothing = await (await askToChangeItem(lucia, none, command)).text();
    for (const item of [hidden, elsewhere]) {
      const answer = await askToChangeItem(lucia, item, command);
      expect([answer.status, await answer.text()]).toEqual([404, nothing]);
    }
    expect((await askToChangeItem(hannah, elsewhere, command)).status).toBe(404);
  }
  const path = `/api/plans/${hidden.planId}/items`;
  expect((await lucia.fetch(`${path}/${hidden.id}/versions`)).status).toBe(404);
  expect((await hannah.fetch(`${path}/${ofPair.itemId}/versions`)).status).toBe(404);
  expect(await seenBy(lucia, hidden)).toBeUndefined();
  const serving = newIntervention({}, { goalIds: [ofPair.itemId] });
  expect(await refusalOf(await askToMake(hannah, hidden.planId, serving))).toMatchObject({
    status: 409,
    reason: 'goal-not-there',
  });
});

test('[IT8] of a goal that a reader may not see not even the id reaches them, until they may', async () => {
  const server = await emptyServer();
  const [hannah, tom] = [await server.as('hannah'), await server.as('tom')];
  const goal = await makeItem(hannah, newGoal({}, { isPrivate: true }));
  const made = await makeItem(hannah, newIntervention({}, { goalIds: [goal.id] }));
  expect(made).toMatchObject({ goalIds: [goal.id] });
  const before = await itemsOf(tom, goal.planId);
  expect(JSON.stringify(before)).not.toContain(goal.id);
  expect(JSON.stringify(await versionsOf(tom, made))).not.toContain(goal.id);
  await changeItem(hannah, goal, { type: 'share' });
  const { items, isWhole } = await itemsOf(tom, goal.planId, before.cursor);
  expect(isWhole).toBe(false);
  expect(items.map(({ id }) => id)).toEqual([goal.id, made.id]);
  expect(items[1]).toMatchObject({ goalIds: [goal.id] });
});

test('[IT24] a cursor gives what changed, and everything when its reader may see more or less', async () => {
  const server = await emptyServer();
  const [hannah, tom, lucia] = [
    await server.as('hannah'),
    await server.as('tom'),
    await server.as('lucia'),
  ];
  const goal = await makeItem(hannah, newGoal());
  const other = await makeItem(hannah, newRow());
  const first = await itemsOf(lucia, goal.planId);
  expect(first).toMatchObject({ isWhole: true, items: [{ id: goal.id }, { id: other.id }] });
  await changeItem(hannah, goal, says('Other.'));
  const second = await itemsOf(lucia, goal.planId, first.cursor);
  expect(second).toMatchObject({ isWhole: false, items: [{ id: goal.id, version: 2 }] });
  expect((await itemsOf(lucia, goal.planId, second.cursor)).items).toEqual([]);
  expect((await itemsOf(lucia, goal.planId, 'nonsense')).isWhole).toBe(true);
  const { alliance } = await tom.plan();
  const seat = seatOf(await allianceOf(tom, alliance.id), lucia);
  const priya = await server.as('priya');
  const scope = [{ sectionKey: 'mobility', right: 'none' }] as const;
  const narrowed = await askAlliance(priya, alliance, {
    type: 'set-scope',
    seatId: toSeatId(seat.id),
    scope,
  });
  expect(narrowed.status).toBe(200);
  const third = await itemsOf(lucia, goal.planId, second.cursor);
  expect(third).toMatchObject({ isWhole: true, items: [] });
  expect(third.canStartIn.map(({ sectionKey }) => sectionKey)).not.toContain('mobility');
});

test('[IT24] whoever shares their section is told at once that others can be asked there', async () => {
  const server = await emptyServer();
  const hannah = await server.as('hannah');
  const { id: planId } = await hannah.plan();
  const sectionKey = 'self-management';
  await changePlan(hannah, planId, newSection(sectionKey, { isPrivate: true }));
  const goal = await makeItem(hannah, newGoal({}, { sectionKey }));
  expect(goal.can).not.toContain('ask');
  const { cursor } = await itemsOf(hannah, planId);
  await changePlan(hannah, planId, { type: 'share-section', key: sectionKey });
  const { items } = await itemsOf(hannah, planId, cursor);
  expect(items.find(({ id }) => id === goal.id)?.can).toContain('ask');
});

test('[AC26] the page is told where one can make an item, and where it begins as a proposal', async () => {
  const server = await emptyServer();
  const [tom, lucia] = [await server.as('tom'), await server.as('lucia')];
  const { id } = await tom.plan();
  const ofTom = (await itemsOf(tom, id)).canStartIn;
  expect(ofTom).toContainEqual({ sectionKey: 'medicines', isProposal: false });
  expect(ofTom).toContainEqual({ sectionKey: 'mobility', isProposal: true });
  const ofLucia = (await itemsOf(lucia, id)).canStartIn.map(({ sectionKey }) => sectionKey);
  expect(ofLucia).not.toContain('snapshot');
  expect(ofLucia).not.toContain('medicines');
});

test('[IT29] before it is shared no byte of an item reaches anybody else, and its private versions never do', async () => {
  const server = await emptyServer();
  const [hannah, tom] = [await server.as('hannah'), await server.as('tom')];
  const { id: planId } = await tom.plan();
  const [hers, his] = [
    await watch(server.url, hannah, planId),
    await watch(server.url, tom, planId),
  ];
  const secret = 'I want to live alone again.';
  const goal = await makeItem(hannah, newGoal({ statement: secret }, { isPrivate: true }));
  await changeItem(hannah, goal, says('I want to live near Lucia.'));
  await vi.waitFor(() => expect(itemEvents(hers)).toHaveLength(2));
  expect(await seenBy(tom, goal)).toBeUndefined();
  expect((await tom.fetch(`/api/plans/${planId}/items/${goal.id}/versions`)).status).toBe(404);
  // A later event has come to him, so that an earlier one would have.
  const open = await makeItem(hannah, newRow());
  await vi.waitFor(() => expect(itemEvents(his)).toHaveLength(1));
  expect(itemEvents(his)[0]).toEqual({
    type: 'event',
    kind: 'item',
    recordId: open.id,
    version: 1,
  });
  expect(Buffer.concat(his.frames).toString('utf8')).not.toContain(goal.id);
  await changeItem(hannah, goal, { type: 'share' });
  await vi.waitFor(() => expect(itemEvents(his)).toHaveLength(2));
  expect((await versionsOf(tom, goal)).map(({ version }) => version)).toEqual([3]);
  expect(await versionsOf(hannah, goal)).toHaveLength(3);
  expect(JSON.stringify(await versionsOf(tom, goal))).not.toContain(secret);
});

test('[IT28] neither events nor audit hold what an item says', async () => {
  const server = await emptyServer();
  const hannah = await server.as('hannah');
  const { id: planId } = await hannah.plan();
  const socket = await watch(server.url, hannah, planId);
  const goal = await makeItem(hannah, newGoal({ statement: 'SENTINEL one' }));
  await changeItem(hannah, goal, says('SENTINEL two'));
  await changeItem(hannah, goal, { type: 'strike', reason: 'SENTINEL three' });
  await vi.waitFor(() => expect(itemEvents(socket)).toHaveLength(3));
  expect(Buffer.concat(socket.frames).toString('utf8')).not.toContain('SENTINEL');
  const audit = await server.storage.readAudit(0, 1000);
  const mine = audit.filter(({ subjectId }) => subjectId === goal.id);
  expect(mine.map(({ action, personId }) => [action, personId])).toEqual([
    ['item.start', castId('hannah')],
    ['item.write-goal', castId('hannah')],
    ['item.strike', castId('hannah')],
  ]);
  expect(JSON.stringify(audit)).not.toContain('SENTINEL');
});

test('[IT5] a goal with every field at its limit is kept whole, and one unit more is explained', async () => {
  const server = await emptyServer();
  const hannah = await server.as('hannah');
  const { id: planId } = await hannah.plan();
  // Three bytes each: nothing that fits by its length is too large on its way.
  const full = '⚕'.repeat(itemTextMax);
  const texts = {
    statement: full,
    measure: full,
    unit: full,
    baseline: full,
    target: full,
    achievable: full,
    relevance: full,
    stepMuchLess: full,
    stepLess: full,
    stepExpected: full,
    stepMore: full,
    stepMuchMore: full,
  };
  const made = (await makeItem(hannah, newGoal(texts))) as Goal;
  expect(made.fields).toMatchObject({ statement: { value: full }, stepMuchMore: { value: full } });
  expect(
    await refusalOf(await askToMake(hannah, planId, newGoal({ unit: `${full}x` }))),
  ).toMatchObject({
    status: 422,
    rule: 'IT5',
    reason: 'too-long',
  });
});

test('[IT4] what no item can be is refused before anything is looked at', async () => {
  const server = await emptyServer();
  const hannah = await server.as('hannah');
  const goal = await makeItem(hannah, newGoal());
  const path = `/api/plans/${goal.planId}/items`;
  const starts: readonly object[] = [
    { ...newGoal(), author: { name: 'Somebody else' } },
    { ...newGoal(), kind: 'order' },
    { ...newGoal(), itemId: 'not-a-uuid' },
    { ...newGoal(), sectionKey: 'cellar' },
    { ...newGoal(), values: { importance: 4 } },
    { ...newGoal(), values: { scaleBaseline: 0 } },
    { ...newGoal(), values: { dueOn: 'tomorrow' } },
    { ...newGoal(), values: { dueOn: '2026-02-30' } },
    { ...newGoal(), values: { lifecycle: 'done' } },
    { ...newGoal(), values: { leadDiscipline: 'wizard' } },
    { ...newGoal(), values: { statement: null } },
    { ...newGoal(), values: { colour: 'red' } },
    { ...newIntervention(), goalIds: 'all' },
    { ...newIntervention(), values: { frequency: { count: 1 } } },
  ];
  for (const body of starts) expect((await write(hannah, path, body)).status).toBe(400);
  const commands: readonly object[] = [
    { type: 'delete' },
    { type: 'write-goal', fields: { statement: { value: 'x' } } },
    { type: 'write-goal', fields: { statement: { value: 'x', baseVersion: 0 } } },
    { type: 'write-goal', fields: { statement: { value: 'x', baseVersion: 1.5 } } },
    { type: 'progress', progress: { id: v7(), on: '2026-03-02', value: '', note: '', score: 3 } },
    { type: 'progress', progress: { id: v7(), on: '2026-03-02', value: '', note: '', at: 'now' } },
    { type: 'answer', seatId: 'x', answer: 'perhaps', note: '' },
    { type: 'tag', name: 'urgent', note: '' },
  ];
  for (const body of commands)
    expect((await write(hannah, `${path}/${goal.id}`, body)).status).toBe(400);
  expect((await seenBy(hannah, goal))?.version).toBe(1);
});

test('[IT20] a plan holds so many items, and one person writes so often in a minute', async () => {
  const made: PlanItem[] = [];
  const server = await commentedServer((world, { plan }) => {
    const sample = world.items.find(({ planId }) => planId === plan.id);
    if (sample === undefined) throw new Error('The demo has no item.');
    for (let index = 1; index < itemsPerPlanMax; index++)
      made.push({ ...sample, id: freshItemId() });
    return { ...world, items: made };
  });
  const hannah = await server.as('hannah');
  const { id: planId } = await hannah.plan();
  expect((await askToMake(hannah, planId, newGoal())).status).toBe(200);
  expect(await refusalOf(await askToMake(hannah, planId, newGoal()))).toMatchObject({
    status: 409,
    reason: 'items-full',
  });
  const missing = { planId, id: freshItemId() };
  const statuses = await Promise.all(
    Array.from({ length: 240 }, async () => {
      const answer = await askToChangeItem(hannah, missing, { type: 'restore' });
      return answer.status;
    }),
  );
  expect(statuses.filter((status) => status === 404)).toHaveLength(238);
  expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  server.pass(61_000);
  expect((await askToChangeItem(hannah, missing, { type: 'restore' })).status).toBe(404);
});

test('[AC25] whoever has given their seat back writes nothing more, and what they wrote stays', async () => {
  const server = await emptyServer();
  const sofia = await server.as('sofia');
  const goal = await makeItem(
    sofia,
    newGoal({ statement: 'I drink.' }, { sectionKey: 'swallowing-communication' }),
  );
  const { alliance } = await sofia.plan();
  const seat = seatOf(await allianceOf(sofia, alliance.id), sofia);
  const seatId = toSeatId(seat.id);
  const left = await askAlliance(sofia, alliance, { type: 'leave', seatId });
  expect(left.status).toBe(200);
  expect((await askToChangeItem(sofia, goal, says('Mine.'))).status).toBe(404);
  const priya = await signIn(server.url, 'priya');
  expect(await seenBy(priya, goal)).toMatchObject({
    version: 1,
    author: { name: 'Sofia Benedetti SLP' },
  });
});

const reasons = (Object.keys(itemRefusals) as ItemRefusalReason[]).filter(
  (reason) => reason !== 'not-there',
);

test.each(reasons)(
  '[IT23] the words of %s say what happened, what is safe and what to do',
  (reason) => {
    const { text, status, rule } = problemOfItem({ reason, rule: itemRefusals[reason] });
    expect(rule).toBe(itemRefusals[reason]);
    expect([403, 409, 422, 429]).toContain(status);
    expect(text.length).toBeGreaterThan(40);
    expect(text).toMatch(/Nothing|safe|stays|saved/);
  },
);
