import { rightIn } from '@alliance/shared/access/access-table';
import { type Alliance } from '@alliance/shared/alliance/alliance';
import { allianceGapKinds, allianceGaps } from '@alliance/shared/alliance/alliance-gaps';
import { changesByClock, nextChangeAt } from '@alliance/shared/alliance/changes-by-clock';
import { seatsOf } from '@alliance/shared/alliance/coverage';
import { invitationAt } from '@alliance/shared/alliance/invitation';
import { expect, test } from 'vitest';

import { covers, hours, noon, personId } from '../support/alliances.ts';
import {
  after,
  inviteSam,
  planKeys,
  seatIds,
  seatOf,
  signs,
  wardTeam,
  withSeat,
} from './ward-team.ts';

function gapsIn(alliance: Alliance, now = noon, owners: readonly string[] = ['Somebody']) {
  const sections = [{ key: 'mobility' as const, heading: 'Discharge transport', owners }];
  return allianceGaps({ alliance, sectionKeys: planKeys, sections, now });
}

function textsIn(alliance: Alliance, now = noon, owners?: readonly string[]): readonly string[] {
  return gapsIn(alliance, now, owners).map(({ text }) => text);
}

/** Signed by everybody: nothing is missing. */
const complete = [
  ['ana', seatIds.lead],
  ['ben', seatIds.nurse],
  ['cat', seatIds.therapist],
].reduce((team, [name, id]) => after(team, signs(id as typeof seatIds.lead), name), wardTeam());

test('[AL48] an alliance that lacks nothing says nothing, and a closed one lacks nothing', () => {
  expect(gapsIn(complete)).toEqual([]);
  expect(gapsIn({ ...wardTeam(), status: 'closed' })).toEqual([]);
});

test('[AL48] everything that is missing is said in plain words, most urgent first', () => {
  const { consent: _, ...rest } = complete;
  const lead = seatOf(complete, seatIds.lead);
  const nurse = seatOf(complete, seatIds.nurse);
  const therapist = seatOf(complete, seatIds.therapist);
  const social = seatOf(complete, seatIds.social);
  const patient = seatOf(complete, seatIds.patient);
  const responsibilities = ['Safe transfers'];
  const team: Alliance = {
    ...rest,
    noLongerRequired: [{ seatId: seatIds.none, title: 'Pharmacist' }],
    charter: {
      ...complete.charter,
      signatures: complete.charter.signatures.slice(0, 1),
      agreements: { ...complete.charter.agreements, reviewBy: '2026-02-01' },
    },
    seats: [
      { ...lead, coverage: [covers('ana', -9, -2)], role: { ...lead.role, responsibilities } },
      { ...nurse, coverage: [covers('ben', -9, 3)], role: { ...nurse.role, responsibilities } },
      therapist,
      { ...social, isRequired: true },
      {
        ...patient,
        scope: planKeys.map((sectionKey) => ({ sectionKey, right: 'none' as const })),
      },
    ],
  };
  expect(textsIn(team, noon, [])).toEqual([
    'Nobody leads now: who holds or covers a leading seat is missing.',
    'No social-worker has accepted yet.',
    'Nobody covers the seat of the physician now.',
    'The charter counts on the pharmacist, whose seat is not required any more: put the charter forward anew.',
    '3 of 4 have not signed version 1: registered-nurse, physical-therapist, social-worker.',
    'Nobody owns “Discharge transport”.',
    'The patient may not open any section.',
    'What the patient says to this is not recorded yet: until then nobody can open the plan.',
    'The charter was to be looked at again by 1 February 2026.',
    'Nobody covers the seat of the registered-nurse when this shift ends.',
    'The physician and the registered-nurse both answer for “Safe transfers”: agree who does what.',
  ]);
  expect(gapsIn(team, noon, []).map(({ kind }) => kind)).toEqual([...allianceGapKinds]);
});

