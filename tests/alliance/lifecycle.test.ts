import { rightIn } from '@alliance/shared/access/access-table';
import { abilitiesOnSeat } from '@alliance/shared/access/alliance-access';
import { type Alliance, toAllianceId } from '@alliance/shared/alliance/alliance';
import { seatsOf } from '@alliance/shared/alliance/coverage';
import { foundAlliance } from '@alliance/shared/alliance/found-alliance';
import { starters } from '@alliance/shared/alliance/templates/starters';
import { toDocumentId } from '@alliance/shared/careplan/section';
import { expect, test } from 'vitest';

import { covers, hours, noon, personId } from '../support/alliances.ts';
import {
  type Command,
  after,
  coverNurse,
  decideBy,
  hash,
  inviteSam,
  linkDigest,
  makeLink,
  newSeat,
  otherHash,
  planKeys,
  reasonOf,
  seatIds,
  seatOf,
  signs,
  wardTeam,
  withSeat,
} from './ward-team.ts';

const team = wardTeam();

function twoPeople(): Alliance {
  const [mine, theirs] = starters['physician-nurse'].seats;
  const decision = foundAlliance(
    {
      allianceId: toAllianceId('alliance-1'),
      name: 'Two of us',
      purpose: mine.role.title,
      patient: {
        name: 'Pat Ient',
        preferredName: 'Pat',
        bornOn: '1950-01-01',
        identifier: '1',
        needsInterpreter: false,
        allergies: [],
      },
      seats: [
        newSeat(seatIds.lead, { role: mine.role }),
        newSeat(seatIds.nurse, { role: theirs.role, isSteward: true }),
      ],
    },
    { id: personId('ana'), name: 'Ana' },
    {
      at: hours(0),
      sectionKeys: planKeys,
      knows: () => false,
      charterDocumentId: toDocumentId('charter-1'),
    },
  );
  if (!decision.ok) throw new Error('It was refused.');
  return decision.alliance;
}

function rightOfCat(alliance: Alliance) {
  return rightIn({ alliance, personId: personId('cat'), sectionKey: 'mobility', now: noon });
}

const consent: Command = {
  type: 'consent',
  consent: { kind: 'recorded', how: 'spoken', note: 'She nodded.' },
};
const link: Command = { ...makeLink, seatId: seatIds.nurse } as Command;
const acceptLink: Command = { type: 'accept-link', seatId: seatIds.nurse, linkDigest };
const seal: Command = { type: 'seal', hash, baseRevision: 1 };

/** Every way to the last condition, each of which comes last once. */
const steps: readonly (readonly [name: string, command: Command])[] = [
  ['ben', acceptLink],
  ['ana', consent],
  ['ana', signs(seatIds.lead)],
  ['ben', signs(seatIds.nurse)],
  ['ana', { type: 'propose' }],
];

test('[AL6] an alliance begins in draft; its founder leads it and nobody else was asked', () => {
  const [lead, nurse] = twoPeople().seats;
  expect(twoPeople()).toMatchObject({ status: 'draft', version: 1, restricted: [] });
  expect(lead).toMatchObject({ isLead: true, isRequired: true, invitation: { state: 'accepted' } });
  expect(lead?.coverage).toEqual([{ personId: 'ana', from: hours(0), kind: 'primary' }]);
  expect(nurse).toMatchObject({ isLead: false, invitation: { state: 'open' }, coverage: [] });
});

test.each([0, 1, 2, 4])(
  '[AL38] two people are active with the very command that meets the last condition (%i)',
  (last) => {
    const ready = after(after(twoPeople(), link), seal);
    // Whoever signs has accepted before.
    const early = steps.filter((_, index) => index !== last && (last !== 0 || index !== 3));
    const late = steps.filter((_, index) => index === last || (last === 0 && index === 3));
    const almost = early.reduce(
      (alliance, [name, command]) => after(alliance, command, name),
      ready,
    );
    expect(almost.status).not.toBe('active');
    const active = late.reduce(
      (alliance, [name, command]) => after(alliance, command, name, 1),
      almost,
    );
    expect(active).toMatchObject({ status: 'active', activeSince: hours(1) });
  },
);

