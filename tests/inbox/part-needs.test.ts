import { type Alliance } from '@alliance/shared/alliance/alliance';
import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type CarePlan, toPlanId } from '@alliance/shared/careplan/care-plan';
import { type Goal } from '@alliance/shared/careplan/item/goal';
import { type ItemCommand } from '@alliance/shared/careplan/item/item-command';
import { type PartItem } from '@alliance/shared/inbox/alliance-item';
import { inboxKeyOf } from '@alliance/shared/inbox/inbox';
import { type InboxView } from '@alliance/shared/inbox/inbox';
import { inboxOf } from '@alliance/shared/inbox/inbox-of';
import { expect, test } from 'vitest';

import { commentedServer } from '../comments/commented-server.ts';
import { type Name, names, seats, ward } from '../comments/ward.ts';
import { after, sections, walking } from '../items/item-ward.ts';
import { seatOf, allianceOf } from '../support/alliance-asking.ts';
import { hours, noon, personId } from '../support/alliances.ts';
import { askToChangeItem, changeItem, makeItem, newGoal } from '../support/items.ts';
import { type SignedIn } from '../support/people.ts';
import { connectSignedIn } from '../sync/raw-socket.ts';

const plan: CarePlan = {
  id: toPlanId('plan-1'),
  allianceId: ward.id,
  title: 'Plan',
  status: 'active',
  patient: {
    name: 'Elena',
    preferredName: 'Elena',
    bornOn: '1954-03-18',
    identifier: '1',
    needsInterpreter: false,
    allergies: [],
  },
  sections,
  version: 1,
};

const ask = { type: 'ask', seatId: seats.nurse.id } as const;
const says = { type: 'contribute', seatId: seats.nurse.id, text: 'I walk with her.' } as const;

/** What a person is asked for, so many hours from noon. */
function partsOf(name: Name, goals: readonly Goal[], at = 0, alliance: Alliance = ward) {
  const now = noon + at * 3_600_000;
  return inboxOf({
    plans: [{ alliance, plan, threads: [], goals }],
    reads: new Map(),
    names: new Map(),
    personId: personId(name),
    now,
    today: '2026-03-02',
  }).filter((item): item is PartItem => item.reason === 'part');
}

const whoIsAsked = (goals: readonly Goal[], at = 0, team: Alliance = ward) =>
  names.filter((name) => partsOf(name, goals, at, team).length > 0);

test('[IB40] an asked part needs who sits in the seat now, until it is there, and anew when asked anew', () => {
  const asked = after(walking({ statement: 'I walk.' }), 'hannah', ask);
  expect(whoIsAsked([walking()])).toEqual([]);
  expect(whoIsAsked([asked])).toEqual(['tom']);
  // At 16:00 Amara has the seat.
  expect(whoIsAsked([asked], 4)).toEqual(['amara']);
  const answered = after(asked, 'tom', says, { at: 1 });
  expect(whoIsAsked([answered], 1)).toEqual([]);
  expect(whoIsAsked([after(answered, 'hannah', ask, { at: 1.5 })], 1.75)).toEqual(['tom']);
});

test('[IB40] whoever asks is not asked by themself', () => {
  const own = after(walking(), 'hannah', { type: 'ask', seatId: seats.physiotherapist.id });
  expect(whoIsAsked([own])).toEqual([]);
});

test('[IB41] nobody is asked where they may not see it, where nothing can be written, or when it is over', () => {
  const asked = after(walking({ statement: 'I walk.' }), 'hannah', ask);
  const struck = after(asked, 'hannah', { type: 'strike', reason: 'Another says it.' });
  const over = after(asked, 'hannah', {
    type: 'write-goal',
    fields: { lifecycle: { value: 'completed', baseVersion: 1 } },
  });
  expect(whoIsAsked([struck])).toEqual([]);
  expect(whoIsAsked([over])).toEqual([]);
  expect(whoIsAsked([asked], 0, { ...ward, status: 'suspended' })).toEqual([]);
  expect(whoIsAsked([asked], 0, { ...ward, status: 'closed' })).toEqual([]);
  const narrowed = Object.values(seats).map((seat) => {
    if (seat.id !== seats.nurse.id) return seat;
    return Object.assign(structuredClone(seats.nurse), {
      scope: [{ sectionKey: 'mobility', right: 'none' } as const],
    });
  });
  expect(whoIsAsked([asked], 0, { ...ward, seats: narrowed })).toEqual([]);
});

