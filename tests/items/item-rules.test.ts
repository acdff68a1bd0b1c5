import { type Section } from '@alliance/shared/careplan/care-plan';
import { type Timing } from '@alliance/shared/careplan/item/intervention';
import { type PlanItem } from '@alliance/shared/careplan/item/item';
import { abilitiesOnItem } from '@alliance/shared/careplan/item/item-abilities';
import { type ItemCommand } from '@alliance/shared/careplan/item/item-command';
import { itemRefusals } from '@alliance/shared/careplan/item/item-refusals';
import { type SectionKey } from '@alliance/shared/careplan/section';
import {
  doneKeptMax,
  itemCharactersMax,
  itemEntriesMax,
  itemTextMax,
  undecidedMax,
} from '@alliance/shared/limits';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';

import { type Name, names, seats, ward, foreignSeat } from '../comments/ward.ts';
import { alliance, hours, personId } from '../support/alliances.ts';
import { freshItemId, newGoal, newIntervention, newRow } from '../support/items.ts';
import {
  after,
  asking,
  contextFor,
  kept,
  making,
  practice,
  refusal,
  rowOf,
  sections,
  walking,
  whoMay,
} from './item-ward.ts';

const long = 'x'.repeat(itemTextMax + 1);
const author = {
  personId: personId('tom'),
  seatId: seats.nurse.id,
  name: 'tom',
  disciplineKey: 'rehab-nurse',
  title: 'rehab-nurse',
} as const;

/** Says another statement. */
const says = (value: string, baseVersion = 1) =>
  ({ type: 'write-goal', fields: { statement: { value, baseVersion } } }) as const;
const lives = (value: 'proposed' | 'active' | 'cancelled' | 'completed', baseVersion = 1) =>
  ({ type: 'write-goal', fields: { lifecycle: { value, baseVersion } } }) as const;
const strike: ItemCommand = { type: 'strike', reason: 'Another goal says it.' };
const contribute = (seatId: typeof seats.nurse.id, text = 'I walk with her.') =>
  ({ type: 'contribute', seatId, text }) as const;
const answer = (seatId: typeof seats.nurse.id, said: 'agree' | 'disagree' | 'pending', note = '') =>
  ({ type: 'answer', seatId, answer: said, note }) as const;
const progress = (other: Partial<Extract<ItemCommand, { type: 'progress' }>['progress']> = {}) =>
  ({
    type: 'progress',
    progress: { id: v7(), on: '2026-03-02', value: '18 m', note: '', ...other },
  }) as const;
const timing = (other: Partial<Timing>): Timing => ({
  count: 1,
  period: 1,
  unit: 'd',
  timesOfDay: [],
  isAsNeeded: false,
  ...other,
});

const whoMakes = (asked: Parameters<typeof making>[1]) => whoMay((name) => making(name, asked));

const due = (value: string | null) =>
  ({ type: 'write-goal', fields: { dueOn: { value, baseVersion: 1 } } }) as const;

const timed = (other: Partial<Timing>) =>
  refusal(making('hannah', newIntervention({ frequency: timing(other) })));

const target = (value: string, baseVersion: number) =>
  ({ type: 'write-goal', fields: { target: { value, baseVersion } } }) as const;

const often = (value: Timing) =>
  ({ type: 'write-intervention', fields: { frequency: { value, baseVersion: 1 } } }) as const;

const support = (disciplineKey: 'rehab-nurse' | 'physical-therapist', isSupporting: boolean) =>
  ({ type: 'support', disciplineKey, isSupporting }) as const;

/** The plan with something said of one section. */
function withSection(key: SectionKey, said: Partial<Section>): readonly Section[] {
  const index = sections.findIndex((section) => section.key === key);
  const [section] = sections.slice(index);
  return section === undefined ? sections : sections.with(index, { ...section, ...said });
}