test('[AL38] a refusal to sign and a signature of an earlier version do not count, a reservation does', () => {
  const almost = [0, 1, 2, 4].reduce(
    (alliance, index) => after(alliance, steps[index]?.[1] ?? seal, steps[index]?.[0]),
    after(after(twoPeople(), link), seal),
  );
  const no = after(almost, signs(seatIds.nurse, { meaning: 'decline', note: 'Not yet' }), 'ben');
  expect(no.status).toBe('proposed');
  const anew = after(no, { type: 'seal', hash: otherHash, baseRevision: 1 }, 'ben');
  const second = { number: 2, hash: otherHash };
  const half = after(
    anew,
    signs(seatIds.nurse, { ...second, meaning: 'agree-with-reservation', note: 'But' }),
    'ben',
  );
  expect(half.status).toBe('proposed');
  expect(after(half, signs(seatIds.lead, second)).status).toBe('active');
});

test('[AL38] a new version of the charter leaves an active alliance active', () => {
  const sealed = after(team, { type: 'seal', hash: otherHash, baseRevision: 1 }, 'ben');
  expect(sealed).toMatchObject({
    status: 'active',
    charter: { sealed: { number: 2, hash: otherHash, by: { personId: 'ben' } } },
  });
});

test('[AL16] without a required seat the charter has to be put forward anew before the alliance is active', () => {
  const proposed = [seal, consent, { type: 'propose' } as const, signs(seatIds.lead)].reduce(
    (alliance, command) => after(alliance, command),
    after(twoPeople(), { type: 'add-seat', seat: newSeat('seat-pharmacist') }),
  );
  const joined = after(
    after(after(proposed, link), acceptLink, 'ben'),
    signs(seatIds.nurse),
    'ben',
  );
  expect(joined.status).toBe('proposed');
  const pharmacist = newSeat('seat-pharmacist').seatId;
  const removed = after(joined, { type: 'remove-seat', seatId: pharmacist });
  const optional = after(joined, {
    type: 'change-seat',
    seatId: pharmacist,
    change: { isRequired: false },
    baseRevision: 1,
  });
  for (const less of [removed, optional]) {
    expect(less.status).toBe('proposed');
    expect(less.noLongerRequired).toEqual([{ seatId: pharmacist, title: 'Pharmacist' }]);
    const anew = after(less, { type: 'seal', hash: otherHash, baseRevision: 1 });
    expect(anew.noLongerRequired).toBeUndefined();
    const second = { number: 2, hash: otherHash };
    const signed = after(
      after(anew, signs(seatIds.nurse, second), 'ben'),
      signs(seatIds.lead, second),
    );
    expect(signed.status).toBe('active');
  }
});

test('[AL37] an alliance is proposed with a purpose, two professional seats and a charter', () => {
  const draft = after(twoPeople(), seal);
  expect(after(draft, { type: 'propose' }).status).toBe('proposed');
  expect(reasonOf(twoPeople(), { type: 'propose' })).toBe('charter-not-sealed');
});

test('[AL39] an active alliance can be suspended and resumed, and in between everybody reads at most', () => {
  const suspended = after(team, { type: 'suspend' });
  expect([rightOfCat(team), rightOfCat(suspended)]).toEqual(['edit', 'read']);
  expect(after(suspended, { type: 'resume' })).toMatchObject({ status: 'active' });
});

test('[AL40] nothing is done to a closed alliance any more', () => {
  const closed = after(team, { type: 'close' });
  const commands: readonly Command[] = [consent, inviteSam, signs(seatIds.lead), { type: 'close' }];
  expect(commands.map((command) => reasonOf(closed, command))).toEqual(
    commands.map(() => 'closed'),
  );
});

test('[AL9] each accepted command makes the version one more and leaves the record it was given alone', () => {
  const kept = structuredClone(team);
  const next = after(team, inviteSam);
  expect(next.version).toBe(team.version + 1);
  expect(team).toEqual(kept);
});

test('[AL8] whoever changes words that were changed meanwhile is told so, and nothing is overwritten', () => {
  const change: Command = {
    type: 'change-seat',
    seatId: seatIds.nurse,
    change: { contact: 'ext. 2' },
    baseRevision: 1,
  };
  const first = after(team, change, 'ben');
  expect(seatOf(first, seatIds.nurse)).toMatchObject({ contact: 'ext. 2', revision: 2 });
  expect(reasonOf(first, change)).toBe('seat-changed');
});

