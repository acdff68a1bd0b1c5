import { everybodyWhoSees, mayComment, seesThread } from '@alliance/shared/access/thread-access';
import { threadActions } from '@alliance/shared/access/thread-actions';
import { receiversOf, relationsTo, sendersOf } from '@alliance/shared/access/thread-relations';
import { type SectionKey } from '@alliance/shared/careplan/section';
import { type Audience, type Mention } from '@alliance/shared/comments/thread';
import { expect, test } from 'vitest';

import {
  type Name,
  after,
  around,
  names,
  says,
  seats,
  startedBy,
  starting,
  refusal,
} from '../comments/ward.ts';
import { accessPage } from '../support/access-page.ts';
import { alliance, personId } from '../support/alliances.ts';
import { comment } from '../support/threads.ts';

const roster = around().roster;
const clinicians = ['priya', 'tom', 'hannah', 'marcus'] as const;

function at(sectionKey: SectionKey, audience: Audience) {
  return { subject: { on: 'section', sectionKey }, audience } as const;
}

test.each([...new Set(accessPage().map(({ sectionKey }) => sectionKey))])(
  '[CM2] a thread in %s is seen by who may read the section, one of the team by professionals only',
  (sectionKey) => {
    const cells = accessPage().filter((cell) => cell.sectionKey === sectionKey);
    for (const { persona, access } of cells) {
      if (!names.some((name) => name === persona)) continue;
      const [sharedThread, teamThread] = (['shared', 'team'] as const).map((audience) =>
        seesThread(roster, at(sectionKey, audience), personId(persona)),
      );
      const isPatientSide = persona === 'elena' || persona === 'lucia';
      expect([persona, sharedThread, teamThread]).toEqual([
        persona,
        access !== undefined,
        access !== undefined && !isPatientSide,
      ]);
      const writes = mayComment(roster, at(sectionKey, 'shared'), personId(persona));
      expect([persona, writes]).toEqual([persona, access !== undefined && access !== 'read']);
    }
  },
);

const seeThePlan = (audience: Audience) =>
  names.filter((name) => seesThread(roster, { subject: { on: 'plan' }, audience }, personId(name)));

test('[CM2] a thread on the whole plan is seen by who may comment in every section', () => {
  expect(seeThePlan('team')).toEqual(clinicians);
  // Lucia may read the snapshot, not comment there.
  expect(seeThePlan('shared')).toEqual([...clinicians, 'elena']);
});

test('[CM2] somebody who is family and colleague at once sees what was said among colleagues as a colleague only', () => {
  const both = alliance([
    { ...seats.daughter, scope: [{ sectionKey: 'medicines', right: 'edit' }] },
    {
      ...seats.occupational,
      coverage: seats.daughter.coverage,
      scope: [{ sectionKey: 'medicines', right: 'none' }],
    },
  ]);
  const lucia = personId('lucia');
  const other = around(0, both).roster;
  expect(seesThread(other, at('medicines', 'shared'), lucia)).toBe(true);
  expect(seesThread(other, at('medicines', 'team'), lucia)).toBe(false);
  expect(seesThread(other, at('mobility', 'team'), lucia)).toBe(true);
});

test('[CM2] patient and family open shared threads only', () => {
  const audiences = ['team', 'shared'] as const;
  expect(audiences.map((audience) => refusal(starting('lucia', { audience })))).toEqual([
    'CM2 not-your-audience',
    'allowed',
  ]);
});

const opens = (name: Name, sectionKey: SectionKey) =>
  refusal(starting(name, { subject: { on: 'section', sectionKey }, audience: 'shared' }));

test('[CM3] who may only read is told so, who may not even read is told nothing', () => {
  expect(opens('lucia', 'snapshot')).toBe('CM3 may-not-comment');
  expect(opens('lucia', 'medicines')).toBe('CM18 not-there');
  expect(opens('hannah', 'medicines')).toBe('allowed');
});

test('[AC1] what somebody may do in threads ends with the coverage of their seat, and with the alliance', () => {
  const thread = startedBy('tom');
  const see = (hour: number, team = around().roster.alliance) =>
    names.filter((name) => seesThread(around(hour, team).roster, thread, personId(name)));
  expect(see(2.9)).toContain('tom');
  expect(see(3.1)).toEqual(['priya', 'amara', 'hannah', 'marcus']);
  expect(see(0, { ...roster.alliance, status: 'closed' })).toEqual([]);
});

test('[CM22] those who are told of a thread are exactly those who see it', () => {
  const thread = startedBy('hannah');
  expect([...everybodyWhoSees(roster, thread)].toSorted()).toEqual([...clinicians].toSorted());
});

test('[CM12] what somebody is to a thread follows the seat', () => {
  const thread = after(startedBy('tom'), 'tom', says.assign(seats.nurse));
  const relations = (name: Name, hour: number) => [
    ...relationsTo(around(hour).roster, thread, personId(name)),
  ];
  expect(relations('tom', 0)).toEqual(['member', 'author', 'assigned', 'sender']);
  expect(relations('tom', 4)).toEqual([]);
  expect(relations('amara', 4)).toEqual(['member', 'assigned', 'receiver', 'sender']);
  expect(relations('hannah', 4)).toEqual(['member', 'owner']);
  expect(relations('lucia', 4)).toEqual([]);
});

