import { ItemDesk } from '@alliance/client/careplan/item/item-desk';
import { undecidedOf } from '@alliance/client/careplan/item/undecided-fields';
import { withItems } from '@alliance/client/careplan/item/with-items';
import type { ServerRequest } from '@alliance/client/ui/ask-server';
import { ServerRefusal } from '@alliance/client/ui/server-refusal';
import { type ItemId, toItemId } from '@alliance/shared/careplan/item/item';
import { type ItemView } from '@alliance/shared/careplan/item/item-view';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import { askAs } from '../../support/desks.ts';
import { type InProcessServer, startInProcess } from '../../support/in-process-server.ts';
import { type SignedIn, signIn } from '../../support/people.ts';
import { tabFor, when } from '../../sync/client-tab.ts';

let server: InProcessServer;
let hannah: SignedIn;
let tom: SignedIn;

beforeAll(async () => {
  server = await startInProcess();
  hannah = await signIn(server.url, 'hannah');
  tom = await signIn(server.url, 'tom');
});
afterAll(() => server.close());

interface DeskLab {
  readonly desk: ItemDesk;
  /** Method and path of every request, in their order. */
  readonly asked: string[];
  /** Whether the server can be reached. */
  isOnline: boolean;
}

/** The desk of a person over the real server; the connection can be taken away. */
async function deskOf(person: SignedIn): Promise<DeskLab> {
  const plan = await person.plan();
  const asked: string[] = [];
  const ask = (path: string, request: ServerRequest = {}): Promise<unknown> => {
    if (!lab.isOnline) return Promise.reject(new ServerRefusal(0));
    asked.push(`${request.method ?? 'GET'} ${path.replace(`/api/plans/${plan.id}/`, '')}`);
    return askAs(person, path, request);
  };
  const { personId } = person;
  const lab: DeskLab = {
    desk: new ItemDesk({ plan, personId, personName: person.persona }, { ask }),
    asked,
    isOnline: true,
  };
  onTestFinished(() => lab.desk.close());
  lab.desk.wake();
  await when(lab.desk.items, (items) => items !== undefined);
  return lab;
}

function newGoal(statement: string) {
  return {
    itemId: toItemId(uuid()),
    kind: 'goal' as const,
    sectionKey: 'mobility' as const,
    isPrivate: false,
    values: { statement, lifecycle: 'active' as const },
  };
}

function goalAt({ desk }: DeskLab, itemId: ItemId): Extract<ItemView, { kind: 'goal' }> {
  const found = desk.items.get()?.find(({ id }) => id === itemId);
  if (found?.kind !== 'goal') throw new Error('The goal is not there.');
  return found;
}

/** Writes the target of a goal on the version that the desk shows. */
function writeTarget(lab: DeskLab, itemId: ItemId, value: string): Promise<boolean> {
  const { version } = goalAt(lab, itemId).fields.target;
  return lab.desk.change(itemId, {
    type: 'write-goal',
    fields: { target: { value, baseVersion: version } },
  });
}

/** Waits until a desk shows an item that passes. */
async function whenItem(
  { desk }: DeskLab,
  itemId: ItemId,
  passes: (item: ItemView) => boolean,
): Promise<void> {
  await when(desk.items, (items) => items?.some((it) => it.id === itemId && passes(it)) ?? false);
}

test('[GC2] a goal is on the page at once, and at the server once', async () => {
  const lab = await deskOf(hannah);
  const start = newGoal('I stand up alone');
  const arrival = lab.desk.start(start);
  expect(goalAt(lab, start.itemId).fields.statement.value).toBe('I stand up alone');
  expect(await arrival).toBe(true);
  expect(goalAt(lab, start.itemId).version).toBe(1);
  expect(lab.asked.filter((line) => line === 'POST items')).toHaveLength(1);
});

test('[GC3] without a connection everything waits, counts as not saved, and goes in its order', async () => {
  const lab = await deskOf(hannah);
  lab.isOnline = false;
  const start = newGoal('I climb two steps');
  const made = lab.desk.start(start);
  const written = writeTarget(lab, start.itemId, 'two steps');
  await when(lab.desk.waiting, (waiting) => waiting.some(({ isDelayed }) => isDelayed));
  const waiting = lab.desk.waiting.get();
  expect(withItems({ kind: 'offline', changes: 1 }, waiting)).toEqual({
    kind: 'offline',
    changes: 3,
  });
  expect(lab.desk.unsentText()).toContain('I climb two steps');
  expect(goalAt(lab, start.itemId).fields.target.value).toBe('two steps');
  lab.isOnline = true;
  lab.desk.wake();
  expect(await Promise.all([made, written])).toEqual([true, true]);
  expect(goalAt(lab, start.itemId).fields.target).toMatchObject({ value: 'two steps', version: 2 });
  expect(withItems({ kind: 'saved' }, lab.desk.waiting.get())).toEqual({ kind: 'saved' });
});