test('[AC25] an item is written by who edits its section, leads it, is responsible for it or has proposed it', () => {
  const goal = walking({ leadDiscipline: 'occupational-therapist' });
  expect(whoMay((name) => asking(goal, name, says('Other.')))).toEqual(['hannah', 'marcus']);
  expect(whoMay((name) => asking(goal, name, strike))).toEqual(['hannah', 'marcus']);
  const nursing = practice({ text: 'Walks to the bathroom.', responsible: seats.nurse.id });
  const stops = {
    type: 'write-intervention',
    fields: { stopRule: { value: 'Pale', baseVersion: 1 } },
  } as const;
  expect(whoMay((name) => asking(nursing, name, stops))).toEqual(['tom', 'hannah']);
  const ofLucia = rowOf('lucia');
  const calls = {
    type: 'write-contingency',
    fields: { call: { value: 'ext. 1', baseVersion: 1 } },
  } as const;
  expect(whoMay((name) => asking(ofLucia, name, calls))).toEqual(['hannah', 'lucia']);
  // Once somebody else has written in it, it is the section's.
  expect(whoMay((name) => asking(after(ofLucia, 'hannah', calls), name, calls))).toEqual([
    'hannah',
  ]);
});

test('[AC25] progress is told by those and by who supports or assists', () => {
  const goal = after(walking(), 'hannah', {
    type: 'support',
    disciplineKey: 'rehab-nurse',
    isSupporting: true,
  });
  expect(whoMay((name) => asking(goal, name, progress()))).toEqual(['tom', 'hannah']);
  const assisted = after(practice(), 'hannah', {
    type: 'assist',
    seatId: seats.daughter.id,
    isAssisting: true,
  });
  expect(whoMay((name) => asking(assisted, name, { type: 'done', note: '' }))).toEqual([
    'hannah',
    'lucia',
  ]);
  // Amara has the nurse's seat from 15:00, and Tom no more.
  expect(asking(goal, 'amara', progress(), { at: 4 }).ok).toBe(true);
  expect(refusal(asking(goal, 'tom', progress(), { at: 4 }))).toBe('IT2 not-there');
});

test('[AC25] a part is asked of by the professionals who may comment there', () => {
  const ask = { type: 'ask', seatId: seats.nurse.id } as const;
  expect(whoMay((name) => asking(walking(), name, ask))).toEqual([
    'priya',
    'tom',
    'hannah',
    'marcus',
  ]);
  expect(refusal(asking(walking(), 'elena', ask))).toBe('AC25 may-not-ask');
});

test('[AC25] what the page offers is what is decided', () => {
  const goal = walking({ leadDiscipline: 'rehab-nurse' });
  const mine = kept(making('elena', newGoal({ statement: 'I cook.' })));
  const hidden = kept(making('hannah', newGoal({}, { isPrivate: true })));
  const items: readonly PlanItem[] = [
    goal,
    mine,
    hidden,
    practice({ responsible: seats.nurse.id }),
    rowOf('lucia'),
    after(goal, 'hannah', strike),
  ];
  const tries = (seatId: typeof seats.nurse.id): readonly (readonly [string, ItemCommand])[] => [
    ['write', { type: 'write-goal', fields: { unit: { value: 'm', baseVersion: 1 } } }],
    [
      'write',
      { type: 'write-intervention', fields: { location: { value: 'Here', baseVersion: 1 } } },
    ],
    ['write', { type: 'write-contingency', fields: { call: { value: 'ext. 2', baseVersion: 1 } } }],
    ['support', { type: 'support', disciplineKey: 'dietitian', isSupporting: true }],
    ['ask', { type: 'ask', seatId: seats.physiotherapist.id }],
    ['contribute', contribute(seatId)],
    ['answer', answer(seatId, 'agree')],
    ['progress', progress()],
    ['serve', { type: 'serve', goalId: goal.id, isServing: true }],
    ['assist', { type: 'assist', seatId: seats.physiotherapist.id, isAssisting: true }],
    ['done', { type: 'done', note: '' }],
    ['tag', { type: 'tag', name: 'follow-up', note: '' }],
    ['strike', strike],
    ['restore', { type: 'restore' }],
    ['share', { type: 'share' }],
  ];
  for (const item of items)
    for (const name of names) {
      const { standing } = contextFor(name);
      const seatId = standing.seats[0]?.id ?? seats.nurse.id;
      const allowed = tries(seatId)
        .filter(([, command]) => asking(item, name, command, { others: [goal] }).ok)
        .map(([ability]) => ability);
      expect([name, item.kind, abilitiesOnItem(standing, item)]).toEqual([
        name,
        item.kind,
        [...new Set(allowed)],
      ]);
    }
});

