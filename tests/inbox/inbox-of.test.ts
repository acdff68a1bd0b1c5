import { type Alliance } from '@alliance/shared/alliance/alliance';
import { type CarePlan } from '@alliance/shared/careplan/care-plan';
import { type SectionKey, sectionKeys } from '@alliance/shared/careplan/section';
import { type Thread } from '@alliance/shared/comments/thread';
import { type ThreadItem, inboxReasons, isThreadItem } from '@alliance/shared/inbox/inbox';
import { inboxOf } from '@alliance/shared/inbox/inbox-of';
import { excerptCharactersMax } from '@alliance/shared/limits';
import { expect, test } from 'vitest';

import { after, names, says, seats, startedBy, starting, ward } from '../comments/ward.ts';
import { alliance, covers, hours, noon, personId, seat } from '../support/alliances.ts';
import { comment } from '../support/threads.ts';

const plan = {
  id: 'plan-1',
  allianceId: 'alliance-1',
  title: 'Test plan',
  status: 'active',
  patient: {
    name: 'Pat Ient',
    preferredName: 'Pat',
    bornOn: '1950-01-01',
    identifier: '1',
    needsInterpreter: false,
    allergies: [],
  },
  sections: sectionKeys.map((key) => ({
    id: key,
    key,
    heading: `The ${key}`,
    documentId: `document-${key}`,
  })),
} as unknown as CarePlan;

/** When and with what an inbox is looked at. */
interface Looking {
  /** Hours from noon. */
  readonly at?: number;
  readonly team?: Alliance;
  /** How many comments of the first thread have been read. */
  readonly read?: number;
}

function inboxAt(
  name: string,
  threads: readonly Thread[],
  { at = 0, team = ward, read = 0 }: Looking = {},
): readonly ThreadItem[] {
  const [first] = threads;
  return inboxOf({
    plans: [{ alliance: team, plan, threads }],
    reads: new Map(first === undefined ? [] : [[first.id, read]]),
    names: new Map(),
    personId: personId(name),
    now: noon + at * 3_600_000,
    today: hours(at).slice(0, 10),
  }).filter(isThreadItem);
}

/** Why a thread needs somebody, if it does. */
function whyFor(name: string, thread: Thread, looking: Looking = {}): string {
  return inboxAt(name, [thread], looking)[0]?.reason ?? 'nothing';
}

/** Whom of the ward a thread needs, and why. */
function needed(thread: Thread, looking: Looking = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names
      .map((name) => [name, whyFor(name, thread, looking)] as const)
      .filter(([, reason]) => reason !== 'nothing'),
  );
}

const toNurse = { assignment: { seatId: seats.nurse.id } };
const critical = { kind: 'critical', ...toNurse } as const;

test('[IB1] a critical thread is owed a read-back, and the read-back a confirmation', () => {
  const thread = startedBy('priya', critical);
  expect(needed(thread)).toEqual({ tom: 'read-back' });
  const readBack = after(thread, 'tom', says.readBack());
  expect(needed(readBack)).toEqual({ priya: 'confirm', tom: 'assigned' });
  const unclear = after(readBack, 'priya', says.notQuite());
  expect(needed(unclear)).toEqual({ tom: 'read-back' });
  expect(inboxAt('tom', [unclear])[0]?.excerpt).toBe('From tonight.');
  const confirmed = after(readBack, 'priya', { type: 'confirm' });
  expect(needed(confirmed, { read: 2 })).toEqual({ tom: 'assigned' });
});

test('[IB1] while people disagree whether a thread is critical, it is read back', () => {
  const thread = after(startedBy('hannah', toNurse), 'hannah', says.mark('information'));
  const disputed = after(thread, 'marcus', says.mark('critical', 1));
  expect(disputed.kind.value).toBe('information');
  expect(whyFor('tom', disputed)).toBe('read-back');
});

