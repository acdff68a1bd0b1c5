import {
  type Alliance,
  type EmergencyEdit,
  type Seat,
  type SeatId,
} from '@alliance/shared/alliance/alliance';
import { type Signature } from '@alliance/shared/alliance/charter';
import { type Invitation } from '@alliance/shared/alliance/invitation';
import { type CarePlan } from '@alliance/shared/careplan/care-plan';
import { sectionKeys } from '@alliance/shared/careplan/section';
import { type AllianceItem } from '@alliance/shared/inbox/alliance-item';
import { inboxKeyOf, isThreadItem } from '@alliance/shared/inbox/inbox';
import { inboxOf } from '@alliance/shared/inbox/inbox-of';
import { expect, test } from 'vitest';

import { startedBy } from '../comments/ward.ts';
import { alliance, covers, hours, noon, personId, seat } from '../support/alliances.ts';
import { freshThreadId } from '../support/threads.ts';

const people = ['priya', 'tom', 'amara', 'hannah', 'marcus', 'mei', 'elena'] as const;

const plan = {
  id: 'plan-1',
  allianceId: 'alliance-1',
  title: 'Test plan',
  status: 'active',
  patient: { name: 'Pat Ient' },
  sections: sectionKeys.map((key) => ({ key, heading: `The ${key}` })),
} as unknown as CarePlan;

const lead = seat('rehab-physician', [covers('priya', -100, undefined)], { isLead: true });
const therapist = seat('physical-therapist', [covers('hannah', -100, undefined)]);
const patient = seat('patient', [covers('elena', -100, undefined)]);

/** The nursing seat, with what is said of it. */
function nursing(coverage: Seat['coverage'], other: Partial<Seat> = {}): Seat {
  return seat('rehab-nurse', coverage, { isSteward: true, ...other });
}

const steady = nursing([covers('tom', -100, undefined)]);

function itemsOf(name: string, team: Alliance, at = 0): readonly AllianceItem[] {
  return inboxOf({
    plans: [{ alliance: team, plan, threads: [] }],
    reads: new Map(),
    names: new Map(people.map((each) => [personId(each), `${each} by name`])),
    personId: personId(name),
    now: noon + at * 3_600_000,
    today: hours(at).slice(0, 10),
  }).filter((item) => !isThreadItem(item));
}

/** Whom of the people an alliance needs, and for what. */
function needed(team: Alliance, at = 0): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    people
      .map((name) => [name, itemsOf(name, team, at).map(({ reason }) => reason)] as const)
      .filter(([, reasons]) => reasons.length > 0),
  );
}

/** Mei was asked by Priya two hours ago, for a day. */
function asking(other: Partial<Invitation> = {}): Invitation {
  const asked = { by: personId('priya'), at: hours(-2), expiresAt: hours(22), message: '' };
  return { state: 'requested', asked: { ...asked, personId: personId('mei') }, ...other };
}

function pharmacist(invitation: Invitation): Seat {
  return seat('pharmacist', [], { invitation });
}

test('[IB23] an invitation needs whom it asks until its time is over, and nobody else', () => {
  const team = alliance([lead, steady, pharmacist(asking())]);
  expect(needed(team)).toEqual({ mei: ['invitation'] });
  expect(needed(team, 21.99)).toEqual({ mei: ['invitation'] });
  expect(needed(team, 22)).toEqual({ priya: ['unanswered'] });
  for (const state of ['accepted', 'declined', 'withdrawn'] as const)
    expect(needed(alliance([lead, steady, pharmacist(asking({ state }))]))).not.toHaveProperty(
      'mei',
    );
});

test('[IB23] it says who asks, for which seat and until when, and not a word about the patient', () => {
  const [item] = itemsOf('mei', alliance([lead, steady, pharmacist(asking())]));
  expect(item).toEqual({
    reason: 'invitation',
    allianceId: 'alliance-1',
    seatId: 'seat-pharmacist',
    seatTitle: 'pharmacist',
    disciplineKey: 'pharmacist',
    byName: 'priya by name',
    answerBy: hours(22),
    at: hours(-2),
  });
});