test('[AC26] who edits a section makes every item there; who may comment there proposes goals and adds rows', () => {
  const everybody = ['priya', 'tom', 'hannah', 'marcus', 'elena', 'lucia'];
  expect(whoMakes(newGoal({ lifecycle: 'active' }))).toEqual(['hannah']);
  expect(whoMakes(newGoal())).toEqual(everybody);
  expect(whoMakes(newRow())).toEqual(everybody);
  expect(whoMakes(newIntervention())).toEqual(['hannah']);
  expect(refusal(making('tom', newIntervention()))).toBe('AC26 may-not-start');
  // Lucia reads the snapshot only, and knows nothing of the medicines.
  expect(refusal(making('lucia', newGoal({}, { sectionKey: 'snapshot' })))).toBe(
    'AC26 may-not-start',
  );
  expect(refusal(making('lucia', newGoal({}, { sectionKey: 'medicines' })))).toBe('IT2 not-there');
});

test('[AC27] a proposal is taken up by who edits the section, whoever proposed it and whomever it names as its lead', () => {
  expect(refusal(making('marcus', newGoal({ lifecycle: 'active' })))).toBe('AC27 may-only-propose');
  const proposal = kept(
    making('marcus', newGoal({ leadDiscipline: 'occupational-therapist', statement: 'I cook.' })),
  );
  expect(refusal(asking(proposal, 'marcus', lives('active')))).toBe('AC27 may-only-propose');
  const takenBack = after(proposal, 'marcus', lives('cancelled'));
  expect(refusal(asking(takenBack, 'marcus', lives('active', 2)))).toBe('AC27 may-only-propose');
  const takenUp = after(proposal, 'hannah', lives('active'));
  expect(after(takenUp, 'marcus', lives('completed', 2))).toMatchObject({
    fields: { lifecycle: { value: 'completed' } },
  });
  // While both values wait, it is not taken up.
  const undecided = after(after(proposal, 'marcus', lives('cancelled')), 'hannah', lives('active'));
  expect(undecided).toMatchObject({ fields: { lifecycle: { candidates: [{ value: 'active' }] } } });
  expect(refusal(asking(undecided, 'marcus', lives('active', 3)))).toBe('AC27 may-only-propose');
});

test('[AC28] a part and an answer are for one’s own seat, and not for who learns there', () => {
  const goal = walking();
  expect(whoMay((name) => asking(goal, name, contribute(seats.nurse.id)))).toEqual(['tom']);
  expect(whoMay((name) => asking(goal, name, answer(seats.patient.id, 'agree')))).toEqual([
    'elena',
  ]);
  const learner = { personId: personId('sam'), from: hours(-5), kind: 'trainee' as const };
  const nurse = { ...seats.nurse, coverage: [...seats.nurse.coverage, learner] };
  const learning = alliance(Object.values({ ...seats, nurse }));
  const asLearner = asking(goal, 'sam', contribute(seats.nurse.id), { team: learning });
  expect(refusal(asLearner)).toBe('AC28 not-your-seat');
  // The night's nurse speaks for the seat at night.
  const night = asking(goal, 'amara', answer(seats.nurse.id, 'agree'), { at: 4 });
  expect(night.ok).toBe(true);
});

test('[AC29] nobody writes while the alliance pauses, or in a section that was taken out of the plan', () => {
  const goal = walking();
  const paused = { team: { ...ward, status: 'suspended' as const } };
  const retired = {
    sections: withSection('mobility', { retired: { by: author, at: hours(-1), reason: 'Done.' } }),
  };
  for (const given of [paused, retired]) {
    expect(refusal(asking(goal, 'hannah', says('Other.'), given))).toBe('AC29 at-rest');
    expect(refusal(asking(goal, 'tom', contribute(seats.nurse.id), given))).toBe('AC29 at-rest');
    expect(refusal(making('hannah', newGoal(), given))).toBe('AC29 at-rest');
    expect(abilitiesOnItem(contextFor('hannah', given).standing, goal)).toEqual([]);
  }
  const closed = { team: { ...ward, status: 'closed' as const } };
  expect(refusal(asking(goal, 'hannah', says('Other.'), closed))).toBe('IT2 not-there');
});