test('[IB1] what is assigned to my seat needs me, more urgently on its day and after it', () => {
  const due = (on: string): Thread =>
    startedBy('priya', { assignment: { ...toNurse.assignment, dueOn: on } });
  const [today, tomorrow, yesterday] = [0, 24, -24].map((from) => hours(from).slice(0, 10));
  expect(needed(due(tomorrow ?? ''))).toEqual({ tom: 'assigned' });
  expect(needed(due(today ?? ''))).toEqual({ tom: 'due' });
  expect(needed(due(yesterday ?? ''))).toEqual({ tom: 'due' });
  expect(inboxAt('tom', [due(today ?? '')])[0]).toMatchObject({ dueOn: today });
  expect(needed(startedBy('priya', toNurse))).toEqual({ tom: 'assigned' });
});

test('[IB1] while two assignments are undecided, both seats are told', () => {
  const thread = after(startedBy('hannah'), 'hannah', says.assign(seats.nurse));
  const undecided = after(thread, 'hannah', says.assign(seats.physician, 1));
  expect(undecided.assignment.candidates).toHaveLength(1);
  expect(needed(undecided)).toEqual({ tom: 'assigned', priya: 'assigned' });
});

test('[IB1] a mention of my seat or discipline needs me until it is read, and so does an answer', () => {
  expect(needed(mentioning([{ seatId: seats.nurse.id }]))).toEqual({ tom: 'mention' });
  const called = mentioning([{ disciplineKey: 'rehab-physician' }]);
  expect(needed(called)).toEqual({ priya: 'mention' });
  const reply = after(called, 'priya', says.reply('Yes.'));
  expect(needed(reply)).toEqual({ hannah: 'answered' });
  expect(inboxAt('hannah', [reply])[0]).toMatchObject({ excerpt: 'Yes.', readsTo: 2 });
});

test('[IB1] who opened a thread is told how it was resolved; nobody else is asked anything any more', () => {
  const thread = startedBy('hannah', { ...toNurse, comment: comment('Soon?') });
  const resolved = after(thread, 'tom', says.resolve('Done at noon.'));
  expect(needed(resolved)).toEqual({ hannah: 'answered' });
  expect(needed(resolved, { read: 2 })).toEqual({});
});

test('[IB2] a thread stands there once, for its most urgent reason; the list is in the order of the reasons, then oldest first', () => {
  const mention = [{ seatId: seats.nurse.id }];
  const both = startedBy('priya', { ...critical, comment: comment('Stop it.', mention) });
  expect(inboxAt('tom', [both]).map(({ reason }) => reason)).toEqual(['read-back']);
  const later = kept(starting('priya', critical, { at: 1 }));
  const assigned = startedBy('priya', toNurse);
  const items = inboxAt('tom', [later, assigned, both], { at: 1 });
  expect(items.map(({ threadId }) => threadId)).toEqual([both.id, later.id, assigned.id]);
  expect(inboxReasons.slice(0, 2)).toEqual(['read-back', 'confirm']);
});

test('[IB2] reading is enough for a mention and an answer, and for nothing else', () => {
  const called = startedBy('hannah', {
    comment: comment('Can she walk?', [{ seatId: seats.nurse.id }]),
  });
  expect(inboxAt('tom', [called])[0]?.readsTo).toBe(1);
  expect(needed(called, { read: 1 })).toEqual({});
  const owed = [startedBy('priya', critical), startedBy('priya', toNurse)];
  for (const thread of owed) {
    expect(inboxAt('tom', [thread])[0]?.readsTo).toBeUndefined();
    expect(inboxAt('tom', [thread], { read: 1 })).toHaveLength(1);
  }
});

test('[IB2] who has answered a call has heard it, read mark or not', () => {
  const called = startedBy('hannah', {
    comment: comment('Can she walk?', [{ seatId: seats.nurse.id }]),
  });
  expect(whyFor('tom', after(called, 'tom', says.reply()))).toBe('nothing');
});

test('[IB3] what a seat owes goes to who comes next, and nobody has it twice', () => {
  const thread = startedBy('priya', critical);
  expect(needed(thread, { at: 0.4 })).toEqual({ tom: 'read-back' });
  // Nobody covers the seat for an hour: whoever has just left it still may, and is asked.
  expect(needed(thread, { at: 2.5 })).toMatchObject({ tom: 'read-back' });
  expect(needed(thread, { at: 3 })).toEqual({ amara: 'read-back', priya: 'unheard' });
});

