import { seesItem } from '@alliance/shared/access/item-relations';
import { itemStandingAt } from '@alliance/shared/access/item-standing';
import { isLeftBehind } from '@alliance/shared/access/left-draft';
import { rosterAt } from '@alliance/shared/access/roster';
import { seesThread } from '@alliance/shared/access/thread-access';
import { type Alliance, type Seat } from '@alliance/shared/alliance/alliance';
import { type CarePlan } from '@alliance/shared/careplan/care-plan';
import { type PlanItem } from '@alliance/shared/careplan/item/item';
import { leftDraftMs } from '@alliance/shared/limits';
import { expect, test } from 'vitest';

import { seatIds, wardTeam, withSeat } from '../alliance/ward-team.ts';
import { covers, hours, noon, personId } from '../support/alliances.ts';
import { adding, asked, done, draft, plannedWard, refusalOf, sectionOf } from './planned-ward.ts';

const waits = leftDraftMs / 3_600_000;

/** The ward after Cat, who drafts the mobility section, has left; Dora is therapist now. */
function withoutCat(sinceHours: number, other: Partial<Seat> = {}): Alliance {
  const coverage = [covers('cat', -900, -sinceHours), covers('dora', -50, undefined)];
  return withSeat(wardTeam(), seatIds.therapist, { coverage, ...other });
}

function refused(alliance: Alliance): string {
  return refusalOf('dora', adding('mobility'), { plan: plannedWard(draft), alliance });
}

/** The plan in which Dora's section stands in the place of Cat's draft. */
function replaced(): CarePlan {
  const plan = plannedWard(draft);
  return done('dora', adding('mobility'), { plan, alliance: withoutCat(waits) });
}

/** Whether somebody of the ward sees what was made in the mobility section at an hour: an item, and a thread. */
function sees(name: string, madeAt: string, plan = replaced()): readonly boolean[] {
  const alliance = withoutCat(waits);
  const standing = itemStandingAt({ alliance, plan, personId: personId(name), now: noon });
  const author = { personId: personId('cat') };
  const item = { sectionKey: 'mobility', madeAt, author } as unknown as PlanItem;
  const thread = {
    subject: { on: 'section', sectionKey: 'mobility' },
    audience: 'shared',
    comments: [{ at: madeAt }],
  } as const;
  const roster = rosterAt({ alliance, sections: plan.sections, now: noon });
  return [seesItem(standing, item), seesThread(roster, thread, personId(name))];
}

test('[CP20] a draft that its author has left behind for 14 days gives way to whoever adds the section, and is kept', () => {
  const plan = plannedWard(draft);
  const alliance = withoutCat(waits);
  const decision = asked('dora', adding('mobility'), { plan, alliance });
  expect(decision).toMatchObject({
    ok: true,
    section: { id: 'new-mobility', added: { at: hours(0) }, anewSince: hours(0) },
    plan: { setAside: [draft] },
  });
  const { sections } = replaced();
  expect(sections.map(({ key }) => key).toSorted()).toEqual(
    plan.sections.map(({ key }) => key).toSorted(),
  );
  expect(sections.filter(({ key }) => key === 'mobility')).not.toContain(draft);
  // Its ids are never given again, and who may not add the section does not now.
  const again = { plan: replaced(), alliance };
  const ids = { sectionId: draft.id, documentId: draft.documentId };
  expect(refusalOf('ana', adding('symptoms', ids), again)).toBe('CP9 id-taken');
  expect(refusalOf('pat', adding('mobility'), { plan, alliance })).toBe('CP8 may-not-add');
});

test('[CP20] whoever is only between two shifts, or sits elsewhere where they read it, keeps their draft', () => {
  expect(refused(withoutCat(waits - 1))).toBe('CP9 section-there');
  const coverage = [covers('cat', 30, 38)];
  expect(refused(withSeat(withoutCat(waits), seatIds.nurse, { coverage, isSteward: false }))).toBe(
    'CP9 section-there',
  );
  // Without a right there, there is nobody who could share it.
  const scope = [{ sectionKey: 'mobility', right: 'none' }] as const;
  const shut = withSeat(wardTeam(), seatIds.therapist, { scope });
  expect(isLeftBehind(draft, shut, noon)).toBe(true);
  expect(isLeftBehind(draft, wardTeam(), noon)).toBe(false);
  expect(isLeftBehind(sectionOf('mobility'), withoutCat(waits), noon)).toBe(false);
});

test('[CP20] what was made in the draft comes to nobody with the section that stands in its place', () => {
  for (const name of ['ana', 'ben', 'dora', 'cat'])
    expect(sees(name, hours(-1))).toEqual([false, false]);
  for (const name of ['ana', 'ben', 'dora']) expect(sees(name, hours(0.1))).toEqual([true, true]);
});

test('[CP20] a section that forgot in whose place it stands would show it', () => {
  const { sections, ...plan } = replaced();
  const forgetful = sections.map(({ anewSince: _forgotten, ...section }) => section);
  expect(sees('ana', hours(-1), { ...plan, sections: forgetful })).toEqual([true, true]);
});