test('[IT2] who may not read the section of an item is answered as if there were none', () => {
  const goal = kept(making('tom', newGoal({}, { sectionKey: 'medicines' })));
  for (const command of [says('Other.'), strike, { type: 'restore' } as const])
    expect(refusal(asking(goal, 'lucia', command))).toBe('IT2 not-there');
});

test('[IT3] a private item is its author’s until they share it, once', () => {
  const goal = walking({}, { isPrivate: true });
  expect(whoMay((name) => asking(goal, name, says('Other.')))).toEqual(['hannah']);
  expect(refusal(asking(goal, 'tom', strike))).toBe('IT2 not-there');
  expect(refusal(asking(goal, 'hannah', { type: 'ask', seatId: seats.nurse.id }))).toBe(
    'IT3 still-private',
  );
  const draft = {
    sections: withSection('mobility', {
      private: { by: { ...author, personId: personId('hannah') }, at: hours(-1) },
    }),
  };
  const open = walking();
  expect(refusal(asking(open, 'hannah', { type: 'ask', seatId: seats.nurse.id }, draft))).toBe(
    'IT3 still-private',
  );
  expect(refusal(asking(open, 'tom', contribute(seats.nurse.id), draft))).toBe('IT2 not-there');
  const shared = after(goal, 'hannah', { type: 'share' });
  expect(shared).not.toHaveProperty('isPrivate');
  expect(shared.version).toBe(2);
  expect(refusal(asking(shared, 'hannah', { type: 'share' }))).toBe('IT3 not-private');
  expect(asking(shared, 'tom', contribute(seats.nurse.id)).ok).toBe(true);
});

test('[IT4] each kind takes only what it knows', () => {
  const wrong: readonly (readonly [PlanItem, ItemCommand])[] = [
    [rowOf('hannah'), says('Other.')],
    [practice(), progress()],
    [walking(), { type: 'done', note: '' }],
    [practice(), { type: 'write-contingency', fields: { call: { value: 'x', baseVersion: 1 } } }],
    [rowOf('hannah'), { type: 'serve', goalId: freshItemId(), isServing: true }],
  ];
  for (const [item, command] of wrong)
    expect(refusal(asking(item, 'hannah', command))).toMatch(/^(IT4 other-kind|AC25 )/);
  expect(refusal(asking(rowOf('hannah'), 'hannah', says('Other.')))).toBe('IT4 other-kind');
});

test('[IT5] texts are no longer than their limit, and where words are needed somebody can read them', () => {
  const goal = walking();
  const full = 'x'.repeat(itemTextMax);
  expect(making('hannah', newGoal({ statement: full })).ok).toBe(true);
  expect(refusal(making('hannah', newGoal({ statement: long })))).toBe('IT5 too-long');
  expect(refusal(making('hannah', newRow({ call: long })))).toBe('IT5 too-long');
  expect(refusal(making('hannah', newIntervention({ stopRule: long })))).toBe('IT5 too-long');
  const tooLong: readonly (readonly [PlanItem, ItemCommand])[] = [
    [goal, says(long)],
    [goal, contribute(seats.physiotherapist.id, long)],
    [goal, answer(seats.physiotherapist.id, 'disagree', long)],
    [goal, progress({ note: long })],
    [goal, progress({ value: long })],
    [goal, { type: 'tag', name: 'follow-up', note: long }],
    [goal, { type: 'strike', reason: long }],
    [practice(), { type: 'done', note: long }],
    [practice(), { type: 'write-intervention', fields: { text: { value: long, baseVersion: 1 } } }],
    [
      rowOf('hannah'),
      { type: 'write-contingency', fields: { call: { value: long, baseVersion: 1 } } },
    ],
  ];
  for (const [item, command] of tooLong)
    expect(refusal(asking(item, 'hannah', command))).toBe('IT5 too-long');
  const nothing: readonly ItemCommand[] = [
    { type: 'write-goal', fields: {} },
    contribute(seats.physiotherapist.id, ' \u200b\u2800'),
    progress({ value: '', note: '\u00ad' }),
  ];
  for (const command of nothing)
    expect(refusal(asking(goal, 'hannah', command))).toBe('IT5 nothing-written');
});