test('[IB3] in the grace of a handover the one who has come is asked, not the one who goes', () => {
  const team = alliance([
    seat('rehab-nurse', [covers('tom', -10, 2), covers('amara', 2, 14)]),
    seats.physician,
  ]);
  const thread = kept(starting('priya', critical, { team }));
  expect(whyFor('tom', thread, { at: 2.1, team })).toBe('nothing');
  expect(whyFor('amara', thread, { at: 2.1, team })).toBe('read-back');
});

test('[IB3] the sender’s seat confirms when the sender has gone home', () => {
  const thread = startedBy('tom', { kind: 'critical', comment: comment('Hold it.') });
  const readBack = after(thread, 'priya', says.readBack());
  expect(needed(readBack, { at: 4 })).toEqual({ amara: 'confirm' });
});

test('[IB4] what patient and family may not see is not in their inbox, not even as a number', () => {
  const mention = [{ disciplineKey: 'caregiver' }] as const;
  const shared = startedBy('hannah', { audience: 'shared', comment: comment('Friday?', mention) });
  expect(whyFor('lucia', shared)).toBe('mention');
  // Made behind the rules' back: the rules refuse such a mention (CM16).
  const team: Thread = { ...shared, audience: 'team' };
  expect(inboxAt('lucia', [team])).toEqual([]);
  const hidden = placedIn(shared, 'medicines');
  expect(inboxAt('lucia', [hidden])).toEqual([]);
  expect(inboxAt('elena', [placedIn(team, 'what-matters')])).toEqual([]);
});

test('[IB4] who has left the alliance, or was never in it, has nothing; nor has anybody of a closed one', () => {
  const thread = startedBy('priya', {
    comment: comment('All?', [{ disciplineKey: 'physical-therapist' }]),
  });
  expect(whyFor('hannah', thread)).toBe('mention');
  expect(whyFor('sam', thread)).toBe('nothing');
  expect(whyFor('stranger', thread)).toBe('nothing');
  expect(whyFor('hannah', thread, { team: { ...ward, status: 'closed' } })).toBe('nothing');
});

test('[IB4] a right that the charter takes away takes the row with it', () => {
  const mention = [{ seatId: seats.physiotherapist.id }];
  const thread = placedIn(startedBy('priya', { comment: comment('Look.', mention) }), 'snapshot');
  expect(whyFor('hannah', thread)).toBe('mention');
  const scope = [{ sectionKey: 'snapshot', right: 'none' }] as const;
  const narrowed = alliance([{ ...seats.physiotherapist, scope }, seats.physician]);
  expect(whyFor('hannah', thread, { team: narrowed })).toBe('nothing');
});

test.each(['question', 'handoff'] as const)(
  '[IB7] an open %s that nobody answered for a day waits for the owners of its section',
  (kind) => {
    const thread = placedIn(startedBy('hannah', { kind }), 'medicines');
    expect(needed(thread, { at: 23.9 })).toEqual({});
    expect(needed(thread, { at: 24 })).toEqual({ priya: 'waiting' });
    expect(needed(placedIn(thread, 'mobility'), { at: 24 })).toEqual({});
    const answered = after(thread, 'marcus', says.reply());
    expect(whyFor('priya', answered, { at: 24 })).toBe('nothing');
    const assigned = after(thread, 'hannah', says.assign(seats.occupational));
    expect(needed(assigned, { at: 24 })).toEqual({ marcus: 'assigned' });
    expect(whyFor('priya', { ...thread, status: 'resolved' }, { at: 24 })).toBe('nothing');
  },
);

test('[IB7] what asks for nothing does not wait, and a question on the whole plan waits for lead and steward', () => {
  expect(needed(startedBy('priya', { kind: 'information' }), { at: 30 })).toEqual({});
  const whole = startedBy('hannah', { subject: { on: 'plan' } });
  expect(needed(whole, { at: 24 })).toEqual({ priya: 'waiting' });
  expect(needed(whole, { at: 24, team: withNurse })).toEqual({ priya: 'waiting', tom: 'waiting' });
});

const fromFamily = { audience: 'shared' } as const;

