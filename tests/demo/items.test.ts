import { demoWorld } from '@alliance/server/demo/world';
import { attainmentNow, scoreNow } from '@alliance/shared/careplan/item/attainment';
import { type Goal } from '@alliance/shared/careplan/item/goal';
import { smartOf } from '@alliance/shared/careplan/item/smart';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import { readSection } from '@alliance/shared/editor/section-json';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { noon } from '../support/alliances.ts';

const world = demoWorld({ now: noon, newId: () => crypto.randomUUID() });
const [stroke] = world.plans;
const goals = world.items
  .filter(({ planId }) => planId === stroke?.plan.id)
  .filter((item): item is Goal => item.kind === 'goal');

function goalBeginning(words: string): Goal {
  const found = goals.find(({ fields }) => fields.statement.value.startsWith(words));
  if (found === undefined) throw new Error('There is no such goal.');
  return found;
}

/** The cards of every text. */
const cards = world.plans.flatMap(({ plan }) =>
  plan.sections.flatMap(({ documentId }) => {
    const document = world.documents.find((each) => each.documentId === documentId);
    const doc = createSectionDocument();
    for (const { payload } of document?.rows ?? []) Y.applyUpdate(doc, payload);
    return readSection(doc)
      .blocks.filter(({ name }) => name !== 'block')
      .map(({ name, attributes }) => ({
        planId: plan.id,
        kind: name,
        id: attributes[`${name}Id`],
      }));
  }),
);

test('[DM17] every card of the demo stands for an item of its plan, and all but a proposal have one', () => {
  const places = world.items.map(({ planId, kind, id }) => ({ planId, kind, id }));
  for (const card of cards) expect(places).toContainEqual(card);
  const shown = new Set(cards.map(({ id }) => id));
  const unseen = world.items.filter(({ id }) => !shown.has(id));
  expect(unseen.map(({ author }) => author.name)).toEqual(['Elena Vargas (synthetic)']);
});

test('[DM17] every text of the demo ends with words, so that whoever writes on can', () => {
  for (const { documentId } of world.plans.flatMap(({ plan }) => plan.sections)) {
    const rows = world.documents.find((each) => each.documentId === documentId)?.rows ?? [];
    const doc = createSectionDocument();
    for (const { payload } of rows) Y.applyUpdate(doc, payload);
    expect(readSection(doc).blocks.at(-1)?.name).toBe('block');
  }
});

test('[DM17] the goals of the stroke plan stand where the case says', () => {
  expect(scoreNow(goalBeginning('I walk'))).toBe(-1);
  expect(scoreNow(goalBeginning('I drink'))).toBe(-2);
  expect(scoreNow(goalBeginning('I put on'))).toBe(0);
  expect(scoreNow(goalBeginning('I am home'))).toBe(-2);
  expect(attainmentNow(goals)).toBeCloseTo(28.595, 3);
  const coffee = goalBeginning('I drink');
  expect(coffee.agreements.find(({ by }) => by.name === 'Dr Priya Raman')?.answer).toBe('pending');
  expect(goals.map((goal) => smartOf(goal).missing).filter(({ length }) => length > 0)).toEqual([
    ['measure', 'target', 'achievable', 'date'],
  ]);
});

test('[DM17] nothing of the demo’s items lies in its future', () => {
  const instants = [...JSON.stringify(world.items).matchAll(/"(?:at|madeAt)":"([^"]+)"/g)];
  expect(instants.length).toBeGreaterThan(200);
  for (const [, at] of instants) {
    expect(Date.parse(at ?? '')).toBeLessThan(noon);
    expect(Date.parse(at ?? '')).toBeGreaterThan(noon - 10 * 24 * 3_600_000);
  }
});