test('[IT6] an end is not before its start, whoever writes which of them', () => {
  expect(refusal(making('hannah', newGoal({ startOn: '2026-03-02', dueOn: '2026-03-01' })))).toBe(
    'IT6 end-before-start',
  );
  const goal = walking({ startOn: '2026-03-02' });
  expect(refusal(asking(goal, 'hannah', due('2026-03-01')))).toBe('IT6 end-before-start');
  expect(after(goal, 'hannah', due('2026-03-02'))).toMatchObject({ version: 2 });
  const started = practice({ endOn: '2026-03-02' });
  const starts = { startOn: { value: '2026-03-03', baseVersion: 1 } };
  expect(refusal(asking(started, 'hannah', { type: 'write-intervention', fields: starts }))).toBe(
    'IT6 end-before-start',
  );
});

test('[IT6] times of the day go with one day, ascend, and are as many as it is done', () => {
  expect(timed({ count: 2, timesOfDay: ['08:30', '14:00'] })).toBe('allowed');
  expect(timed({ count: 3, unit: 'wk' })).toBe('allowed');
  expect(timed({ isAsNeeded: true })).toBe('allowed');
  for (const unclear of [
    { count: 2, timesOfDay: ['14:00', '08:30'] },
    { count: 2, timesOfDay: ['08:30', '08:30'] },
    { count: 2, timesOfDay: ['08:30'] },
    { count: 1, unit: 'wk', timesOfDay: ['08:30'] },
    { count: 1, period: 2, timesOfDay: ['08:30'] },
    { count: 0 },
  ] as const)
    expect(timed(unclear)).toBe('IT6 timing-unclear');
});

test('[IT7] only a seat of the alliance is named, and only one that sees it is made responsible, assists or is asked', () => {
  const goal = walking();
  const foreign = foreignSeat.id;
  expect(refusal(making('hannah', newGoal({ expressedBy: foreign })))).toBe('IT7 seat-not-there');
  expect(refusal(making('hannah', newIntervention({ responsible: foreign })))).toBe(
    'IT7 seat-not-there',
  );
  expect(refusal(asking(goal, 'hannah', { type: 'ask', seatId: foreign }))).toBe(
    'IT7 seat-not-there',
  );
  // Nobody has accepted the pharmacist's seat: it can be planned for, and not asked.
  expect(making('hannah', newIntervention({ responsible: seats.pharmacist.id })).ok).toBe(true);
  expect(refusal(asking(goal, 'hannah', { type: 'ask', seatId: seats.pharmacist.id }))).toBe(
    'IT7 seat-cannot-see',
  );
  const tablets = newIntervention({ responsible: seats.daughter.id }, { sectionKey: 'medicines' });
  expect(refusal(making('tom', tablets))).toBe('IT7 seat-cannot-see');
  const assist = { type: 'assist', seatId: foreign, isAssisting: true } as const;
  expect(refusal(asking(practice(), 'hannah', assist))).toBe('IT7 seat-not-there');
  // Who assisted and has left the alliance can be taken off.
  expect(asking(practice(), 'hannah', { ...assist, isAssisting: false }).ok).toBe(true);
});

test('[IT8] an intervention serves goals of its plan that its writer sees', () => {
  const goal = walking();
  const serve = { type: 'serve', goalId: goal.id, isServing: true } as const;
  const serving = after(practice(), 'hannah', serve, { others: [goal] });
  expect(serving.goalIds).toEqual([goal.id]);
  expect(after(serving, 'hannah', serve, { others: [goal] }).goalIds).toEqual([goal.id]);
  const no = { ...serve, isServing: false };
  expect(after(serving, 'hannah', no, { others: [goal] }).goalIds).toEqual([]);
  const hidden = kept(making('tom', newGoal({}, { isPrivate: true })));
  const elsewhere = { ...goal, planId: 'plan-2' } as unknown as PlanItem;
  for (const [others, goalId] of [
    [[], goal.id],
    [[elsewhere], goal.id],
    [[hidden], hidden.id],
    [[serving], serving.id],
  ] as const) {
    const decision = asking(serving, 'hannah', { ...serve, goalId }, { others });
    expect(refusal(decision)).toBe('IT8 goal-not-there');
    const started = making('hannah', newIntervention({}, { goalIds: [goalId] }), { others });
    expect(refusal(started)).toBe('IT8 goal-not-there');
  }
});