const sealed = {
  number: 2,
  hash: 'h2',
  at: hours(-5),
  by: { seatId: lead.id, personId: personId('priya') },
};

/** The team with a charter that was put forward. */
function chartered(signatures: readonly Signature[], other: Partial<Alliance> = {}): Alliance {
  const team = alliance([lead, steady, therapist, patient], other);
  return { ...team, charter: { ...team.charter, sealed, signatures } };
}

function signs(
  who: string,
  seatId: SeatId,
  other: Partial<Pick<Signature, 'number' | 'hash' | 'meaning'>> = {},
): Signature {
  const meaning = other.meaning ?? 'agree';
  return {
    number: 2,
    hash: 'h2',
    seatId,
    personId: personId(who),
    at: hours(-1),
    ...other,
    meaning,
  };
}

test('[IB24] a charter needs each seat that has to sign and has not answered to this version', () => {
  const sign = ['sign'];
  expect(needed(chartered([]))).toEqual({ priya: sign, tom: sign, hannah: sign });
  const signed = [signs('priya', lead.id), signs('amara', steady.id)];
  expect(needed(chartered(signed))).toEqual({ hannah: sign });
  expect(itemsOf('hannah', chartered(signed))).toEqual([
    {
      reason: 'sign',
      allianceId: 'alliance-1',
      planId: 'plan-1',
      planTitle: 'Test plan',
      patientName: 'Pat Ient',
      seatId: therapist.id,
      seatTitle: 'physical-therapist',
      number: 2,
      signed: 2,
      toSign: 3,
      at: hours(-5),
    },
  ]);
  const refused = [...signed, signs('hannah', therapist.id, { meaning: 'decline' })];
  expect(needed(chartered(refused))).toEqual({});
  const before = [...signed, signs('hannah', therapist.id, { number: 1, hash: 'h1' })];
  expect(needed(chartered(before))).toEqual({ hannah: sign });
});

test('[IB25] a note needs whoever leaves the seat, from half an hour before until the grace is over', () => {
  const seats = [lead, nursing([covers('tom', -10, 2), covers('amara', 2, 14)])];
  const team = alliance(seats);
  expect(needed(team, 1.49)).toEqual({});
  expect(needed(team, 1.5)).toEqual({ tom: ['hand-over'] });
  expect(needed(team, 2.99)).toMatchObject({ tom: ['hand-over'] });
  expect(needed(team, 3)).not.toHaveProperty('tom');
  expect(itemsOf('tom', team, 1.5)[0]).toMatchObject({
    seatTitle: 'rehab-nurse',
    endsAt: hours(2),
    until: hours(3),
    nextName: 'amara by name',
  });
});

test('[IB25] not who stays in the seat, has left a note, or sits there as the patient', () => {
  const stays = nursing([covers('tom', -10, 2), covers('tom', 2, undefined)]);
  expect(needed(alliance([lead, stays]), 1.9)).toEqual({});
  const note = { ...covers('tom', -10, 2), handover: { text: 'All well.', at: hours(1.6) } };
  expect(needed(alliance([lead, nursing([note, covers('amara', 2, undefined)])]), 1.9)).toEqual({});
  const going = seat('patient', [covers('elena', -10, 2)]);
  expect(needed(alliance([lead, steady, going]), 1.9)).toEqual({});
  const alone = nursing([covers('tom', -10, 2)], { isRequired: false });
  expect(itemsOf('tom', alliance([lead, alone]), 1.9)[0]).not.toHaveProperty('nextName');
});

