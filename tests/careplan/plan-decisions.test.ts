import { rightIn } from '@alliance/shared/access/access-table';
import { type Section } from '@alliance/shared/careplan/care-plan';
import { abilitiesInSection, addableSections } from '@alliance/shared/careplan/plan-abilities';
import { isStale } from '@alliance/shared/careplan/section-care';
import { headingCharactersMax, noteCharactersMax } from '@alliance/shared/limits';
import { expect, test } from 'vitest';

import { seatIds, wardTeam, withSeat } from '../alliance/ward-team.ts';
import { hours, noon, personId } from '../support/alliances.ts';
import {
  adding,
  asked,
  authored,
  commandsOn,
  done,
  draft,
  named,
  plannedWard,
  refusalOf,
  retired,
  sectionOf,
} from './planned-ward.ts';

function standing(name: string, alliance = wardTeam()) {
  return { alliance, personId: personId(name), now: noon };
}

/** The order of the sections when medicines stand after another one. */
function keysAfter(after: 'mood' | 'medicines' | null) {
  return done('ana', { type: 'move-section', key: 'medicines', after }).sections.map(
    ({ key }) => key,
  );
}

function rename(heading: string): string {
  const inPlaceOf = sectionOf('mobility').heading;
  return refusalOf('ana', { type: 'rename-section', key: 'mobility', heading, inPlaceOf });
}

function setting(count: number): string {
  return refusalOf('ana', { type: 'stale-after', key: 'mobility', days: count });
}

/** An instant so many days before noon. */
function days(count: number): string {
  return hours(-24 * count);
}

test('[CP8] whoever edits a section by their seat adds it, with who and when; nobody else does', () => {
  const decision = asked('ana', adding('symptoms', { after: 'medicines', heading: 'Pain' }));
  expect(decision).toMatchObject({
    ok: true,
    section: {
      id: 'new-symptoms',
      documentId: 'new-text-symptoms',
      heading: 'Pain',
      staleAfterDays: 7,
      added: { by: { personId: 'ana', title: 'physician' }, at: hours(0) },
    },
    plan: { version: 5 },
  });
  const keys = decision.ok ? decision.plan.sections.map(({ key }) => key) : [];
  expect(keys).toEqual([
    'what-matters',
    'medicines',
    'symptoms',
    'nursing-safety',
    'mobility',
    'mood',
  ]);
  for (const name of ['cat', 'pat', 'nobody'])
    expect(refusalOf(name, adding('symptoms'))).toBe('CP8 may-not-add');
});

test('[CP8] who may add which sections is what they are shown, whatever others draft', () => {
  const added = (name: string, ...changed: readonly Section[]) =>
    addableSections(standing(name), plannedWard(...changed));
  expect(added('cat')).toEqual(['self-management']);
  expect(added('ana')).toContain('symptoms');
  for (const key of added('ana')) expect(refusalOf('ana', adding(key))).toBe('done');
  expect(added('pat')).toEqual([]);
  // Tina learns in the therapist's seat, and edits there too.
  const before = addableSections(standing('tina'), {
    sections: plannedWard().sections.filter(({ key }) => key !== 'mobility'),
  });
  expect(added('tina', draft)).toEqual(before);
  expect(added('cat', draft)).toEqual(['self-management']);
});

test('[CP9] a section is at most once in a plan, retired and private ones counted, with ids of its own', () => {
  expect(refusalOf('cat', adding('mobility'))).toBe('CP9 section-there');
  expect(refusalOf('cat', adding('mobility'), { plan: plannedWard(retired) })).toBe(
    'CP9 section-there',
  );
  expect(refusalOf('tina', adding('mobility'), { plan: plannedWard(draft) })).toBe(
    'CP9 section-there',
  );
  const { id: sectionId, documentId } = sectionOf('mood');
  expect(refusalOf('ana', adding('symptoms', { sectionId }))).toBe('CP9 id-taken');
  expect(refusalOf('ana', adding('symptoms', { documentId }))).toBe('CP9 id-taken');
});

test('[CP10] whatever is asked of a section that somebody may not see is answered as of none', () => {
  for (const command of commandsOn('mobility')) {
    const plan = plannedWard(draft);
    for (const name of ['ana', 'ben', 'tina', 'pat', 'nobody'])
      expect(asked(name, command, { plan })).toEqual(
        asked(name, command, {
          plan: { ...plan, sections: plan.sections.filter(({ key }) => key !== 'mobility') },
        }),
      );
  }
  const after = 'mobility' as const;
  const moving = { type: 'move-section', key: 'mood', after } as const;
  expect(refusalOf('ana', moving, { plan: plannedWard(draft) })).toBe('CP10 section-not-there');
  expect(refusalOf('ana', adding('symptoms', { after }), { plan: plannedWard(draft) })).toBe(
    'CP10 section-not-there',
  );
});