test('[IT9] fields are written one by one: of two who write different ones nothing is lost', () => {
  const goal = walking({ statement: 'I walk.', measure: 'Distance' });
  const one = after(goal, 'hannah', says('I walk to the kitchen.'));
  const both = after(one, 'hannah', {
    type: 'write-goal',
    fields: {
      measure: { value: 'Metres', baseVersion: 1 },
      target: { value: '50', baseVersion: 1 },
    },
  });
  expect(both.fields).toMatchObject({
    statement: { value: 'I walk to the kitchen.', version: 2 },
    measure: { value: 'Metres', version: 2 },
    target: { value: '50', version: 2 },
    unit: { value: '', version: 1 },
  });
  expect([goal.version, both.version]).toEqual([1, 3]);
});

test('[IT10] of one field that two write at once both values stay, with who and when, until a person decides', () => {
  const goal = walking({ target: '30', leadDiscipline: 'rehab-nurse' });
  const first = after(goal, 'hannah', target('50', 1));
  const second = after(first, 'tom', target('40', 1), { at: 1 });
  expect(second.fields.target).toEqual({
    value: '50',
    version: 3,
    by: personId('hannah'),
    at: hours(0),
    candidates: [{ value: '40', by: personId('tom'), at: hours(1) }],
  });
  // The same once more changes nothing, and a version that nobody has seen decides nothing.
  expect(after(second, 'tom', target('40', 1)).fields.target).toEqual(second.fields.target);
  expect(after(second, 'tom', target('45', 99)).fields.target.candidates).toHaveLength(2);
  const decided = after(second, 'tom', target('40', 3), { at: 1 });
  expect(decided.fields.target).toEqual({
    value: '40',
    version: 4,
    by: personId('tom'),
    at: hours(1),
  });
});

test('[IT10] a timing that two write alike is one', () => {
  const made = practice();
  const once = after(made, 'hannah', often(timing({ count: 2 })));
  expect(after(once, 'hannah', often(timing({ count: 2 }))).fields.frequency).not.toHaveProperty(
    'candidates',
  );
  expect(
    after(once, 'hannah', often(timing({ count: 3 }))).fields.frequency.candidates,
  ).toHaveLength(1);
});

test('[IT11] twenty values of one field wait for a decision, not one more', () => {
  let goal = walking({ target: '0' });
  goal = after(goal, 'hannah', {
    type: 'write-goal',
    fields: { target: { value: 'a', baseVersion: 1 } },
  });
  for (let index = 0; index < undecidedMax; index++)
    goal = after(goal, 'hannah', {
      type: 'write-goal',
      fields: { target: { value: `${index}`, baseVersion: 1 } },
    });
  const more = {
    type: 'write-goal',
    fields: { target: { value: 'more', baseVersion: 1 } },
  } as const;
  expect(refusal(asking(goal, 'hannah', more))).toBe('IT11 undecided-full');
});

test('[IT12] disciplines support a goal once each, its lead not besides', () => {
  const twice = after(
    after(walking(), 'hannah', support('rehab-nurse', true)),
    'hannah',
    support('rehab-nurse', true),
  );
  expect(twice.supporting).toEqual(['rehab-nurse']);
  expect(after(twice, 'hannah', support('rehab-nurse', false)).supporting).toEqual([]);
  expect(refusal(asking(twice, 'hannah', support('physical-therapist', true)))).toBe(
    'IT12 is-lead',
  );
});

test('[IT13] each seat’s part says who asked for it and what the seat does, in its own words', () => {
  const asked = after(walking(), 'hannah', { type: 'ask', seatId: seats.nurse.id });
  expect(asked.parts).toMatchObject([
    { seatId: seats.nurse.id, asked: { by: { name: 'hannah' }, at: hours(0) } },
  ]);
  const given = after(asked, 'tom', contribute(seats.nurse.id), { at: 1 });
  expect(given.parts).toMatchObject([
    {
      seatId: seats.nurse.id,
      asked: { by: { name: 'hannah' } },
      contributed: {
        by: { name: 'tom', seatId: seats.nurse.id },
        at: hours(1),
        text: 'I walk with her.',
      },
    },
  ]);
  const other = after(given, 'marcus', contribute(seats.occupational.id, 'The kitchen.'));
  const again = after(other, 'tom', contribute(seats.nurse.id, 'Twice a day.'));
  expect(again.parts.map(({ seatId, contributed }) => [seatId, contributed?.text])).toEqual([
    [seats.nurse.id, 'Twice a day.'],
    [seats.occupational.id, 'The kitchen.'],
  ]);
});

