/** Whatever anybody asks in whatever order: an item stays an item, and only those of the table change it. */
import { itemCommandSchema, startItemSchema } from '@alliance/server/careplan/item/item-schema';
import { itemViewSchema } from '@alliance/server/careplan/item/item-view-schema';
import { abilityFor } from '@alliance/shared/access/item-actions';
import { goalAchievements, goalLifecycles } from '@alliance/shared/careplan/item/goal';
import { interventionStatuses } from '@alliance/shared/careplan/item/intervention';
import { type PlanItem, tagNames } from '@alliance/shared/careplan/item/item';
import { abilitiesOnItem } from '@alliance/shared/careplan/item/item-abilities';
import { type ItemCommand } from '@alliance/shared/careplan/item/item-command';
import * as fc from 'fast-check';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';

import { type Name, foreignSeat, names, seats } from '../comments/ward.ts';
import { personId } from '../support/alliances.ts';
import { newGoal, newIntervention, newRow } from '../support/items.ts';
import { asking, contextFor, making } from './item-ward.ts';

/** Most often somebody who may. */
const name = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Name>('hannah') },
  { weight: 1, arbitrary: fc.constant<Name>('tom') },
  { weight: 2, arbitrary: fc.constantFrom(...names) },
);
const seatId = fc.constantFrom(...Object.values(seats).map(({ id }) => id), foreignSeat.id);
const words = fc.constantFrom('', '\u200b', 'One.', 'Two.', 'Three.', 'Four.', 'x'.repeat(1001));
const baseVersion = fc.integer({ min: 1, max: 5 });
const date = fc.constantFrom(null, '2026-03-01', '2026-03-02', '2026-04-01');
const disciplineKey = fc.constantFrom('rehab-nurse', 'physical-therapist', 'dietitian');

function writeOf<Value>(value: fc.Arbitrary<Value>) {
  return fc.record({ value, baseVersion });
}

const goalFields = fc.record(
  {
    statement: writeOf(words),
    target: writeOf(words),
    leadDiscipline: writeOf(fc.option(disciplineKey)),
    expressedBy: writeOf(fc.option(seatId)),
    startOn: writeOf(date),
    dueOn: writeOf(date),
    lifecycle: writeOf(fc.constantFrom(...goalLifecycles)),
    achievement: writeOf(fc.option(fc.constantFrom(...goalAchievements))),
  },
  { requiredKeys: [] },
);
const interventionFields = fc.record(
  {
    text: writeOf(words),
    responsible: writeOf(fc.option(seatId)),
    endOn: writeOf(date),
    status: writeOf(fc.constantFrom(...interventionStatuses)),
  },
  { requiredKeys: [] },
);
const rowFields = fc.record(
  { condition: writeOf(words), call: writeOf(words) },
  { requiredKeys: [] },
);

const command = fc.oneof(
  fc.record({ type: fc.constant('write-goal'), fields: goalFields }),
  fc.record({ type: fc.constant('write-intervention'), fields: interventionFields }),
  fc.record({ type: fc.constant('write-contingency'), fields: rowFields }),
  fc.record({ type: fc.constant('support'), disciplineKey, isSupporting: fc.boolean() }),
  fc.record({ type: fc.constant('ask'), seatId }),
  fc.record({ type: fc.constant('contribute'), seatId, text: words }),
  fc.record({
    type: fc.constant('answer'),
    seatId,
    answer: fc.constantFrom('agree', 'disagree', 'pending'),
    note: words,
  }),
  fc.record({
    type: fc.constant('progress'),
    progress: fc.record({
      id: fc.constantFrom(v7(), v7()),
      on: fc.constantFrom('2026-02-01', '2026-03-02', '2027-01-01'),
      score: fc.integer({ min: -2, max: 2 }),
      value: words,
      note: words,
    }),
  }),
  fc.record({ type: fc.constant('assist'), seatId, isAssisting: fc.boolean() }),
  fc.record({ type: fc.constant('done'), note: words }),
  fc.record({ type: fc.constant('tag'), name: fc.constantFrom(...tagNames), note: words }),
  fc.record({ type: fc.constant('untag'), name: fc.constantFrom(...tagNames) }),
  fc.record({ type: fc.constant('strike'), reason: words }),
  fc.record({ type: fc.constantFrom('restore', 'share') }),
);

const start = fc
  .tuple(fc.constantFrom(newGoal, newIntervention, newRow), fc.boolean())
  .map(([make, isPrivate]) => make({}, { isPrivate }));

/** Everything but what a command may change by itself. */
function lastingOf({ id, planId, sectionKey, author, madeAt, kind }: PlanItem) {
  return { id, planId, sectionKey, author, madeAt, kind };
}

test('[IT1] whatever is asked by whomever, an item stays whole, and changes only by one who was offered that', () => {
  let accepted = 0;
  fc.assert(
    fc.property(
      name,
      start,
      fc.array(fc.tuple(name, command), { maxLength: 25 }),
      (by, asked, steps) => {
        const begun = making(by, startItemSchema.parse(asked));
        if (!begun.ok) return;
        let { item } = begun;
        for (const [who, told] of steps) {
          const read = itemCommandSchema.parse(told);
          const decision = step(item, who, read);
          if (!decision.ok) continue;
          accepted += 1;
          expect(lastingOf(decision.item)).toEqual(lastingOf(item));
          expect(decision.item.version).toBe(item.version + 1);
          // As it goes out, so that nothing is kept that no reader could take.
          expect(itemViewSchema.safeParse({ ...decision.item, can: [] }).success).toBe(true);
          ({ item } = decision);
        }
      },
    ),
    { numRuns: 400 },
  );
  expect(accepted).toBeGreaterThan(100);
});

/** What is decided, which is what was offered; what is allowed names its author where it says anything. */
function step(item: PlanItem, who: Name, told: ItemCommand) {
  const before = structuredClone(item);
  const decision = asking(item, who, told);
  expect(item).toEqual(before);
  const offered = abilitiesOnItem(contextFor(who).standing, item);
  if (!decision.ok) return decision;
  expect(offered).toContain(abilityFor[told.type]);
  const said = JSON.stringify(decision.item).split(`"personId":"${personId(who)}"`).length;
  const wrote = JSON.stringify(decision.item).split(`"by":"${personId(who)}"`).length;
  const isSaying = ['contribute', 'answer', 'progress', 'done', 'tag', 'strike', 'ask'].includes(
    told.type,
  );
  expect(!isSaying || said > 1).toBe(true);
  expect(!told.type.startsWith('write-') || wrote + said > 2).toBe(true);
  return decision;
}