test('[AL7] words that are too long or missing are refused before anything else is looked at', () => {
  const line = (offers: readonly string[]): Command => ({
    type: 'change-seat',
    seatId: seatIds.nurse,
    change: { role: { ...seatOf(team, seatIds.nurse).role, offers } },
    baseRevision: 1,
  });
  expect(reasonOf(team, line([' ']))).toBe('nothing-written');
  expect(reasonOf(team, line(['x'.repeat(301)]))).toBe('too-long');
  expect(reasonOf(team, line(Array.from({ length: 21 }, () => 'x')))).toBe('too-long');
  expect(reasonOf(team, line(Array.from({ length: 20 }, () => 'x'.repeat(300))))).toBe('ok');
});

test('[AL11] a lead can go when somebody else leads', () => {
  const led = after(team, {
    type: 'change-seat',
    seatId: seatIds.nurse,
    change: { isLead: true },
    baseRevision: 1,
  });
  expect(seatOf(after(led, { type: 'leave', seatId: seatIds.lead }), seatIds.lead)).toMatchObject({
    invitation: { state: 'open' },
    coverage: [{ personId: 'ana', to: hours(0) }],
  });
  // A seat that leads and that nobody holds does not count.
  const empty = after(team, { type: 'add-seat', seat: newSeat('seat-new', { isLead: true }) });
  expect(reasonOf(empty, { type: 'leave', seatId: seatIds.lead })).toBe('last-lead');
});

test('[AL12] patient and family lead nothing, also not as founders', () => {
  const role = { ...seatOf(team, seatIds.patient).role };
  expect(reasonOf(team, { type: 'add-seat', seat: newSeat('x', { role, isLead: true }) })).toBe(
    'patient-cannot-lead',
  );
});

test('[AL13] everybody can narrow their own rights, and only another can widen them again', () => {
  const scope = [{ sectionKey: 'medicines', right: 'read' }] as const;
  const narrow: Command = { type: 'set-scope', seatId: seatIds.nurse, scope };
  const wide: Command = { type: 'set-scope', seatId: seatIds.nurse, scope: [] };
  const narrowed = after(team, narrow, 'ben');
  expect(reasonOf(narrowed, wide, 'ben')).toBe('own-right-wider');
  expect(reasonOf(narrowed, wide, 'ana')).toBe('ok');
});

test('[AL13] a founder whom nobody has joined yet may correct their discipline, and nobody later', () => {
  const { role } = seatOf(twoPeople(), seatIds.lead);
  const correct: Command = {
    type: 'change-seat',
    seatId: seatIds.lead,
    change: { role: { ...role, disciplineKey: 'physical-therapist' } },
    baseRevision: 1,
  };
  expect(reasonOf(twoPeople(), correct)).toBe('ok');
  expect(reasonOf(after(after(twoPeople(), link), acceptLink, 'ben'), correct)).toBe(
    'own-right-wider',
  );
});

test('[AL14] a lead gives what they have themselves, or what the discipline has by default', () => {
  const give = (
    seatId: typeof seatIds.nurse,
    scope: Extract<Command, { type: 'set-scope' }>['scope'],
  ) => reasonOf(team, { type: 'set-scope', seatId, scope });
  expect(give(seatIds.therapist, [{ sectionKey: 'medicines', right: 'edit' }])).toBe('ok');
  expect(give(seatIds.therapist, [{ sectionKey: 'mobility', right: 'edit' }])).toBe('ok');
  expect(give(seatIds.nurse, [{ sectionKey: 'mobility', right: 'edit' }])).toBe(
    'right-above-yours',
  );
  const scope = [{ sectionKey: 'mobility', right: 'edit' }] as const;
  expect(reasonOf(team, { type: 'add-seat', seat: newSeat('x', { scope }) })).toBe(
    'right-above-yours',
  );
});

test('[AL51] a lead lets somebody record what the patient says only while neither patient nor family has a seat', () => {
  const scope = [{ sectionKey: 'what-matters', right: 'edit' }] as const;
  const give: Command = { type: 'set-scope', seatId: seatIds.nurse, scope };
  const unspoken = after(team, { type: 'remove-seat', seatId: seatIds.patient });
  expect(reasonOf(unspoken, give)).toBe('ok');
  expect(reasonOf(unspoken, { ...give, seatId: seatIds.lead })).toBe('own-right-wider');
  expect(reasonOf(team, give)).toBe('right-above-yours');
});