test('[IB14] what patient or family ask waits at once for the professionals of its section, until one of them answers', () => {
  const walking = placedIn(startedBy('lucia', fromFamily), 'mobility');
  expect(needed(placedIn(walking, 'contingency'))).toEqual({ priya: 'waiting', tom: 'waiting' });
  expect(needed(walking)).toEqual({ hannah: 'waiting' });
  expect(needed(after(walking, 'elena', says.reply('I ask that too.')))).toMatchObject({
    hannah: 'waiting',
  });
  const answered = after(walking, 'marcus', says.reply('At six.'));
  expect(needed(answered)).toEqual({ lucia: 'answered' });
  const again = after(answered, 'lucia', says.reply('And on Sunday?'));
  expect(needed(again)).toEqual({ hannah: 'waiting' });
  expect(inboxAt('hannah', [again])[0]).toMatchObject({ excerpt: 'And on Sunday?' });
  expect(needed(after(again, 'lucia', says.resolve()))).toEqual({});
  expect(needed(after(again, 'hannah', says.assign(seats.nurse)))).toEqual({ tom: 'assigned' });
});

test('[IB14] where no profession owns the section, a question of patient or family waits for lead and steward', () => {
  const subject = { on: 'section', sectionKey: 'what-matters' } as const;
  const asked = startedBy('elena', { ...fromFamily, subject });
  expect(needed(asked)).toEqual({ priya: 'waiting', tom: 'waiting' });
  const uncovered = alliance(
    ward.seats.map((each) => (each === seats.physiotherapist ? { ...each, coverage: [] } : each)),
  );
  const walking = placedIn(asked, 'mobility');
  expect(needed(walking, { team: uncovered })).toEqual({ priya: 'waiting', tom: 'waiting' });
});

test('[IB5] a row says whose words call, where, and how they begin, in one line', () => {
  const long = `${'Aa  \n'.repeat(60)}😀`;
  const thread = startedBy('priya', { ...critical, comment: comment(long) });
  const [item] = inboxAt('tom', [thread]);
  expect(item).toMatchObject({
    planId: 'plan-1',
    planTitle: 'Test plan',
    patientName: 'Pat Ient',
    section: { key: 'mobility', heading: 'The mobility' },
    from: { name: 'priya', disciplineKey: 'rehab-physician' },
    at: hours(0),
  });
  expect(item?.excerpt).toHaveLength(excerptCharactersMax);
  expect(item?.excerpt).toMatch(/^Aa Aa .*…$/);
});

test('[IB5] of SBAR the boxes that say something are shown', () => {
  const sbar = { situation: '', background: 'Fell.', assessment: ' ', recommendation: 'X-ray.' };
  const words = { ...comment(''), words: { sbar } };
  const thread = startedBy('priya', { ...toNurse, kind: 'sbar', comment: words });
  expect(inboxAt('tom', [thread])[0]?.excerpt).toBe('Fell. · X-ray.');
});

test('[IB1] where nobody of the sender’s seat can confirm a read-back, lead and steward owe it', () => {
  const thread = startedBy('hannah', { kind: 'critical', comment: comment('Hold thin fluids.') });
  const team = alliance(ward.seats.filter((each) => each !== seats.physiotherapist));
  const readBack = after(thread, 'tom', says.readBack(), { team });
  expect(needed(readBack)).toEqual({ hannah: 'confirm' });
  expect(needed(readBack, { team })).toEqual({ priya: 'confirm' });
  const confirmed = after(readBack, 'priya', { type: 'confirm' }, { team });
  expect(needed(confirmed, { team })).toEqual({});
});

test('[IB1] what others mention in a critical thread takes the read-back from nobody', () => {
  const thread = startedBy('hannah', { kind: 'critical', comment: comment('Hold thin fluids.') });
  const owed = needed(thread);
  expect(owed).toEqual({ priya: 'read-back', tom: 'read-back' });
  const told = comment('For your information.', [{ seatId: seats.occupational.id }]);
  const mentioned = after(thread, 'priya', { type: 'reply', comment: told });
  expect(needed(mentioned)).toEqual({ ...owed, marcus: 'mention', hannah: 'answered' });
  const added = after(thread, 'hannah', { type: 'reply', comment: told });
  expect(needed(added)).toEqual({ ...owed, marcus: 'read-back' });
});