test('[GC3] what was written twice before the first answer is no conflict with oneself', async () => {
  const lab = await deskOf(hannah);
  const start = newGoal('I walk to the garden');
  await lab.desk.start(start);
  lab.isOnline = false;
  const writes = ['20 m', '30 m', '40 m'].map((value) => writeTarget(lab, start.itemId, value));
  lab.isOnline = true;
  lab.desk.wake();
  expect(await Promise.all(writes)).toEqual([true, true, true]);
  expect(goalAt(lab, start.itemId).fields.target).toMatchObject({ value: '40 m', version: 4 });
  expect(undecidedOf(goalAt(lab, start.itemId))).toEqual([]);
});

test('[GC4] two people who write one field at the same time leave both values until one of them decides', async () => {
  const [first, second] = [await deskOf(hannah), await deskOf(tom)];
  const start = newGoal('I go up to the terrace');
  await first.desk.start(start);
  // Tom is not of the lead discipline: he may write where his seat edits.
  const shared = { ...start, itemId: toItemId(uuid()), sectionKey: 'snapshot' as const };
  await second.desk.start(shared);
  second.desk.wake();
  const priya = await deskOf(await signIn(server.url, 'priya'));
  await whenItem(priya, shared.itemId, () => true);
  priya.isOnline = false;
  second.isOnline = false;
  const writes = [
    writeTarget(priya, shared.itemId, '50 m'),
    writeTarget(second, shared.itemId, '60 m'),
  ];
  for (const lab of [priya, second]) {
    lab.isOnline = true;
    lab.desk.wake();
  }
  expect(await Promise.all(writes)).toEqual([true, true]);
  priya.desk.readAgain();
  await whenItem(priya, shared.itemId, (item) => undecidedOf(item).length === 1);
  const { target } = goalAt(priya, shared.itemId).fields;
  const values = [target, ...(target.candidates ?? [])].map(({ value }) => value);
  expect(values.toSorted()).toEqual(['50 m', '60 m']);
  await writeTarget(priya, shared.itemId, '60 m');
  expect(goalAt(priya, shared.itemId).fields.target).toMatchObject({ value: '60 m' });
  expect(undecidedOf(goalAt(priya, shared.itemId))).toEqual([]);
});

test('[GC5] what a colleague writes is on the page without asking for it', async () => {
  const [mine, theirs] = [await deskOf(hannah), await deskOf(tom)];
  const tab = tabFor(server.url, 'tom', tom.cookie);
  tab.watchPlan(theirs.desk.planId);
  onTestFinished(theirs.desk.follow(tab));
  await when(tab.connection, (state) => state === 'online');
  const start = newGoal('I get into the car');
  await mine.desk.start(start);
  await whenItem(theirs, start.itemId, () => true);
  await mine.desk.change(start.itemId, { type: 'strike', reason: 'Said twice' });
  await whenItem(theirs, start.itemId, ({ struck }) => struck !== undefined);
  expect(goalAt(theirs, start.itemId).struck?.reason).toBe('Said twice');
});

test('[GC6] what the server does not take stays with its words until its author lets go of it', async () => {
  const lab = await deskOf(tom);
  const goal = lab.desk.items.get()?.find(({ kind }) => kind === 'goal');
  if (goal === undefined) throw new Error('The demo has goals.');
  void lab.desk.change(goal.id, { type: 'strike', reason: '   ' });
  await when(lab.desk.waiting, (waiting) => waiting.some(({ refusal }) => refusal !== undefined));
  const [first] = lab.desk.waiting.get();
  expect(lab.desk.unsent.get()).toBe(1);
  expect(withItems({ kind: 'saved' }, lab.desk.waiting.get()).kind).toBe('not-saved');
  lab.desk.letGo(first?.key ?? '');
  expect(lab.desk.unsent.get()).toBe(0);
});

test('[GC7] a form that was begun outlives the page that showed it', async () => {
  const { desk } = await deskOf(hannah);
  desk.keep('new goal mobility', { statement: 'I walk in the park' });
  expect(desk.unsent.get()).toBe(1);
  expect(desk.unsentText()).toBe('I walk in the park');
  desk.keep('new goal mobility', undefined);
  expect(desk.unsent.get()).toBe(0);
  const frequency = JSON.stringify({ count: '2', period: '1', unit: 'd', times: '10:30' });
  desk.keep('edit i-1', { text: 'Stairs', frequency }, { text: 3 });
  expect([desk.basesOf('edit i-1'), desk.draftText('edit i-1')]).toEqual([
    { text: 3 },
    'Stairs\n2 1 d 10:30',
  ]);
  desk.keep('edit i-1', undefined);
  expect(desk.basesOf('edit i-1')).toEqual({});
});

test('[GC14] a private goal is on nobody else’s page until its author shares it', async () => {
  const [mine, theirs] = [await deskOf(hannah), await deskOf(tom)];
  const start = { ...newGoal('I have not decided yet'), isPrivate: true };
  await mine.desk.start(start);
  expect(goalAt(mine, start.itemId).isPrivate).toBe(true);
  theirs.desk.readAgain();
  const other = newGoal('I come after it');
  await mine.desk.start(other);
  theirs.desk.wake();
  await whenItem(theirs, other.itemId, () => true);
  expect(theirs.desk.items.get()?.some(({ id }) => id === start.itemId)).toBe(false);
  await mine.desk.change(start.itemId, { type: 'share' });
  theirs.desk.wake();
  await whenItem(theirs, start.itemId, ({ isPrivate }) => isPrivate !== true);
});