test.each([
  ['whoever sits in the assigned seat', {}, 'physician', ['priya']],
  [
    'the seats that it mentions',
    { mentions: [{ seatId: seats.occupational.id }] },
    null,
    ['marcus'],
  ],
  [
    'the disciplines that it mentions',
    { mentions: [{ disciplineKey: 'rehab-nurse' }] },
    null,
    ['tom'],
  ],
  [
    'the assigned seat, whatever it mentions',
    { mentions: [{ disciplineKey: 'rehab-nurse' }] },
    'physician',
    ['priya'],
  ],
  ['lead and steward, where its author owns the section', {}, null, ['priya', 'tom']],
  [
    'the next step, where it is assigned to its own author',
    {},
    'physiotherapist',
    ['priya', 'tom'],
  ],
] as const)(
  '[CM11] a critical thread speaks to %s',
  (_to, { mentions = [] }: { mentions?: readonly object[] }, seat, expected) => {
    const assignment = seat === null ? {} : { assignment: { seatId: seats[seat].id } };
    const said = { ...comment('Cough on thin fluids.'), mentions: mentions as never };
    const thread = startedBy('hannah', { kind: 'critical', comment: said, ...assignment });
    expect([...receiversOf(roster, thread)]).toEqual(expected);
  },
);

test('[CM11] a critical thread never waits for a seat that nobody covers, nor for its author alone', () => {
  const assignment = { seatId: seats.nurse.id };
  const thread = startedBy('hannah', { kind: 'critical', assignment });
  const to = (hour: number, team?: ReturnType<typeof alliance>) => [
    ...receiversOf(around(hour, team).roster, thread),
  ];
  expect([to(0), to(3.5), to(20)]).toEqual([
    [personId('tom')],
    [personId('amara')],
    [personId('priya')],
  ]);
  const therapists = alliance([seats.physiotherapist, seats.occupational, seats.daughter]);
  expect(to(0, therapists)).toEqual([personId('marcus')]);
});

/** A critical thread of Hannah's, answered by somebody who calls somebody. */
function answeredBy(
  name: Name,
  called: 'occupational' | 'daughter',
  first: readonly Mention[] = [],
) {
  const mentions = [{ seatId: seats[called].id }];
  const place = { audience: 'shared' } as const;
  const opening = comment('Cough on thin fluids.', first);
  const thread = startedBy('hannah', { kind: 'critical', comment: opening, ...place });
  return after(thread, name, { type: 'reply', comment: comment('Also you.', mentions) });
}

test.each(['marcus', 'lucia', 'priya'] as const)(
  '[CM11] what %s mentions redirects no critical thread of somebody else',
  (name) => {
    for (const called of ['occupational', 'daughter'] as const)
      expect([...receiversOf(roster, answeredBy(name, called))]).toEqual(['priya', 'tom']);
  },
);

test('[CM11] whom its sender mentions later is added to those whom it spoke to', () => {
  expect([...receiversOf(roster, answeredBy('hannah', 'occupational'))].toSorted()).toEqual(
    ['priya', 'tom', 'marcus'].toSorted(),
  );
  const first = [{ seatId: seats.nurse.id }];
  expect([...receiversOf(roster, answeredBy('hannah', 'occupational', first))]).toEqual([
    'tom',
    'marcus',
  ]);
});

test('[CM11] patient and family read a critical thread back beside professionals, never instead of them', () => {
  const called = answeredBy('tom', 'occupational', [{ seatId: seats.daughter.id }]);
  const taken = after(answeredBy('tom', 'occupational'), 'lucia', says.assign(seats.daughter));
  for (const thread of [called, taken])
    expect([...receiversOf(roster, thread)].toSorted()).toEqual(
      ['priya', 'tom', 'lucia'].toSorted(),
    );
});

test('[CM12] where no sender can act now, lead and steward answer a read-back in their place', () => {
  const thread = startedBy('hannah', { kind: 'critical' });
  const back = after(thread, 'priya', says.readBack());
  const sendersIn = (team?: ReturnType<typeof alliance>) => [
    ...sendersOf(around(0, team).roster, back),
  ];
  expect(sendersIn()).toEqual(['hannah']);
  const without = alliance([seats.physician, seats.nurse, seats.occupational, seats.daughter]);
  expect(sendersIn(without)).toEqual(['tom']);
  // Priya has read it back herself: with no steward it is up to whoever else may comment.
  const few = alliance([seats.physician, seats.occupational, seats.daughter]);
  expect(sendersIn(few)).toEqual(['marcus']);
  expect([...sendersOf(roster, thread)]).toEqual([]);
});

test('[AC2] each action on a thread is in the table, with who may do it', () => {
  const table = Object.entries(threadActions).map(
    ([action, right]) => `${action}: ${right.for.join(' ')}`,
  );
  expect(table).toEqual([
    'start: member',
    'reply: member',
    'edit: member',
    'resolve: author assigned owner',
    'reopen: author assigned owner',
    'assign: member',
    'mark: member',
    'read-back: receiver',
    'confirm: sender',
    'not-quite: sender',
    'attach: author assigned owner',
  ]);
});
