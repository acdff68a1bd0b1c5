import { type Alliance } from '@alliance/shared/alliance/alliance';
import {
  type AllianceRefusalReason,
  allianceRefusals,
} from '@alliance/shared/alliance/alliance-refusals';
import { type Agreements } from '@alliance/shared/alliance/charter';
import { expect, test } from 'vitest';

import { covers, hours, personId } from '../support/alliances.ts';
import {
  type Command,
  after,
  coverNurse,
  decideBy,
  inviteSam,
  linkDigest,
  makeLink,
  newSeat,
  otherHash,
  reasonOf,
  seatIds,
  seatOf,
  signs,
  wardTeam,
  withSeat,
} from './ward-team.ts';

const team = wardTeam();
const draft = wardTeam({ status: 'draft' });
const asked = after(team, inviteSam);
const linked = after(team, makeLink);
const { agreements } = team.charter;
const agreeing = (change: Partial<Agreements>): Command => ({
  type: 'agree',
  agreements: { ...agreements, ...change },
  baseRevision: 1,
});
const describing = (change: { readonly name?: string; readonly purpose?: string }): Command => ({
  type: 'describe',
  ...change,
  baseVersion: team.version,
});
const accept: Command = { type: 'accept', seatId: seatIds.social };
const emergency: Command = {
  type: 'emergency-edit',
  emergencyId: 'e1',
  sectionKey: 'mobility',
  reason: 'She fell.',
};
const urgent = after(team, emergency, 'ben');
const role = seatOf(team, seatIds.nurse).role;
/** Each reason once: who asks what of which alliance, and when, in hours from noon. */
const cases: readonly (readonly [
  AllianceRefusalReason,
  Alliance,
  Command,
  name?: string,
  fromNoon?: number,
])[] = [
  ['not-there', team, { type: 'propose' }, 'nobody'],
  ['not-there', asked, { type: 'leave', seatId: seatIds.social }, 'sam'],
  ['not-there', team, accept, 'nobody'],
  ['nothing-written', team, describing({ name: ' ' })],
  ['too-long', team, describing({ purpose: 'x'.repeat(501) })],
  ['changed-meanwhile', team, { type: 'describe', name: 'New', baseVersion: 0 }],
  [
    'seat-changed',
    team,
    { type: 'change-seat', seatId: seatIds.nurse, change: { contact: 'x' }, baseRevision: 0 },
  ],
  ['charter-changed', team, { type: 'agree', agreements, baseRevision: 7 }],
  ['charter-changed', team, { type: 'seal', hash: otherHash, baseRevision: 7 }],
  ['nothing-changed', team, agreeing({})],
  ['may-not-manage', team, inviteSam, 'ben'],
  [
    'may-not-manage',
    team,
    { type: 'change-seat', seatId: seatIds.nurse, change: { isLead: true }, baseRevision: 1 },
    'ben',
  ],
  [
    'may-not-manage',
    team,
    {
      type: 'change-seat',
      seatId: seatIds.nurse,
      change: { role: { ...role, disciplineKey: 'physician' } },
      baseRevision: 1,
    },
    'ben',
  ],
  ['not-your-seat', team, signs(seatIds.nurse), 'ana'],
  ['not-your-seat', team, { type: 'leave', seatId: seatIds.nurse }, 'cat'],
  ['may-not-arrange-cover', team, coverNurse('nina', 1, 2), 'cat'],
  ['may-not-write-charter', team, agreeing({ meetingNorms: 'x' }), 'pat'],
  ['may-not-seal', team, { type: 'seal', hash: otherHash, baseRevision: 1 }, 'cat'],
  ['last-lead', team, { type: 'leave', seatId: seatIds.lead }],
  ['last-lead', team, { type: 'remove-seat', seatId: seatIds.lead }],
  [
    'last-lead',
    team,
    { type: 'change-seat', seatId: seatIds.lead, change: { isLead: false }, baseRevision: 1 },
  ],
  [
    'last-lead',
    team,
    { type: 'end-cover', seatId: seatIds.lead, personId: personId('ana'), from: hours(-50) },
    'ben',
  ],
  [
    'patient-cannot-lead',
    team,
    { type: 'change-seat', seatId: seatIds.patient, change: { isLead: true }, baseRevision: 1 },
  ],
  [
    'patient-cannot-lead',
    team,
    {
      type: 'add-seat',
      seat: newSeat('seat-new', { role: { ...role, disciplineKey: 'caregiver' }, isSteward: true }),
    },
  ],
  [
    'own-right-wider',
    team,
    { type: 'set-scope', seatId: seatIds.lead, scope: [{ sectionKey: 'mobility', right: 'edit' }] },
  ],
  [
    'own-right-wider',
    withSeat(team, seatIds.lead, { scope: [{ sectionKey: 'mobility', right: 'read' }] }),
    { type: 'set-scope', seatId: seatIds.lead, scope: [] },
  ],
  [
    'own-right-wider',
    team,
    {
      type: 'change-seat',
      seatId: seatIds.lead,
      change: {
        role: { ...seatOf(team, seatIds.lead).role, disciplineKey: 'physical-therapist' },
      },
      baseRevision: 1,
    },
  ],
  [
    'own-right-wider',
    withSeat(wardTeam({ restricted: ['mobility'] }), seatIds.nurse, { isLead: true }),
    { type: 'restrict', sectionKeys: [] },
    'ben',
  ],
  [
    'right-above-yours',
    team,
    {
      type: 'set-scope',
      seatId: seatIds.nurse,
      scope: [{ sectionKey: 'mobility', right: 'edit' }],
    },
  ],
  [
    'section-twice',
    team,
    {
      type: 'set-scope',
      seatId: seatIds.nurse,
      scope: [
        { sectionKey: 'mobility', right: 'read' },
        { sectionKey: 'mobility', right: 'none' },
      ],
    },
  ],
  ['section-not-there', team, { type: 'restrict', sectionKeys: ['nutrition'] }],
  [
    'section-not-there',
    withSeat(team, seatIds.nurse, { scope: [{ sectionKey: 'mobility', right: 'none' }] }),
    emergency,
    'ben',
  ],
  ['seat-there', team, { type: 'add-seat', seat: newSeat(seatIds.nurse) }],
  ['seat-not-there', team, { type: 'withdraw', seatId: seatIds.none }],
  [
    'seats-full',
    {
      ...team,
      seats: [
        ...team.seats,
        ...Array.from({ length: 35 }, (_, index) => ({
          ...seatOf(team, seatIds.social),
          id: `seat-${index}` as typeof seatIds.none,
        })),
      ],
    },
    { type: 'add-seat', seat: newSeat('seat-new') },
  ],
  ['person-unknown', team, { ...inviteSam, personId: personId('stranger') } as Command],
  ['days-out-of-range', team, { ...inviteSam, days: 31 } as Command],
  ['days-out-of-range', team, { ...makeLink, days: 0.5 } as Command],
  ['invitation-expired', asked, accept, 'sam', 7 * 24],
  [
    'invitation-withdrawn',
    after(asked, { type: 'withdraw', seatId: seatIds.social }),
    accept,
    'sam',
  ],
  ['nothing-to-withdraw', team, { type: 'withdraw', seatId: seatIds.social }],
  ['seat-taken', team, { ...inviteSam, seatId: seatIds.nurse } as Command],
  ['answered-already', after(asked, accept, 'sam'), accept, 'sam'],
  [
    'answered-already',
    after(asked, { type: 'decline', seatId: seatIds.social, reason: 'No time' }, 'sam'),
    accept,
    'sam',
  ],
  ['invitation-not-yours', asked, accept, 'cat'],
  [
    'invitation-not-yours',
    linked,
    { type: 'accept-link', seatId: seatIds.social, linkDigest: otherHash },
    'sam',
  ],
  ['decline-needs-words', asked, { type: 'decline', seatId: seatIds.social, reason: ' ' }, 'sam'],
  ['sits-already', team, { ...inviteSam, personId: personId('ben') } as Command],
  ['sits-already', linked, { type: 'accept-link', seatId: seatIds.social, linkDigest }, 'ana'],
  [
    'seat-not-accepted',
    team,
    { type: 'cover', seatId: seatIds.social, coverage: covers('sam', 0, 5) },
  ],
  ['cover-yourself', team, coverNurse('ana', 1, 2)],
  [
    'offered-yourself',
    after(
      withSeat(team, seatIds.lead, {
        coverage: [covers('ana', -50, undefined), covers('dora', -2, 5, 'cover')],
      }),
      makeLink,
      'dora',
    ),
    { type: 'accept-link', seatId: seatIds.social, linkDigest },
    'dora',
  ],
  ['cover-in-the-past', team, coverNurse('nina', -1, 2)],
  ['cover-ends-first', team, coverNurse('nina', 3, 2)],
  ['cover-too-long', team, coverNurse('nina', 1, 32 * 24)],
  ['cover-too-long', team, coverNurse('nina', 1, undefined)],
  ['cover-overlaps', after(team, coverNurse('nina', 1, 5)), coverNurse('nina', 4, 8)],
  ['cover-person-unknown', team, coverNurse('stranger', 1, 2)],
  [
    'coverage-full',
    withSeat(team, seatIds.nurse, {
      coverage: [
        covers('ben', -50, undefined),
        ...Array.from({ length: 399 }, (_, index) => covers('nina', index + 1, index + 2)),
      ],
    }),
    coverNurse('omar', 1, 2),
  ],
  [
    'cover-not-there',
    team,
    { type: 'end-cover', seatId: seatIds.nurse, personId: personId('nina'), from: hours(1) },
  ],
  [
    'handover-not-there',
    team,
    {
      type: 'see-handover',
      seatId: seatIds.nurse,
      personId: personId('ana'),
      from: hours(0),
      at: hours(0),
    },
    'ben',
  ],
  [
    'agreement-twice',
    team,
    agreeing({
      working: [
        { id: 'x', text: 'a' },
        { id: 'x', text: 'b' },
      ],
    }),
  ],
  [
    'agreements-full',
    team,
    agreeing({
      working: Array.from({ length: 41 }, (_, index) => ({ id: `${index}`, text: 'a' })),
    }),
  ],
  ['agreement-wrong-seat', team, agreeing({ tieBreakSeatId: seatIds.patient })],
  ['agreement-wrong-seat', team, agreeing({ escalationPath: [seatIds.none] })],
  [
    'agreement-wrong-seat',
    team,
    agreeing({ partnership: { attends: 'always', representativeSeatId: seatIds.nurse } }),
  ],
  ['review-in-the-past', team, agreeing({ reviewBy: '2026-03-01' })],
  ['review-in-the-past', team, agreeing({ reviewBy: 'soon' })],
  ['charter-moved-on', team, signs(seatIds.lead, { hash: otherHash })],
  ['charter-moved-on', team, signs(seatIds.lead, { number: 2 })],
  [
    'charter-moved-on',
    after(team, { type: 'seal', hash: otherHash, baseRevision: 1 }),
    signs(seatIds.lead),
  ],
  ['trainee-cannot-sign', team, signs(seatIds.therapist), 'tina'],
  ['signed-already', after(team, signs(seatIds.lead)), signs(seatIds.lead)],
  ['signature-needs-note', team, signs(seatIds.lead, { meaning: 'agree-with-reservation' })],
  ['signature-needs-note', team, signs(seatIds.lead, { meaning: 'decline', note: ' ' })],
  [
    'signatures-full',
    Array.from({ length: 20 }).reduce<Alliance>(
      (each, _, index) =>
        after(each, signs(seatIds.lead, { meaning: 'decline', note: `Because ${index}` })),
      team,
    ),
    signs(seatIds.lead),
  ],
  ['waiver-needs-reason', team, { type: 'consent', consent: { kind: 'waived', reason: ' ' } }],
  ['purpose-missing', { ...draft, purpose: ' ' }, { type: 'propose' }],
  ['purpose-missing', team, describing({ purpose: '' })],
  [
    'two-professionals-needed',
    { ...draft, seats: [seatOf(draft, seatIds.lead), seatOf(draft, seatIds.patient)] },
    { type: 'propose' },
  ],
  [
    'charter-not-sealed',
    wardTeam({
      status: 'draft',
      charter: {
        documentId: team.charter.documentId,
        agreements,
        revision: 1,
        signatures: [],
      },
    }),
    { type: 'propose' },
  ],
  ['not-draft', team, { type: 'propose' }],
  ['not-active', draft, { type: 'suspend' }],
  ['not-suspended', team, { type: 'resume' }],
  ['closed', after(team, { type: 'close' }), { type: 'resume' }],
  ['may-not-edit-in-emergency', team, emergency, 'pat'],
  ['may-not-edit-in-emergency', wardTeam({ status: 'suspended' }), emergency, 'ben'],
  ['emergency-not-needed', team, emergency, 'cat'],
  [
    'emergency-needs-reason',
    team,
    { type: 'emergency-edit', emergencyId: 'e1', sectionKey: 'mobility', reason: '' },
    'ben',
  ],
  ['emergency-there', urgent, emergency, 'ana'],
  [
    'emergencies-full',
    {
      ...urgent,
      emergencies: Array.from({ length: 100 }, (_, index) => ({
        id: `${index}`,
        sectionKey: 'mobility' as const,
        by: { seatId: seatIds.lead, personId: personId('ana') },
        reason: 'x',
        from: hours(-9),
        to: hours(-8),
      })),
    },
    emergency,
    'ben',
  ],
  ['emergency-not-there', team, { type: 'see-emergency', emergencyId: 'e1' }],
  [
    'emergency-not-yours-to-see',
    withSeat(urgent, seatIds.social, {
      invitation: { state: 'accepted' },
      coverage: [covers('sam', -5, undefined)],
    }),
    { type: 'see-emergency', emergencyId: 'e1' },
    'sam',
  ],
  ['own-emergency', urgent, { type: 'see-emergency', emergencyId: 'e1' }, 'ben'],
  ['restricts-yourself', team, { type: 'restrict', sectionKeys: ['mobility'] }],
];

test.each(cases.map(([reason, ...asking]) => ({ reason, asking })))(
  '[AL10] bad input has its answer: $reason',
  ({ reason, asking: [before, command, name, fromNoon] }) => {
    const kept = structuredClone(before);
    expect(reasonOf(before, command, name, fromNoon)).toBe(reason);
    expect(before).toEqual(kept);
  },
);

test('[AL10] every reason that can be given has a case, with the rule that refuses', () => {
  const given = new Set(cases.map(([reason]) => reason));
  expect(Object.keys(allianceRefusals).filter((reason) => !given.has(reason as never))).toEqual([]);
});

test('[AL20] whoever comes second to a seat is told who sits there', () => {
  const taken = after(linked, { type: 'accept-link', seatId: seatIds.social, linkDigest }, 'sam');
  const second = decideBy(
    taken,
    { type: 'accept-link', seatId: seatIds.social, linkDigest },
    'zoe',
  );
  expect(second).toEqual({
    ok: false,
    refusal: { rule: 'AL20', reason: 'seat-taken', personId: 'sam' },
  });
});
