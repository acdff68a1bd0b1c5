import { groupsOf } from '@alliance/client/careplan/item/board/board-groups';
import {
  fromBox,
  isClear,
  readBoxes,
  timesIn,
  toBox,
  writeBoxes,
  isCount,
} from '@alliance/client/careplan/item/dialogs/form-values';
import { type ItemViewOf } from '@alliance/client/careplan/item/items-context';
import { looseIn } from '@alliance/client/careplan/item/loose-groups';
import { numberIn, pointsOf } from '@alliance/client/careplan/item/progress-points';
import { type ItemView, type ItemsView } from '@alliance/shared/careplan/item/item-view';
import { nowRowsOfItems } from '@alliance/shared/careplan/item/now-of-items';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type InProcessServer, startInProcess } from '../../support/in-process-server.ts';
import { signIn } from '../../support/people.ts';

let server: InProcessServer;
let items: readonly ItemView[];

beforeAll(async () => {
  server = await startInProcess();
  const hannah = await signIn(server.url, 'hannah');
  const plan = await hannah.plan();
  const answer = await hannah.fetch(`/api/plans/${plan.id}/items`);
  ({ items } = (await answer.json()) as ItemsView);
});
afterAll(() => server.close());

function goals(): readonly ItemViewOf<'goal'>[] {
  return items.filter((item): item is ItemViewOf<'goal'> => item.kind === 'goal');
}

function anyGoal(): ItemViewOf<'goal'> {
  const [goal] = goals();
  if (goal === undefined) throw new Error('The demo has goals.');
  return goal;
}

test('[NW11] rows and the warnings of active interventions are in the Now panel, struck and stopped ones are not', () => {
  const rows = items.filter(({ kind }) => kind === 'contingency');
  const careful = items.filter((item) => item.kind === 'intervention');
  const keys = [...new Set(items.map(({ sectionKey }) => sectionKey))];
  const shown = keys.map((key) => nowRowsOfItems(items, key));
  expect(shown.flatMap(({ calls }) => calls)).toHaveLength(rows.length);
  const warnings = shown.flatMap(({ precautions }) => precautions);
  expect(warnings.length).toBeGreaterThan(0);
  const struck = { by: anyGoal().author, at: '2026-01-01T00:00:00Z', reason: 'Over' };
  const allStruck = items.map((item): ItemView => Object.assign({}, item, { struck }));
  expect(keys.flatMap((key) => nowRowsOfItems(allStruck, key).calls)).toEqual([]);
  const stopped = careful.map((item) =>
    Object.assign({}, item, {
      fields: { ...item.fields, status: { ...item.fields.status, value: 'on-hold' as const } },
    }),
  );
  expect(keys.flatMap((key) => nowRowsOfItems(stopped, key).precautions)).toEqual([]);
});

test('[GC22] what no text shows and counts is apart from what was struck or stopped; what is done for a goal stands under it', () => {
  const here = anyGoal().sectionKey;
  const home = items.filter(({ sectionKey }) => sectionKey === here);
  const none = new Set<string>();
  const { counting, over } = looseIn(here, items, none);
  expect(counting.map(({ id }) => id)).toContain(anyGoal().id);
  expect(over).toEqual([]);
  const served = home.find((item) => item.kind === 'intervention' && item.goalIds.length > 0);
  expect(served).toBeDefined();
  expect(counting).not.toContain(served);
  expect(looseIn(here, items, new Set(home.map(({ id }) => id))).counting).toEqual([]);
  const struck = { by: anyGoal().author, at: '2026-01-01T00:00:00Z', reason: 'Over' };
  const allStruck = items.map((item): ItemView => Object.assign({}, item, { struck }));
  expect(looseIn(here, allStruck, none).counting).toEqual([]);
  expect(looseIn(here, allStruck, none).over).toHaveLength(home.length);
});

