import { allianceView } from '@alliance/server/alliance/alliance-view';
import { type CarePlan } from '@alliance/shared/careplan/care-plan';
import { expect, test } from 'vitest';

import { covers, hours, noon, personId } from '../support/alliances.ts';
import { planKeys, seatIds, wardTeam, withSeat } from './ward-team.ts';

const plan = {
  id: 'plan-1',
  patient: { preferredName: 'Pat' },
  sections: planKeys.map((key) => ({ key, heading: key })),
} as unknown as CarePlan;

test('[AL77] why a section was changed in an emergency is for who may read it, and not for a lead to whom it is closed', () => {
  const by = { seatId: seatIds.nurse, personId: personId('ben') };
  const emergency = { id: 'emergency-1', sectionKey: 'mood', by, reason: 'She wept.' } as const;
  const times = { from: hours(-1), to: hours(0) };
  const team = wardTeam({ emergencies: [{ ...emergency, ...times }] });
  const closed = withSeat(team, seatIds.lead, { scope: [{ sectionKey: 'mood', right: 'none' }] });
  const reasons = (alliance: typeof team): readonly string[] => {
    const record = { alliance, plan };
    const view = allianceView({ record, people: new Map(), readerId: personId('ana'), now: noon });
    return view.emergencies.map(({ reason }) => reason);
  };
  expect(reasons(team)).toEqual(['She wept.']);
  expect(reasons(closed)).toEqual([]);
});

test('[AL42] the page is told who looks at an emergency edit: an owner, lead or steward, and not who made it', () => {
  const times = { from: hours(-1), to: hours(0) };
  const made = (who: string, seatId: (typeof seatIds)['nurse']) =>
    wardTeam({
      emergencies: [
        {
          id: 'emergency-1',
          sectionKey: 'mobility',
          by: { seatId, personId: personId(who) },
          reason: 'She fell.',
          ...times,
        },
      ],
    });
  const canSee = (alliance: ReturnType<typeof made>) =>
    ['ana', 'ben', 'cat', 'tina', 'pat'].filter((who) => {
      const reading = { record: { alliance, plan }, people: new Map(), now: noon };
      return allianceView({ ...reading, readerId: personId(who) }).emergencies[0]?.canSee;
    });
  expect(canSee(made('ben', seatIds.nurse))).toEqual(['ana', 'cat']);
  expect(canSee(made('ana', seatIds.lead))).toEqual(['ben', 'cat']);
});

test('[AL31] what was left in a seat is read by who sits there or finishes a handover, and by nobody who only did', () => {
  const handover = { text: 'A quiet night.', at: hours(-3) };
  const alliance = withSeat(wardTeam(), seatIds.nurse, {
    coverage: [
      covers('cat', -30, -20, 'cover'),
      { ...covers('nina', -8, -0.5), handover },
      covers('ben', -0.5, undefined),
    ],
  });
  const readers = ['ana', 'ben', 'cat', 'nina'].filter((who) => {
    const reading = { record: { alliance, plan }, people: new Map(), now: noon };
    const { seats } = allianceView({ ...reading, readerId: personId(who) });
    return JSON.stringify(seats).includes(handover.text);
  });
  expect(readers).toEqual(['ben', 'nina']);
});