test('[AL15] a new seat stands before patient and family', () => {
  const added = after(team, { type: 'add-seat', seat: newSeat('seat-pharmacist') });
  expect(added.seats.map(({ id }) => id).slice(-2)).toEqual(['seat-pharmacist', seatIds.patient]);
});

test('[AL15] with a seat goes what the charter said of it', () => {
  const { agreements } = team.charter;
  const named = after(team, {
    type: 'agree',
    agreements: {
      ...agreements,
      tieBreakSeatId: seatIds.nurse,
      escalationPath: [seatIds.nurse, seatIds.lead],
      partnership: { attends: 'always', representativeSeatId: seatIds.patient },
    },
    baseRevision: 1,
  });
  const { charter } = after(named, { type: 'remove-seat', seatId: seatIds.nurse });
  expect(charter.agreements).toEqual({
    ...agreements,
    escalationPath: [seatIds.lead],
    partnership: { attends: 'always', representativeSeatId: seatIds.patient },
  });
  expect(charter.revision).toBe(3);
});

test('[AL17] one is asked at a time: whoever was asked before has nothing to answer any more', () => {
  const asked = after(team, inviteSam);
  const anew = after(asked, makeLink);
  expect(reasonOf(anew, { type: 'accept', seatId: seatIds.social }, 'sam')).toBe('not-there');
  expect(reasonOf(after(team, makeLink), inviteSam)).toBe('ok');
});

test('[AL18] an invitation can be answered until it expires, and not a millisecond longer', () => {
  const accept: Command = { type: 'accept', seatId: seatIds.social };
  const end = 7 * 24;
  const asked = after(team, inviteSam);
  expect(reasonOf(asked, accept, 'sam', end - 1 / 3_600_000)).toBe('ok');
  expect(reasonOf(asked, accept, 'sam', end)).toBe('invitation-expired');
  expect(reasonOf(asked, inviteSam, 'ana', end)).toBe('ok');
});

test('[AL19] a withdrawn invitation gives nothing, and its link is forgotten', () => {
  const withdrawn = after(after(team, makeLink), { type: 'withdraw', seatId: seatIds.social });
  expect(seatOf(withdrawn, seatIds.social).invitation).toMatchObject({ state: 'withdrawn' });
  expect(JSON.stringify(withdrawn)).not.toContain(linkDigest);
  const taking: Command = { type: 'accept-link', seatId: seatIds.social, linkDigest };
  expect(reasonOf(withdrawn, taking, 'sam')).toBe('invitation-withdrawn');
});

test('[AL21] a decline says why, or whom to ask instead', () => {
  const declining: Command = {
    type: 'decline',
    seatId: seatIds.social,
    recommendation: 'Ask Zoe',
  };
  const declined = after(after(team, inviteSam), declining, 'sam');
  expect(seatOf(declined, seatIds.social).invitation).toMatchObject({
    state: 'declined',
    answer: { personId: 'sam', recommendation: 'Ask Zoe' },
  });
  expect(reasonOf(declined, { ...inviteSam, personId: personId('zoe') } as Command)).toBe('ok');
});

test('[AL22] a link works once; a new one makes the earlier worthless', () => {
  const linked = after(team, makeLink);
  const anew = after(linked, { ...makeLink, linkDigest: otherHash } as Command);
  const taking: Command = { type: 'accept-link', seatId: seatIds.social, linkDigest };
  expect(reasonOf(anew, taking, 'sam')).toBe('invitation-not-yours');
  const taken = after(linked, taking, 'sam');
  expect(JSON.stringify(taken)).not.toContain(linkDigest);
  expect(reasonOf(taken, taking, 'zoe')).toBe('seat-taken');
});

test('[AL23] who accepts sits in the seat from that moment, until they give it back', () => {
  const taken = after(after(team, inviteSam), { type: 'accept', seatId: seatIds.social }, 'sam', 2);
  expect(seatOf(taken, seatIds.social)).toMatchObject({
    invitation: { state: 'accepted', answer: { personId: 'sam', at: hours(2) } },
    coverage: [{ personId: 'sam', from: hours(2), kind: 'primary' }],
  });
});