test('[IB42] the row says who asks, for what and where, under a key of its own', () => {
  const asked = after(walking({ statement: 'I walk.' }), 'hannah', ask);
  const other = after(walking({ statement: 'I climb.' }), 'hannah', ask, { at: 1 });
  const rows = partsOf('tom', [asked, other], 1);
  expect(rows).toMatchObject([
    {
      goalId: asked.id,
      planId: plan.id,
      seatId: seats.nurse.id,
      section: { key: 'mobility' },
      by: { name: 'hannah', seatTitle: 'physical-therapist' },
      excerpt: 'I walk.',
      at: hours(0),
    },
    { goalId: other.id, excerpt: 'I climb.', at: hours(1) },
  ]);
  expect(new Set(rows.map(inboxKeyOf)).size).toBe(2);
});

async function partsFor(person: SignedIn): Promise<readonly PartItem[]> {
  const { items } = (await (await person.fetch('/api/inbox')).json()) as InboxView;
  return items.filter((item): item is PartItem => item.reason === 'part');
}

test('[IB42] asked over HTTP a part stands in the list of who sits there, and goes when they have answered', async () => {
  const server = await commentedServer((world) => ({ ...world, items: [] }));
  const [hannah, tom] = [await server.as('hannah'), await server.as('tom')];
  const goal = await makeItem(hannah, newGoal({ statement: 'I walk.' }));
  const { alliance } = await tom.plan();
  const seatId = toSeatId(seatOf(await allianceOf(tom, alliance.id), tom).id);
  expect(await partsFor(tom)).toEqual([]);
  await changeItem(hannah, goal, { type: 'ask', seatId });
  expect(await partsFor(tom)).toMatchObject([
    { goalId: goal.id, by: { name: 'Hannah Lindqvist PT' }, excerpt: 'I walk.' },
  ]);
  expect(await partsFor(hannah)).toEqual([]);
  const said = await askToChangeItem(tom, goal, { type: 'contribute', seatId, text: 'I do.' });
  expect(said.status).toBe(200);
  expect(await partsFor(tom)).toEqual([]);
});

test('[IB41] whoever was asked is told when the goal is over, and not when somebody writes in it', async () => {
  const server = await commentedServer((world) => ({ ...world, items: [] }));
  const [hannah, tom] = [await server.as('hannah'), await server.as('tom')];
  const goal = await makeItem(hannah, newGoal({ statement: 'I walk.', lifecycle: 'active' }));
  const { alliance } = await tom.plan();
  const seatId = toSeatId(seatOf(await allianceOf(tom, alliance.id), tom).id);
  await changeItem(hannah, goal, { type: 'ask', seatId });
  const tab = await connectSignedIn(server.url, '/sync', tom);
  tab.plan({ type: 'watch', planId: goal.planId });
  await tab.until(() => tab.plans.find((one) => one.type === 'presence'));
  const told = (kind: 'inbox' | 'item') =>
    tab.plans.filter((one) => one.type === 'event' && one.kind === kind);
  const write = (fields: Extract<ItemCommand, { type: 'write-goal' }>['fields']) =>
    changeItem(hannah, goal, { type: 'write-goal', fields });
  await write({ statement: { value: 'I walk far.', baseVersion: 1 } });
  await tab.until(() => told('item')[0]);
  await write({ lifecycle: { value: 'completed', baseVersion: 1 } });
  await tab.until(() => told('inbox')[0]);
  await tab.until(() => told('item')[1]);
  expect(told('inbox')).toHaveLength(1);
  expect(await partsFor(tom)).toEqual([]);
});