test('[CP10] a decision that looks at the key alone would be found', () => {
  const [command] = commandsOn('mobility');
  if (command === undefined) throw new Error('There is no command.');
  // The planted fault: the section is not private.
  expect(refusalOf('ana', command, { plan: plannedWard(draft) })).not.toBe(
    refusalOf('ana', command, { plan: plannedWard() }),
  );
});

test('[CP11] leads and stewards name and move sections, the author of a private one theirs; nobody else does', () => {
  const [renaming, moving] = commandsOn('mobility');
  const staleAfter = commandsOn('mobility').at(-1);
  for (const command of [renaming, moving, staleAfter]) {
    if (command === undefined) throw new Error('There is no command.');
    for (const name of ['ana', 'ben']) expect(refusalOf(name, command)).toBe('done');
    for (const name of ['cat', 'tina', 'pat'])
      expect(refusalOf(name, command)).toBe('CP11 may-not-arrange');
    expect(refusalOf('cat', command, { plan: plannedWard(draft) })).toBe('done');
  }
});

test.each(['CP12', 'CP14'])(
  '[%s] an emergency edit opens the text, and gives nobody the section',
  (rule) => {
    const emergency = {
      id: 'emergency' as never,
      sectionKey: 'mobility' as const,
      by: { seatId: seatIds.nurse, personId: personId('ben') },
      reason: 'It cannot wait',
      from: hours(-0.5),
      to: hours(0.5),
    };
    const urgent = wardTeam({ emergencies: [emergency] });
    const alliance = withSeat(urgent, seatIds.nurse, { isSteward: false });
    const right = {
      alliance,
      personId: personId('ben'),
      sectionKey: 'mobility',
      now: noon,
    } as const;
    expect(rightIn(right)).toBe('edit');
    const command =
      rule === 'CP12'
        ? ({ type: 'retire-section', key: 'mobility', reason: 'Done' } as const)
        : ({ type: 'review-section', key: 'mobility', head: 0 } as const);
    expect(refusalOf('ben', command, { alliance })).toMatch(new RegExp(`^${rule} may-not-`));
    expect(refusalOf('cat', command, { alliance })).toBe('done');
  },
);

test('[CP11] of two who rename a section at once the first one holds, and the other is told', () => {
  const seen = sectionOf('mobility').heading;
  const renaming = { type: 'rename-section', key: 'mobility', inPlaceOf: seen } as const;
  const plan = done('ana', { ...renaming, heading: 'Walking' });
  const late = { ...renaming, heading: 'Moving' };
  expect(refusalOf('ben', late, { plan })).toBe('CP11 heading-moved-on');
  expect(refusalOf('ben', { ...late, inPlaceOf: 'Walking' }, { plan })).toBe('done');
});

test('[CP11] a section stands after another or first, the others in their order; never after itself', () => {
  const others = ['what-matters', 'nursing-safety', 'mobility', 'mood'];
  expect(keysAfter(null)).toEqual(['medicines', ...others]);
  expect(keysAfter('mood')).toEqual([...others, 'medicines']);
  expect(refusalOf('ana', { type: 'move-section', key: 'medicines', after: 'medicines' })).toBe(
    'CP11 after-itself',
  );
});

test('[CP11] a heading is written and not longer than it may be', () => {
  expect(rename(' ')).toBe('CP11 heading-missing');
  expect(rename('x'.repeat(headingCharactersMax + 1))).toBe('CP11 heading-too-long');
  expect(rename('x'.repeat(headingCharactersMax))).toBe('done');
  expect(refusalOf('ana', adding('symptoms', { heading: '' }))).toBe('CP11 heading-missing');
});

test('[CP12] who edits a section, a lead or a steward takes it out of the plan with a reason, and back as it was', () => {
  const retire = { type: 'retire-section', key: 'mobility', reason: 'Walks alone' } as const;
  const restore = { type: 'restore-section', key: 'mobility' } as const;
  for (const name of ['ana', 'ben', 'cat']) {
    const plan = done(name, retire);
    const out = plan.sections.find(({ key }) => key === 'mobility');
    expect(out?.retired).toMatchObject({ by: { personId: name }, at: hours(0) });
    for (const other of ['ana', 'ben', 'cat'])
      expect(done(other, restore, { plan }).sections).toEqual(plannedWard().sections);
    expect(refusalOf('pat', restore, { plan })).toBe('CP12 may-not-retire');
    expect(refusalOf('cat', retire, { plan })).toBe('CP12 is-retired');
  }
  expect(refusalOf('pat', retire)).toBe('CP12 may-not-retire');
  expect(refusalOf('cat', restore)).toBe('CP12 not-retired');
  expect(refusalOf('cat', { ...retire, reason: ' ' })).toBe('CP12 reason-missing');
  const reason = 'x'.repeat(noteCharactersMax + 1);
  expect(refusalOf('cat', { ...retire, reason })).toBe('CP12 reason-too-long');
});