test('[GC20] the board shows each goal once, by state or by who leads, and narrows to what is asked', () => {
  const look = {
    by: 'status' as const,
    discipline: '',
    isOnlyMissing: false,
    isOnlyDue: false,
    withStruck: true,
  };
  const now = new Date();
  const all = goals();
  for (const by of ['status', 'discipline'] as const) {
    const ids = groupsOf(all, { ...look, by }, now).flatMap((group) =>
      group.goals.map((g) => g.id),
    );
    expect(ids.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
  }
  const ofTherapy = groupsOf(all, { ...look, discipline: 'physical-therapist' }, now).flatMap(
    (group) => group.goals,
  );
  expect(ofTherapy.length).toBeGreaterThan(0);
  expect(ofTherapy.length).toBeLessThan(all.length);
  const bare = { ...anyGoal(), fields: { ...anyGoal().fields } };
  const undated = {
    ...bare,
    fields: { ...bare.fields, dueOn: { ...bare.fields.dueOn, value: null } },
  };
  expect(groupsOf([undated], { ...look, isOnlyMissing: true }, now)).toHaveLength(1);
  expect(groupsOf([undated], { ...look, isOnlyDue: true }, now)).toEqual([]);
  const overdue = {
    ...bare,
    fields: {
      ...bare.fields,
      dueOn: { ...bare.fields.dueOn, value: '2020-01-01' },
      lifecycle: { ...bare.fields.lifecycle, value: 'active' as const },
      achievement: { ...bare.fields.achievement, value: null },
    },
  };
  expect(groupsOf([overdue], { ...look, isOnlyDue: true }, now)).toHaveLength(1);
});

test('[GC15] progress is drawn by its days, by what was measured where that can be, else by the scale', () => {
  const goal = anyGoal();
  const seen = (on: string, value: string, score?: number) => ({
    id: on,
    by: goal.author,
    at: `${on}T10:00:00Z`,
    on,
    value,
    note: '',
    ...(score === undefined ? {} : { score }),
  });
  const fields = {
    ...goal.fields,
    baseline: { ...goal.fields.baseline, value: '10' },
    target: { ...goal.fields.target, value: '50' },
  };
  const measured = pointsOf({
    fields,
    progress: [seen('2026-01-03', '50 m'), seen('2026-01-01', '10,0 m')],
  });
  expect(measured.map(({ x, y }) => [x, y])).toEqual([
    [0, 0],
    [1, 1],
  ]);
  const scored = pointsOf({
    fields,
    progress: [seen('2026-01-01', '', -2), seen('2026-01-02', 'far', 0)],
  });
  expect(scored.map(({ y }) => y)).toEqual([0, 0.5]);
  expect(pointsOf({ fields, progress: [] })).toEqual([]);
  expect(numberIn('−3 of 10')).toBe(-3);
  expect(numberIn('none')).toBeUndefined();
});

test('[GC9] what a form shows is what it sends: texts, days, numbers, nothing, and how often', () => {
  for (const [name, value] of [
    ['statement', 'I walk'],
    ['dueOn', '2026-12-09'],
    ['dueOn', null],
    ['importance', 0],
    ['importance', null],
    ['scaleBaseline', -2],
    ['unit', ''],
    [
      'frequency',
      { count: 2, period: 1, unit: 'd', timesOfDay: ['10:30', '15:00'], isAsNeeded: false },
    ],
    ['frequency', null],
  ] as const)
    expect([name, fromBox(name, toBox(name, value))]).toEqual([name, value]);
  expect(timesIn('15.00 and 9:30; 15:00')).toEqual(['09:30', '15:00']);
  expect(timesIn('25:00')).toBeUndefined();
  const boxes = { ...readBoxes(''), count: '2', period: '0' };
  expect(isClear(boxes)).toBe(false);
  expect(isClear(readBoxes(writeBoxes({ ...boxes, period: '2', unit: 'wk' })))).toBe(true);
  expect(['3', '1', '0', '-3', '1.5', ''].filter(isCount)).toEqual(['3', '1']);
});