test('[AL48] a seat that was declined, and one whose invitation has expired, are told apart', () => {
  const required = withSeat(complete, seatIds.social, { isRequired: true, scope: [] });
  const asked = after(required, inviteSam);
  const declining = { type: 'decline', seatId: seatIds.social, reason: 'No time' } as const;
  expect(textsIn(asked)[0]).toBe('No social-worker has accepted yet.');
  expect(textsIn(asked, noon + 7 * 24 * 3_600_000)[0]).toBe(
    'No social-worker has accepted yet: the invitation has expired, ask again.',
  );
  expect(textsIn(after(asked, declining, 'sam'))[0]).toBe('The social-worker has declined.');
});

test('[AL48] a shift that somebody follows, and the day of review itself, are no gaps', () => {
  const followed = withSeat(complete, seatIds.nurse, {
    coverage: [covers('ben', -5, 3), covers('nina', 3, 11), covers('ben', 11, 40)],
  });
  expect(gapsIn(followed)).toEqual([]);
  const { agreements } = complete.charter;
  const today = { ...complete.charter, agreements: { ...agreements, reviewBy: '2026-03-02' } };
  expect(gapsIn({ ...complete, charter: today })).toEqual([]);
});

test('[AL49] two seats that answer for the same are shown as a hint, whatever their capitals', () => {
  const role = (id: typeof seatIds.lead, line: string) => ({
    role: { ...seatOf(complete, id).role, responsibilities: [line] },
  });
  const one = withSeat(complete, seatIds.lead, role(seatIds.lead, 'Safe  transfers.'));
  const two = (line: string) => withSeat(one, seatIds.therapist, role(seatIds.therapist, line));
  expect(gapsIn(two('safe transfers'))).toMatchObject([
    { kind: 'overlap', seatIds: [seatIds.lead, seatIds.therapist] },
  ]);
  expect(gapsIn(two('Other transfers'))).toEqual([]);
});

test('[AL50] what changes by the clock is known beforehand, in order, each once', () => {
  const urgent = after(
    withSeat(after(complete, inviteSam), seatIds.nurse, { coverage: [covers('ben', -5, 3)] }),
    { type: 'emergency-edit', emergencyId: 'e1', sectionKey: 'mobility', reason: 'She fell.' },
    'ben',
  );
  const changes = changesByClock(urgent, noon, noon + 8 * 24 * 3_600_000);
  expect(changes.map(({ what, at }) => [what, new Date(at).toISOString()])).toEqual([
    ['emergency-ends', hours(1)],
    ['cover-ends', hours(2)],
    ['cover-ends', hours(3)],
    ['grace-ends', hours(3)],
    ['grace-ends', hours(4)],
    ['invitation-expires', hours(7 * 24)],
  ]);
  expect(nextChangeAt(urgent, noon + 4 * 3_600_000)).toBe(Date.parse(hours(7 * 24)));
  expect(nextChangeAt({ ...urgent, status: 'closed' }, noon)).toBeUndefined();
});

test('[AL50] between two changes by the clock nothing changes: who sits where, rights and invitations', () => {
  const urgent = after(
    withSeat(after(complete, inviteSam), seatIds.nurse, {
      coverage: [covers('ben', -5, 3), covers('nina', 2, 9)],
    }),
    { type: 'emergency-edit', emergencyId: 'e1', sectionKey: 'mobility', reason: 'She fell.' },
    'ben',
  );
  const at = (now: number) =>
    JSON.stringify(
      ['ana', 'ben', 'cat', 'tina', 'nina', 'sam'].map((name) => [
        seatsOf(urgent, personId(name), now).map(({ id }) => id),
        rightIn({ alliance: urgent, personId: personId(name), sectionKey: 'mobility', now }),
        urgent.seats.map(({ invitation }) => invitationAt(invitation, now)),
      ]),
    );
  let now = noon;
  for (let next = nextChangeAt(urgent, now); next !== undefined; next = nextChangeAt(urgent, now)) {
    expect(at(next - 1)).toBe(at(now));
    now = next;
  }
  expect(at(now + 1e12)).toBe(at(now));
  expect(now).toBe(Date.parse(hours(7 * 24)));
});