test('[CP12] a section that is out of the plan is neither named nor reviewed, and can be moved', () => {
  const plan = plannedWard(retired);
  const said = commandsOn('mobility').map((command) => refusalOf('ana', command, { plan }));
  expect(said).toEqual([
    'CP12 is-retired',
    'done',
    'CP12 is-retired',
    'done',
    'CP16 not-private',
    'CP14 may-not-review',
    'CP12 is-retired',
  ]);
});

test('[CP13] a section is stale when nobody has cared for it longer than it may wait, and from 1 to 365 days are allowed', () => {
  const section = sectionOf('mobility');
  const stale = (more: Partial<typeof section>, editedAt?: string, since?: string) =>
    isStale({ ...section, ...more }, { editedAt, since, now: noon });
  expect(stale({}, days(7))).toBe(false);
  expect(stale({}, days(7.1))).toBe(true);
  expect(stale({ staleAfterDays: 8 }, days(7.1))).toBe(false);
  const reviewed = { ...authored('cat', 'seat'), at: days(1), head: 3 };
  expect(stale({ reviewed }, days(30))).toBe(false);
  expect(stale({ reviewed: { ...reviewed, at: days(40) } }, days(1))).toBe(false);
  expect(stale({ added: { ...authored('cat', 'seat'), at: days(1) } }, undefined, days(90))).toBe(
    false,
  );
  expect(stale({}, undefined, days(8))).toBe(true);
  expect(stale({})).toBe(false);
  expect(stale(draft, days(90))).toBe(false);
  expect(stale(retired, days(90))).toBe(false);
  expect([0, 1, 365, 366].map(setting)).toEqual([
    'CP13 days-out-of-range',
    'done',
    'done',
    'CP13 days-out-of-range',
  ]);
});

test('[CP14] who edits a section says that it is as it should be, as far as they read; not when it has moved on', () => {
  const review = { type: 'review-section', key: 'mobility', head: 7 } as const;
  const plan = done('cat', review, { head: 7 });
  expect(plan.sections.find(({ key }) => key === 'mobility')?.reviewed).toMatchObject({
    by: { personId: 'cat', name: named('cat').name },
    at: hours(0),
    head: 7,
  });
  for (const head of [6, 8]) expect(refusalOf('cat', review, { head })).toBe('CP14 text-moved-on');
  for (const name of ['ana', 'pat'])
    expect(refusalOf(name, review, { head: 7 })).toBe('CP14 may-not-review');
});

test('[CP16] the author alone shares a private section, and there is no way back', () => {
  const share = { type: 'share-section', key: 'mobility' } as const;
  const shared = done('cat', share, { plan: plannedWard(draft) });
  expect(shared.sections).toEqual(plannedWard().sections);
  expect(refusalOf('cat', share, { plan: shared })).toBe('CP16 not-private');
  expect(refusalOf('tina', share, { plan: plannedWard(draft) })).toBe('CP10 section-not-there');
});

test('[CP17] in a suspended alliance nothing of the plan changes, and nobody is offered it', () => {
  const alliance = wardTeam({ status: 'suspended' });
  for (const name of ['ana', 'cat'])
    for (const command of [...commandsOn('mobility'), adding('symptoms')])
      expect(refusalOf(name, command, { alliance })).toBe('CP17 alliance-rests');
  expect(addableSections(standing('ana', alliance), plannedWard())).toEqual([]);
});

test('[CP17] what somebody is offered is what they may do', () => {
  const commandOf = {
    rename: 'rename-section',
    move: 'move-section',
    retire: 'retire-section',
    restore: 'restore-section',
    share: 'share-section',
    review: 'review-section',
    'set-stale': 'stale-after',
  } as const;
  const teams = [wardTeam(), wardTeam({ status: 'suspended' }), wardTeam({ status: 'closed' })];
  let offered = 0;
  for (const alliance of teams)
    for (const section of [sectionOf('mobility'), draft, retired])
      for (const name of ['ana', 'ben', 'cat', 'tina', 'pat', 'nobody']) {
        const can = abilitiesInSection(standing(name, alliance), section);
        offered += can.length;
        const plan = plannedWard(section);
        const may = commandsOn('mobility')
          .filter((command) => asked(name, command, { plan, alliance }).ok)
          .map(({ type }) => type);
        expect(can.map((ability) => commandOf[ability]).toSorted()).toEqual(may.toSorted());
      }
  expect(offered).toBeGreaterThan(20);
});