test('[IB21] a critical thread that nobody has read back for half an hour needs its sender, who is told whom to call', () => {
  const thread = startedBy('priya', critical);
  expect(needed(thread, { at: 0.49, team: reachable })).toEqual({ tom: 'read-back' });
  expect(needed(thread, { at: 0.5, team: reachable })).toEqual({
    tom: 'read-back',
    priya: 'unheard',
  });
  const [row] = inboxAt('priya', [thread], { at: 0.5, team: reachable });
  expect(row).toMatchObject({
    call: [{ title: 'rehab-nurse', contact: 'ext. 4412' }],
    at: hours(0),
  });
  expect(row).not.toHaveProperty('readsTo');
  expect(inboxAt('tom', [thread], { at: 0.5 })[0]).not.toHaveProperty('call');
});

test('[IB21] every seat for which it waits can be called', () => {
  const thread = startedBy('hannah', { kind: 'critical', comment: comment('Hold thin fluids.') });
  const [row] = inboxAt('hannah', [thread], { at: 1, team: reachable });
  expect(row?.call).toEqual([
    { title: 'rehab-physician', contact: 'ext. 1' },
    { title: 'rehab-nurse', contact: 'ext. 4412' },
  ]);
});

test('[IB21] the read-back takes the row away, and what was not understood waits half an hour of its own', () => {
  const thread = startedBy('priya', critical);
  const readBack = after(thread, 'tom', says.readBack(), { at: 1 });
  expect(needed(readBack, { at: 1 })).toMatchObject({ priya: 'confirm' });
  const unclear = after(readBack, 'priya', says.notQuite(), { at: 1.2 });
  expect(needed(unclear, { at: 1.6 })).toEqual({ tom: 'read-back' });
  expect(whyFor('priya', unclear, { at: 1.7 })).toBe('unheard');
  const confirmed = after(readBack, 'priya', { type: 'confirm' }, { at: 1.2 });
  expect(whyFor('priya', confirmed, { at: 1.9, read: 2 })).toBe('nothing');
});

test('[IB21] the half hour begins when a thread is made critical, and nothing else waits so', () => {
  const thread = startedBy('priya', toNurse);
  expect(whyFor('priya', thread, { at: 1 })).toBe('nothing');
  const raised = after(thread, 'priya', says.mark('critical'), { at: 1 });
  expect(whyFor('priya', raised, { at: 1.4 })).toBe('nothing');
  expect(whyFor('priya', raised, { at: 1.5 })).toBe('unheard');
});

test('[IB21] when the sender has gone home their seat calls; where nobody sits in it, lead and steward do', () => {
  const toPhysician = { assignment: { seatId: seats.physician.id } };
  const fromNurse = startedBy('tom', { kind: 'critical', ...toPhysician });
  expect(needed(fromNurse, { at: 4 })).toEqual({ priya: 'read-back', amara: 'unheard' });
  const team = alliance(ward.seats.filter((each) => each !== seats.physiotherapist));
  const toMarcus = { assignment: { seatId: seats.occupational.id } };
  const left = startedBy('hannah', { kind: 'critical', ...toMarcus });
  expect(needed(left, { at: 1, team })).toEqual({
    marcus: 'read-back',
    priya: 'unheard',
    tom: 'unheard',
  });
});

test('[IB21] the row stands behind what waits for my own read-back or yes', () => {
  expect(inboxReasons.slice(0, 3)).toEqual(['read-back', 'confirm', 'unheard']);
});

/** The ward with a nurse who has a telephone. */
const reachable = alliance(
  ward.seats.map((each) => (each === seats.nurse ? { ...each, contact: 'ext. 4412' } : each)),
);

/** Hannah's question to whoever is mentioned. */
function mentioning(mention: Parameters<typeof comment>[1]): Thread {
  return startedBy('hannah', { comment: comment('Can she walk?', mention) });
}

/** The ward with a nurse who does not go home. */
const withNurse = alliance([
  ...ward.seats.filter((each) => each !== seats.nurse),
  { ...seats.nurse, coverage: [covers('tom', -100, undefined)] },
]);

function placedIn(thread: Thread, sectionKey: SectionKey): Thread {
  return { ...thread, subject: { on: 'section', sectionKey } };
}

function kept(decision: ReturnType<typeof starting>): Thread {
  if (!decision.ok) throw new Error(`Refused: ${decision.refusal.reason}.`);
  return decision.thread;
}