test('[AL24] nobody has two seats of one alliance; standing in for a colleague is no seat', () => {
  expect(reasonOf(team, { ...inviteSam, personId: personId('cat') } as Command)).toBe(
    'sits-already',
  );
  expect(reasonOf(team, { ...inviteSam, personId: personId('tina') } as Command)).toBe('ok');
});

test('[AL25] who stands in or learns leaves alone; with its holder a seat is free', () => {
  const left = after(team, { type: 'leave', seatId: seatIds.therapist }, 'tina');
  expect(seatOf(left, seatIds.therapist)).toMatchObject({
    invitation: { state: 'accepted' },
    coverage: [{ personId: 'cat' }, { personId: 'tina', to: hours(0) }],
  });
  const free = seatOf(
    after(team, { type: 'leave', seatId: seatIds.therapist }, 'cat'),
    seatIds.therapist,
  );
  expect(free.invitation).toEqual({ state: 'open' });
  expect(free.coverage.map(({ to }) => to)).toEqual([hours(0), hours(0)]);
});

function mayRead(now: Alliance, name: string): boolean {
  const asked = { alliance: now, personId: personId(name), now: noon };
  return rightIn({ ...asked, sectionKey: 'mobility' }) !== 'none';
}

test('[AL25] who has given a seat back has no grace in it, also when somebody else takes it within the hour', () => {
  const learned = after(team, { type: 'leave', seatId: seatIds.therapist }, 'tina');
  expect([mayRead(team, 'tina'), mayRead(learned, 'tina')]).toEqual([true, false]);
  const free = after(team, { type: 'leave', seatId: seatIds.therapist }, 'cat');
  const offered = after(free, { ...makeLink, seatId: seatIds.therapist } as Command);
  const taking: Command = { type: 'accept-link', seatId: seatIds.therapist, linkDigest };
  const taken = after(offered, taking, 'zoe');
  expect(['zoe', 'cat', 'tina'].map((name) => mayRead(taken, name))).toEqual([true, false, false]);
  const finishing = withSeat(team, seatIds.nurse, {
    coverage: [covers('ben', -50, undefined), covers('nina', -8, -0.5, 'cover')],
  });
  const gone = after(finishing, { type: 'leave', seatId: seatIds.nurse }, 'nina');
  expect([mayRead(finishing, 'nina'), mayRead(gone, 'nina')]).toEqual([true, false]);
});

test('[AL26] holder, lead and steward arrange cover; who has the seat may add shifts of their own', () => {
  for (const name of ['ana', 'ben']) {
    const covered = after(team, coverNurse('nina', 1, 5), name);
    expect(seatOf(covered, seatIds.nurse).coverage).toHaveLength(2);
  }
  const shifts = withSeat(team, seatIds.nurse, { coverage: [covers('ben', -5, 3)] });
  expect(reasonOf(shifts, coverNurse('ben', 8, 16), 'ben')).toBe('ok');
  expect(reasonOf(after(shifts, coverNurse('nina', 0, 3)), coverNurse('nina', 8, 16), 'nina')).toBe(
    'cover-yourself',
  );
});

test('[AL26] who learns in a seat arranges and changes nothing of it', () => {
  const seatId = seatIds.therapist;
  const [holder] = seatOf(team, seatId).coverage;
  const tried: readonly Command[] = [
    { type: 'end-cover', seatId, personId: personId('cat'), from: holder?.from ?? '' },
    { type: 'cover', seatId, coverage: covers('nina', 1, 5, 'cover') },
    { type: 'change-seat', seatId, change: { contact: 'ext. 9' }, baseRevision: 1 },
    { type: 'set-scope', seatId, scope: [{ sectionKey: 'mobility', right: 'read' }] },
  ];
  const reasons = (who: string) => tried.map((command) => reasonOf(team, command, who));
  expect(reasons('cat')).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(reasons('tina')).toEqual([
    'may-not-arrange-cover',
    'may-not-arrange-cover',
    'not-your-seat',
    'not-your-seat',
  ]);
  const abilities = (who: string) =>
    abilitiesOnSeat(team, seatOf(team, seatId), personId(who), noon);
  expect(abilities('cat')).toEqual(['change-seat', 'cover', 'hand-over', 'sign']);
  expect(abilities('tina')).toEqual(['hand-over']);
});