/** Tom has left a note for Amara. */
function noted(
  handover: Partial<NonNullable<Seat['coverage'][number]['handover']>> = {},
): Alliance {
  const note = { text: 'Two helpers\ntonight.', at: hours(1.8), ...handover };
  return alliance([
    lead,
    nursing([{ ...covers('tom', -10, 2), handover: note }, covers('amara', 2, undefined)]),
  ]);
}

test('[IB26] a note needs who has come until they have read it, and never who wrote it', () => {
  expect(needed(noted(), 1.9)).toEqual({});
  expect(needed(noted(), 2)).toEqual({ amara: ['note'] });
  expect(itemsOf('amara', noted(), 2)[0]).toMatchObject({
    by: { name: 'tom by name', seatTitle: 'rehab-nurse', disciplineKey: 'rehab-nurse' },
    excerpt: 'Two helpers tonight.',
    at: hours(1.8),
  });
  expect(needed(noted({ seen: { at: hours(2.1), by: personId('amara') } }), 2.2)).toEqual({});
});

test('[IB26] of several notes the newest counts, one’s own included', () => {
  const own = { ...covers('amara', -30, -10), handover: { text: 'Mine.', at: hours(-10) } };
  const older = { ...covers('tom', -50, -30), handover: { text: 'Old.', at: hours(-30) } };
  const team = alliance([lead, nursing([older, own, covers('amara', -1, undefined)])]);
  expect(needed(team)).toEqual({});
});

/** Hannah has changed what the nurses and physicians write. */
function emergency(other: Partial<EmergencyEdit> = {}): EmergencyEdit {
  return {
    id: 'emergency-1',
    sectionKey: 'nursing-safety',
    by: { seatId: therapist.id, personId: personId('hannah') },
    reason: 'She fell.',
    from: hours(-3),
    to: hours(-2),
    ...other,
  };
}

test('[IB27] an emergency edit needs the owners of its section until one of them has seen it', () => {
  const seats = [lead, steady, therapist, patient];
  const owners = { priya: ['emergency'], tom: ['emergency'] };
  expect(needed(alliance(seats, { emergencies: [emergency()] }))).toEqual(owners);
  expect(itemsOf('tom', alliance(seats, { emergencies: [emergency()] }))[0]).toMatchObject({
    section: { key: 'nursing-safety', heading: 'The nursing-safety' },
    by: { name: 'hannah by name', disciplineKey: 'physical-therapist' },
    excerpt: 'She fell.',
    at: hours(-3),
  });
  const seen = { at: hours(-1), by: { seatId: steady.id, personId: personId('tom') } };
  expect(needed(alliance(seats, { emergencies: [emergency({ seen })] }))).toEqual({});
  const own = emergency({ by: { seatId: lead.id, personId: personId('priya') } });
  expect(needed(alliance(seats, { emergencies: [own] }))).toEqual({ tom: ['emergency'] });
});

test('[IB28] a declined invitation needs who leads, with what was said, until somebody else is asked', () => {
  const answer = { personId: personId('mei'), at: hours(-1), recommendation: 'Ask Jonas.' };
  const team = alliance([lead, steady, pharmacist(asking({ state: 'declined', answer }))]);
  expect(needed(team)).toEqual({ priya: ['unanswered'] });
  expect(itemsOf('priya', team)[0]).toMatchObject({
    state: 'declined',
    name: 'mei by name',
    excerpt: 'Ask Jonas.',
    at: hours(-1),
  });
  expect(itemsOf('priya', alliance([lead, pharmacist(asking())]), 30)[0]).toMatchObject({
    state: 'expired',
    at: hours(22),
  });
});

test('[IB29] a gap of the night in a nursing seat needs lead and steward, from twelve hours before', () => {
  const gap = nursing([covers('tom', -2, 13), covers('amara', 20, undefined)]);
  const team = alliance([lead, gap]);
  expect(needed(team, 0.9)).toEqual({});
  expect(needed(team, 1.1)).toEqual({ priya: ['uncovered'], tom: ['uncovered'] });
  expect(itemsOf('priya', team, 1.1)[0]).toMatchObject({ at: hours(13), until: hours(20) });
  // While nobody is there it has begun where the last shift ended.
  expect(itemsOf('priya', team, 14)[0]).toMatchObject({ at: hours(13), until: hours(20) });
  expect(needed(team, 20)).toEqual({});
});

