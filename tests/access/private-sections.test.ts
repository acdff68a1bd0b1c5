import { rightIn } from '@alliance/shared/access/access-table';
import {
  existsFor,
  rightInSection,
  sharedSections,
} from '@alliance/shared/access/right-in-section';
import { rosterAt } from '@alliance/shared/access/roster';
import {
  everybodyWhoSees,
  mayComment,
  seatSeesThread,
  seesThread,
} from '@alliance/shared/access/thread-access';
import { type Alliance } from '@alliance/shared/alliance/alliance';
import { type Section } from '@alliance/shared/careplan/care-plan';
import { expect, test } from 'vitest';

import { mayRead } from '../../server/merge-checks/merge-check-reader.ts';
import { wardTeam } from '../alliance/ward-team.ts';
import { draft, plannedWard, retired, sectionOf } from '../careplan/planned-ward.ts';
import { hours, noon, personId } from '../support/alliances.ts';

const everybody = ['ana', 'ben', 'cat', 'tina', 'pat', 'nobody'];

function right(name: string, section = draft, alliance: Alliance = wardTeam()) {
  return rightInSection({ alliance, section, personId: personId(name), now: noon });
}

function byTable(name: string, alliance: Alliance = wardTeam()) {
  return rightIn({ alliance, personId: personId(name), sectionKey: 'mobility', now: noon });
}

test('[AC23] a private section exists for its author alone, with their usual right there', () => {
  expect(everybody.map((name) => right(name))).toEqual([
    'none',
    'none',
    'edit',
    'none',
    'none',
    'none',
  ]);
  expect(right('cat')).toBe(byTable('cat'));
  expect(everybody.map((name) => existsFor(draft, personId(name)))).toEqual([
    false,
    false,
    true,
    false,
    false,
    false,
  ]);
});

test('[AC23] not even an emergency edit, and no state of the alliance, opens a private section of somebody else', () => {
  const by = { seatId: wardTeam().seats[0]?.id as never, personId: personId('ana') };
  const emergency = {
    id: 'emergency' as never,
    sectionKey: 'mobility' as const,
    by,
    reason: 'It cannot wait',
    from: hours(-0.5),
    to: hours(0.5),
  };
  const urgent = wardTeam({ emergencies: [emergency] });
  expect(byTable('ana', urgent)).toBe('edit');
  expect(right('ana', draft, urgent)).toBe('none');
  const suspended = wardTeam({ status: 'suspended' });
  expect(everybody.map((name) => right(name, draft, suspended))).toEqual([
    'none',
    'none',
    'read',
    'none',
    'none',
    'none',
  ]);
});

test('[AC23] a shared section has the rights of the table, for everybody', () => {
  for (const name of everybody) expect(right(name, sectionOf('mobility'))).toBe(byTable(name));
  expect(sharedSections(plannedWard(draft).sections).map(({ key }) => key)).not.toContain(
    'mobility',
  );
});

test('[AC24] in a section that is out of the plan everybody who could read it reads, and nobody has more', () => {
  const rights = everybody.map((name) => right(name, retired));
  expect(rights).toEqual(everybody.map((name) => (byTable(name) === 'none' ? 'none' : 'read')));
  expect(rights).toContain('read');
  expect(rights).toContain('none');
});

const onMobility = {
  subject: { on: 'section', sectionKey: 'mobility' },
  audience: 'team',
} as const;
const onPlan = { subject: { on: 'plan' }, audience: 'team' } as const;

function rosterWith(...changed: readonly Section[]) {
  return rosterAt({ alliance: wardTeam(), sections: plannedWard(...changed).sections, now: noon });
}

test('[AC23] what is said about a private section is seen by its author alone, and calls nobody', () => {
  const roster = rosterWith(draft);
  expect([...everybodyWhoSees(roster, onMobility)]).toEqual(['cat']);
  expect(everybody.filter((name) => mayComment(roster, onMobility, personId(name)))).toEqual([
    'cat',
  ]);
  const { seats } = roster.alliance;
  expect(seats.filter((seat) => seatSeesThread(roster, onMobility, seat))).toEqual([]);
  expect([...everybodyWhoSees(rosterWith(), onMobility)].length).toBeGreaterThan(2);
});

test('[AC23] a place in a private section where two writers met is its author’s to look at', () => {
  const [isForAuthor, isForMany] = [plannedWard(draft), plannedWard()].map((plan) =>
    mayRead({ alliance: wardTeam(), plan }, draft.documentId, noon),
  );
  expect(everybody.filter((name) => isForAuthor?.(personId(name)))).toEqual(['cat']);
  expect(everybody.filter((name) => isForMany?.(personId(name))).length).toBeGreaterThan(2);
});

test('[AC23] who sees what is said about the whole plan does not depend on what somebody drafts', () => {
  const withoutDraft = rosterAt({
    alliance: wardTeam(),
    sections: plannedWard().sections.filter(({ key }) => key !== 'mobility'),
    now: noon,
  });
  for (const name of everybody)
    expect(seesThread(rosterWith(draft), onPlan, personId(name))).toBe(
      seesThread(withoutDraft, onPlan, personId(name)),
    );
});

test('[CP18] what is said about a section that is out of the plan is seen and finished by whom it was', () => {
  for (const place of [onMobility, onPlan])
    for (const name of everybody) {
      const of = [rosterWith(retired), rosterWith()] as const;
      const [sees, saw] = of.map((roster) => seesThread(roster, place, personId(name)));
      expect(sees).toBe(saw);
      const [may, might] = of.map((roster) => mayComment(roster, place, personId(name)));
      expect(may).toBe(might);
    }
});