test('[IT14] of what a seat says to a goal the last word counts', () => {
  const agreed = after(walking(), 'elena', answer(seats.patient.id, 'agree'));
  const pending = after(agreed, 'elena', answer(seats.patient.id, 'pending'), { at: 1 });
  expect(pending.agreements).toMatchObject([
    { seatId: seats.patient.id, answer: 'pending', at: hours(1), by: { name: 'elena' } },
  ]);
});

test('[IT15] who disagrees says why', () => {
  expect(refusal(asking(walking(), 'elena', answer(seats.patient.id, 'disagree', ' ')))).toBe(
    'IT15 note-needed',
  );
  const said = after(walking(), 'elena', answer(seats.patient.id, 'disagree', 'Too far.'));
  expect(said.agreements).toMatchObject([{ answer: 'disagree', note: 'Too far.' }]);
});

test('[IT16] each look at a goal is kept once, of a day that has come somewhere', () => {
  const look = progress({ score: -1 });
  const once = after(walking(), 'hannah', look);
  expect(once.progress).toMatchObject([
    { on: '2026-03-02', score: -1, value: '18 m', by: { name: 'hannah' } },
  ]);
  expect(refusal(asking(once, 'hannah', look))).toBe('IT16 progress-there');
  expect(refusal(asking(once, 'hannah', progress({ on: '2026-03-04' })))).toBe('IT16 not-yet');
  // Where the sun rises first it is tomorrow already.
  expect(asking(once, 'hannah', progress({ on: '2026-03-03' })).ok).toBe(true);
});

test('[IT17] seats assist an intervention once each', () => {
  const assist = { type: 'assist', seatId: seats.nurse.id, isAssisting: true } as const;
  const twice = after(after(practice(), 'hannah', assist), 'hannah', assist);
  expect(twice.assisting).toEqual([seats.nurse.id]);
  expect(after(twice, 'hannah', { ...assist, isAssisting: false }).assisting).toEqual([]);
});

test('[IT18] when it was done is kept with an intervention, the newest', () => {
  let made = practice({ responsible: seats.nurse.id });
  for (let index = 0; index <= doneKeptMax; index++)
    made = after(made, 'tom', { type: 'done', note: `${index}` });
  expect(made.done).toHaveLength(doneKeptMax);
  expect(made.done.at(-1)).toMatchObject({
    note: `${doneKeptMax}`,
    by: { seatId: seats.nurse.id },
  });
});

test('[IT19] what was struck says who, when and why, takes nothing more, and is restored as it was', () => {
  const goal = walking({ statement: 'I walk.' });
  expect(refusal(asking(goal, 'hannah', { type: 'strike', reason: ' ' }))).toBe(
    'IT19 reason-needed',
  );
  const struck = after(goal, 'hannah', strike);
  expect(struck.struck).toMatchObject({
    by: { name: 'hannah' },
    at: hours(0),
    reason: 'Another goal says it.',
  });
  expect(refusal(asking(struck, 'hannah', says('Other.')))).toBe('IT19 struck');
  expect(refusal(asking(struck, 'hannah', strike))).toBe('IT19 struck');
  expect(after(struck, 'hannah', { type: 'restore' })).toEqual({ ...goal, version: 3 });
  expect(refusal(asking(goal, 'hannah', { type: 'restore' }))).toBe('IT19 not-struck');
});

test('[IT20] lists of an item are full at their limit', () => {
  const looks = Array.from({ length: itemEntriesMax }, () => ({
    ...progress().progress,
    by: author,
    at: hours(0),
  }));
  expect(refusal(asking({ ...walking(), progress: looks }, 'hannah', progress()))).toBe(
    'IT20 entries-full',
  );
  const ids = Array.from({ length: itemEntriesMax }, freshItemId);
  const goal = walking();
  const serve = { type: 'serve', goalId: goal.id, isServing: true } as const;
  const many = { ...practice(), goalIds: ids };
  expect(refusal(asking(many, 'hannah', serve, { others: [goal] }))).toBe('IT20 entries-full');
  const asked = newIntervention({}, { goalIds: [...ids, goal.id] });
  expect(refusal(making('hannah', asked, { others: [goal] }))).toBe('IT20 entries-full');
});