test('[AL26] who leads for a shift does not stay by their own offer, by name or by link', () => {
  const shift = withSeat(team, seatIds.lead, {
    coverage: [covers('ana', -50, undefined), covers('dora', -2, 5, 'cover')],
  });
  const byLink = after(shift, makeLink, 'dora');
  const taking: Command = { type: 'accept-link', seatId: seatIds.social, linkDigest };
  expect(reasonOf(byLink, taking, 'dora')).toBe('offered-yourself');
  expect(reasonOf(byLink, taking, 'sam')).toBe('ok');
  const byName = after(shift, { ...inviteSam, personId: personId('dora') } as Command, 'dora');
  const accepting: Command = { type: 'accept', seatId: seatIds.social };
  expect(reasonOf(byName, accepting, 'dora')).toBe('offered-yourself');
});

test('[AL27] cover that begins a moment ago begins now', () => {
  const covered = after(team, coverNurse('nina', -0.05, 5));
  expect(seatOf(covered, seatIds.nurse).coverage.at(-1)).toMatchObject({
    from: hours(0),
    to: hours(5),
  });
  const adjacent = after(after(team, coverNurse('nina', 1, 5)), coverNurse('nina', 5, 8));
  expect(seatOf(adjacent, seatIds.nurse).coverage).toHaveLength(3);
});

test('[AL28] nobody covers who is not known', () => {
  expect(reasonOf(team, coverNurse('stranger', 1, 2), 'ben')).toBe('cover-person-unknown');
});

test('[AL29] of too many stretches those that ended long ago go first', () => {
  const past = Array.from({ length: 399 }, (_, index) =>
    covers('nina', -9000 + index, -8999 + index),
  );
  const full = withSeat(team, seatIds.nurse, {
    coverage: [...past, covers('ben', -50, undefined)],
  });
  const covered = seatOf(after(full, coverNurse('omar', 1, 2)), seatIds.nurse).coverage;
  expect(covered.map(({ personId: id }) => id)).toEqual(['ben', 'omar']);
});

test('[AL30] a stretch that runs ends now, and one that has not begun never was', () => {
  const covered = after(team, coverNurse('nina', 1, 5));
  const ending: Command = {
    type: 'end-cover',
    seatId: seatIds.nurse,
    personId: personId('nina'),
    from: hours(1),
  };
  const rows = (fromNoon: number) =>
    seatOf(after(covered, ending, 'ben', fromNoon), seatIds.nurse).coverage;
  expect(rows(0)).toHaveLength(1);
  expect(rows(2).at(-1)).toMatchObject({ personId: 'nina', to: hours(2) });
  expect(reasonOf(covered, ending, 'ben', 5)).toBe('cover-not-there');
});

test('[AL30] who is sent off by somebody else may do nothing more there; who ends their own finishes the handover', () => {
  const covered = after(team, coverNurse('nina', 1, 5));
  const ending: Command = {
    type: 'end-cover',
    seatId: seatIds.nurse,
    personId: personId('nina'),
    from: hours(1),
  };
  const seatsOfNina = (by: string) => {
    const ended = after(covered, ending, by, 2);
    return seatsOf(ended, personId('nina'), Date.parse(hours(2.5))).map(({ id }) => id);
  };
  expect(seatsOfNina('ben')).toEqual([]);
  expect(seatsOfNina('nina')).toEqual([seatIds.nurse]);
});

test('[AL31] who sat there leaves a note, also while they finish; who comes next marks it as read', () => {
  const note: Command = { type: 'hand-over', seatId: seatIds.nurse, text: 'A quiet night.' };
  const shifts = withSeat(team, seatIds.nurse, {
    coverage: [covers('nina', -8, 0), covers('ben', 0, 8)],
  });
  const left = after(shifts, note, 'nina', 0.9);
  expect(seatOf(left, seatIds.nurse).coverage[0]?.handover).toEqual({
    text: 'A quiet night.',
    at: hours(0.9),
  });
  expect(reasonOf(shifts, note, 'nina', 1)).toBe('not-there');
  const seeing: Command = {
    type: 'see-handover',
    seatId: seatIds.nurse,
    personId: personId('nina'),
    from: hours(-8),
    at: hours(0.9),
  };
  const seen = after(left, seeing, 'ben', 2);
  expect(seatOf(seen, seatIds.nurse).coverage[0]?.handover?.seen).toEqual({
    at: hours(2),
    by: 'ben',
  });
  expect(reasonOf(left, seeing, 'cat', 2)).toBe('not-your-seat');
});