test('[IB29] therapists go home at night: they are missed when nobody comes any more', () => {
  const days = [covers('hannah', -4, 5), covers('hannah', 20, 29)];
  const office = seat('physical-therapist', days);
  expect(needed(alliance([lead, steady, office]))).toEqual({});
  const last = seat('physical-therapist', days.slice(0, 1));
  const uncovered = { priya: ['uncovered'], tom: ['uncovered'] };
  expect(needed(alliance([lead, steady, last]))).toEqual(uncovered);
  const optional = { ...last, isRequired: false };
  expect(needed(alliance([lead, steady, optional]))).toEqual({});
  const waiting = alliance([lead, steady, pharmacist({ state: 'open' })]);
  expect(needed(waiting)).toEqual({});
});

/** Everything at once. */
function busy(other: Partial<Alliance> = {}): Alliance {
  const note = { text: 'Mind the stairs.', at: hours(-1) };
  const nurse = nursing([{ ...covers('amara', -12, -1), handover: note }, covers('tom', -1, 0.4)]);
  const declined = asking({ state: 'declined' });
  const seats = [
    { ...lead, coverage: [covers('tom', -100, undefined)] },
    nurse,
    therapist,
    pharmacist(declined),
    { ...pharmacist(asking()), id: 'seat-2' as SeatId },
  ];
  const team = alliance(seats, { emergencies: [emergency()], ...other });
  return { ...team, charter: { ...team.charter, sealed } };
}

test('[IB30] before consent only what makes the alliance needs anybody, and a closed one nobody', () => {
  expect(needed(busy())).toEqual({
    tom: ['emergency', 'hand-over', 'note', 'uncovered', 'sign', 'sign', 'unanswered'],
    hannah: ['sign'],
    mei: ['invitation'],
  });
  const { consent: _withheld, ...before } = busy({ status: 'proposed' });
  expect(needed(before)).toEqual({
    tom: ['sign', 'sign', 'unanswered'],
    hannah: ['sign'],
    mei: ['invitation'],
  });
  expect(needed(busy({ status: 'closed' }))).toEqual({});
});

/** What the rows of somebody say about whom they are. */
function names(who: string, team: Alliance): ReadonlySet<string> {
  const items = itemsOf(who, team);
  return new Set(items.flatMap((item) => ('patientName' in item ? item.patientName : [])));
}

test('[IB30] before consent nobody but who leads is told whom it is about', () => {
  const { consent: _withheld, ...before } = busy({ status: 'proposed' });
  expect(names('hannah', busy())).toEqual(new Set([plan.patient.name]));
  expect(names('hannah', before)).toEqual(new Set([before.name]));
  expect(names('tom', before)).toEqual(new Set([plan.patient.name]));
});

test('[IB31] threads and alliances stand in one list, most urgent first, each under a key of its own', () => {
  const toLead = { assignment: { seatId: lead.id } };
  const threads = [
    startedBy('hannah', toLead),
    { ...startedBy('hannah', { ...toLead, kind: 'critical' }), id: freshThreadId() },
  ];
  const items = inboxOf({
    plans: [{ alliance: busy(), plan, threads }],
    reads: new Map(),
    names: new Map(),
    personId: personId('tom'),
    now: noon,
    today: hours(0).slice(0, 10),
  });
  expect(items.map(({ reason }) => reason)).toEqual([
    'read-back',
    'emergency',
    'hand-over',
    'note',
    'uncovered',
    'sign',
    'sign',
    'unanswered',
    'assigned',
  ]);
  expect(new Set(items.map(inboxKeyOf)).size).toBe(items.length);
});