test('[IT20] an item that says as much as it can takes nothing more, and can still be struck and restored', () => {
  const note = 'x'.repeat(itemTextMax);
  let goal = walking();
  let refused = 'allowed';
  while (refused === 'allowed') {
    const decision = asking(goal, 'hannah', progress({ note, value: note }));
    refused = refusal(decision);
    if (decision.ok) goal = decision.item as typeof goal;
  }
  expect(refused).toBe('IT20 entries-full');
  expect(goal.progress.length).toBeGreaterThan(50);
  expect(JSON.stringify(goal).length).toBeLessThanOrEqual(itemCharactersMax);
  const struck = after(goal, 'hannah', { type: 'strike', reason: note });
  expect(after(struck, 'hannah', { type: 'restore' }).progress).toEqual(goal.progress);
});

test('[IT13] what a colleague of the seat has said is replaced only by who has read it', () => {
  const [at, said] = [4, 2.5];
  // What the night's nurse wrote without a connection had not seen what the day's nurse wrote.
  const first = after(walking(), 'tom', contribute(seats.nurse.id), { at: said });
  const blind = asking(first, 'amara', contribute(seats.nurse.id, 'Twice a day.'), { at });
  expect(refusal(blind)).toBe('IT13 part-moved-on');
  const read = { ...contribute(seats.nurse.id, 'Twice a day.'), inPlaceOf: hours(said) };
  const second = after(first, 'amara', read, { at });
  expect(second.parts[0]?.contributed).toMatchObject({
    text: 'Twice a day.',
    by: { name: 'amara' },
  });
  // Nobody is in their own way, whatever they have seen of it.
  expect(asking(second, 'amara', contribute(seats.nurse.id, 'Daily.'), { at }).ok).toBe(true);
});

test('[IT22] what a colleague has written on a tag is not written over', () => {
  const goal = kept(making('tom', newGoal({}, { sectionKey: 'snapshot' })));
  const tag = { type: 'tag', name: 'conflicting' } as const;
  const tagged = after(goal, 'tom', { ...tag, note: 'With dressing.' });
  const other = { ...tag, note: 'With rest.' };
  expect(refusal(asking(tagged, 'priya', other))).toBe('IT22 tag-there');
  expect(asking(tagged, 'priya', { ...tag, note: 'With dressing.' }).ok).toBe(true);
  const off = after(tagged, 'priya', { type: 'untag', name: 'conflicting' });
  expect(asking(off, 'priya', other).ok).toBe(true);
});

test('[IT22] a tag hangs on an item once by each name, with who hung it and why', () => {
  const tagged = after(walking(), 'hannah', {
    type: 'tag',
    name: 'conflicting',
    note: 'With dressing.',
  });
  const again = after(tagged, 'hannah', {
    type: 'tag',
    name: 'conflicting',
    note: 'With breakfast.',
  });
  expect(again.tags).toMatchObject([
    { name: 'conflicting', note: 'With breakfast.', by: { name: 'hannah' } },
  ]);
  expect(after(again, 'hannah', { type: 'untag', name: 'conflicting' }).tags).toEqual([]);
});

test('[IT1] an item says who made it, in the seat in which they may, and when', () => {
  const made = kept(making('tom', newRow(), { at: 1 }));
  expect(made).toMatchObject({
    author: { personId: personId('tom'), seatId: seats.nurse.id, title: 'rehab-nurse' },
    madeAt: hours(1),
    version: 1,
  });
});

test('[IT23] every reason for a refusal names a rule', () => {
  for (const rule of Object.values(itemRefusals)) expect(rule).toMatch(/^(IT|AC)\d+$/);
});

const everyName: readonly Name[] = names;
test('[IT2] nobody who has left sees anything', () => {
  expect(everyName).toContain('sam');
  expect(refusal(asking(walking(), 'sam', says('Other.')))).toBe('IT2 not-there');
});