test('[AL32] professionals write the agreements; each change is one revision', () => {
  const { agreements } = team.charter;
  const next = after(
    team,
    { type: 'agree', agreements: { ...agreements, decisionRule: 'majority' }, baseRevision: 1 },
    'cat',
  );
  expect(next.charter).toMatchObject({ revision: 2, agreements: { decisionRule: 'majority' } });
});

test('[AL33] the charter is put forward by lead or steward, as the next version', () => {
  const put = after(team, { type: 'seal', hash: otherHash, baseRevision: 1 }, 'ben', 1);
  expect(put.charter.sealed).toEqual({
    number: 2,
    hash: otherHash,
    at: hours(1),
    by: { seatId: seatIds.nurse, personId: 'ben' },
  });
  expect(reasonOf(team, { type: 'seal', hash, baseRevision: 1 })).toBe('nothing-changed');
});

test('[AL34] a signature on a charter that was put forward anew a moment ago signs nothing', () => {
  const anew = after(team, { type: 'seal', hash: otherHash, baseRevision: 1 });
  const decision = decideBy(anew, signs(seatIds.nurse), 'ben');
  expect(decision).toMatchObject({ ok: false, refusal: { reason: 'charter-moved-on' } });
});

test('[AL35] a seat signs by who holds it or stands in; its last word counts', () => {
  const stood = after(team, coverNurse('nina', 0, 8));
  const signed = after(stood, signs(seatIds.nurse), 'nina', 1);
  const again = after(signed, signs(seatIds.nurse, { meaning: 'decline', note: 'No' }), 'ben', 2);
  expect(again.charter.signatures.map(({ personId: id, meaning }) => [id, meaning])).toEqual([
    ['nina', 'agree'],
    ['ben', 'decline'],
  ]);
});

test('[AL36] consent is recorded with who recorded it, or waived with a reason', () => {
  const asked = after(wardTeam(), consent, 'ana', 1);
  expect(asked.consent).toEqual({
    kind: 'recorded',
    how: 'spoken',
    note: 'She nodded.',
    at: hours(1),
    by: { seatId: seatIds.lead, personId: 'ana' },
  });
  const waived: Command = { type: 'consent', consent: { kind: 'waived', reason: 'Not awake' } };
  expect(after(team, waived).consent).toMatchObject({ kind: 'waived', reason: 'Not awake' });
});

test('[AL41] an emergency edit gives edit for exactly an hour, in that section and that seat', () => {
  const urgent = after(
    team,
    { type: 'emergency-edit', emergencyId: 'e1', sectionKey: 'mobility', reason: 'She fell.' },
    'ben',
  );
  const right = (fromNoon: number, name = 'ben') =>
    rightIn({
      alliance: urgent,
      personId: personId(name),
      sectionKey: 'mobility',
      now: noon + fromNoon * 3_600_000,
    });
  expect([right(0), right(0.999), right(1)]).toEqual(['edit', 'edit', 'suggest']);
  expect(right(0, 'ana')).toBe('suggest');
});

test('[AL42] an owner of the section looks at it; it stays on the list until it is over and was seen', () => {
  const urgent = after(
    team,
    { type: 'emergency-edit', emergencyId: 'e1', sectionKey: 'mobility', reason: 'She fell.' },
    'ben',
  );
  const seeing: Command = { type: 'see-emergency', emergencyId: 'e1' };
  expect(after(urgent, seeing, 'cat').emergencies).toMatchObject([
    { id: 'e1', seen: { by: { seatId: seatIds.therapist, personId: 'cat' } } },
  ]);
  expect(after(urgent, seeing, 'cat', 2).emergencies).toEqual([]);
});

test('[AL43] a restricted section exists for who edits it and for whom a scope names', () => {
  const named = withSeat(team, seatIds.lead, {
    scope: [{ sectionKey: 'mobility', right: 'suggest' }],
  });
  const restricted = after(named, { type: 'restrict', sectionKeys: ['mobility'] });
  const right = (name: string) =>
    rightIn({ alliance: restricted, personId: personId(name), sectionKey: 'mobility', now: noon });
  expect(['ana', 'ben', 'cat', 'pat'].map(right)).toEqual(['suggest', 'none', 'edit', 'none']);
});
