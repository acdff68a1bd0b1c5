import { type SeatId } from '@alliance/shared/alliance/alliance';
import { templateKeys } from '@alliance/shared/alliance/template';
import { templates } from '@alliance/shared/alliance/templates/templates';
import { type Goal } from '@alliance/shared/careplan/item/goal';
import { type Intervention } from '@alliance/shared/careplan/item/intervention';
import { smartOf } from '@alliance/shared/careplan/item/smart';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';

import { found, tell } from '../support/alliance-asking.ts';
import { serverForTest } from '../support/in-process-server.ts';
import { changeItem, itemsOf } from '../support/items.ts';
import { signIn } from '../support/people.ts';

const dayMs = 24 * 60 * 60_000;

test('[IT30] a plan from each template begins with proposals, drafts and rows as records, each with its card in the text', async () => {
  const server = await serverForTest();
  const priya = await signIn(server.url, 'priya');
  for (const key of templateKeys) {
    const { seats } = templates[key];
    const alliance = await found(priya, {
      template: key,
      seats: seats.map(({ role, isRequired, isSteward, scope }, index) => ({
        seatId: v7() as SeatId,
        role,
        isRequired,
        isLead: index === 0,
        isSteward,
        contact: '',
        scope,
      })),
    });
    await tell(priya, alliance, {
      type: 'consent',
      consent: { kind: 'recorded', how: 'spoken', note: '' },
    });
    const plan = (await (await priya.fetch(`/api/plans/${alliance.planId}`)).json()) as PlanView;
    const { items } = await itemsOf(priya, alliance.planId);
    const goals = items.filter((item): item is Goal & (typeof items)[0] => item.kind === 'goal');
    const html = plan.sections.map(({ rendered }) => rendered.html).join('');
    for (const { id, kind, sectionKey } of items) {
      expect(html.split(`data-item-id="${id}"`)).toHaveLength(2);
      const own = plan.sections.find((section) => section.key === sectionKey)?.rendered.html ?? '';
      expect(own).toContain(`data-node="${kind}"`);
      expect(own).toContain(`data-item-id="${id}"`);
    }
    for (const goal of goals) {
      const { lifecycle, leadDiscipline, dueOn } = goal.fields;
      expect([lifecycle.value, leadDiscipline.value]).toEqual(['proposed', expect.any(String)]);
      expect(Date.parse(dueOn.value ?? '')).toBeGreaterThan(Date.now() - dayMs);
      expect(smartOf(goal).met).toEqual(expect.arrayContaining(['specific', 'time-bound']));
    }
    const ids = new Set(goals.map(({ id }) => id));
    for (const item of items) {
      if (item.kind !== 'intervention') continue;
      const { fields, goalIds }: Intervention = item;
      expect([fields.text.value, fields.status.value, fields.responsible.value]).toEqual([
        fields.text.value,
        'draft',
        expect.any(String),
      ]);
      for (const goalId of goalIds) expect(ids.has(goalId)).toBe(true);
    }
    expect(items.filter(({ kind }) => kind === 'contingency').length).toBeGreaterThan(2);
  }
});

test('[IT30] a template without its sections or seats leaves nothing that points to what is not there', async () => {
  const server = await serverForTest();
  const priya = await signIn(server.url, 'priya');
  const alliance = await found(priya, {
    template: 'stroke-rehabilitation',
    sectionKeys: ['snapshot', 'nursing-safety', 'contingency'],
  });
  await tell(priya, alliance, {
    type: 'consent',
    consent: { kind: 'recorded', how: 'spoken', note: '' },
  });
  const { items } = await itemsOf(priya, alliance.planId);
  const interventions = items.filter((item) => item.kind === 'intervention');
  expect(interventions).toMatchObject([{ goalIds: [], sectionKey: 'nursing-safety' }]);
  const seats: readonly unknown[] = [null, ...alliance.seats.map(({ id }) => id)];
  for (const { fields } of interventions) expect(seats).toContain(fields.responsible.value);
  // Who chose the template has made what it brought, and can write it.
  const row = items.find(({ kind }) => kind === 'contingency');
  if (row === undefined) throw new Error('There is no row.');
  const fields = { call: { value: 'ext. 4410', baseVersion: 1 } };
  expect(await changeItem(priya, row, { type: 'write-contingency', fields })).toMatchObject({
    version: 2,
  });
});
