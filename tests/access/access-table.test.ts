import { actions, decide, defaultRight, rightIn } from '@alliance/shared/access/access-table';
import { type SectionRight, sectionRights } from '@alliance/shared/access/section-right';
import {
  type DisciplineKey,
  disciplines,
  isDisciplineKey,
  isPatientSide,
} from '@alliance/shared/alliance/discipline';
import { sectionHeadings, sectionKeys } from '@alliance/shared/careplan/section';
import { describe, expect, test } from 'vitest';

import { accessPage, disciplinePage } from '../support/access-page.ts';
import { alliance, covers, noon, personId, seat } from '../support/alliances.ts';
import { type PersonaKey } from '../support/people.ts';

const rightOf = (team: ReturnType<typeof alliance>, name: string, now = noon) =>
  rightIn({ alliance: team, personId: personId(name), sectionKey: 'mobility', now });

describe('who may do what where', () => {
  test('[AC1] the strongest of the seats in which a person may act counts', () => {
    const team = alliance([
      seat('rehab-nurse', [covers('kim', -1, 1)]),
      seat('physical-therapist', [covers('kim', -1, 1)]),
    ]);
    expect(rightOf(team, 'kim')).toBe('edit');
    expect(rightOf(team, 'stranger')).toBe('none');
  });

  test('[AC1] a right ends with the coverage of the seat, and with the alliance', () => {
    const seats = [seat('physical-therapist', [covers('kim', -1, 1)])];
    expect(rightOf(alliance(seats), 'kim', noon + 3 * 3_600_000)).toBe('none');
    expect(rightOf(alliance(seats, { status: 'closed' }), 'kim')).toBe('none');
  });

  test('[AC2] each right allows exactly its actions, and a refusal names its rule', () => {
    const allowed = Object.fromEntries(
      sectionRights.map((right) => [
        right,
        actions.filter((action) => decide(right, action).allowed),
      ]),
    );
    const reading = ['section.read', 'presence.share'];
    expect(sorted(allowed)).toEqual(
      sorted({
        edit: [...reading, 'section.comment', 'section.suggest', 'section.edit'],
        suggest: [...reading, 'section.comment', 'section.suggest', 'section.emergency-edit'],
        comment: [...reading, 'section.comment'],
        read: reading,
        none: [],
      }),
    );
    expect(decide('read', 'section.edit')).toEqual({ allowed: false, rule: 'AC5' });
  });

  test.each([
    ['AC4', 'section.read', ['edit', 'suggest', 'comment', 'read']],
    ['AC5', 'section.edit', ['edit']],
    ['AC6', 'section.suggest', ['edit', 'suggest']],
    ['AC7', 'section.comment', ['edit', 'suggest', 'comment']],
    ['AC8', 'section.emergency-edit', ['suggest']],
  ] as const)('[%s] %s is allowed by exactly %j', (rule, action, allowing) => {
    for (const right of sectionRights) {
      const expected = (allowing as readonly SectionRight[]).includes(right)
        ? { allowed: true }
        : { allowed: false, rule };
      expect(decide(right, action)).toEqual(expected);
    }
  });

  test('[AC9] a rule of the charter replaces the default in its section only', () => {
    const seats = [
      seat('physical-therapist', [covers('kim', -1, 1)], {
        scope: [{ sectionKey: 'self-care', right: 'edit' }],
      }),
    ];
    const team = alliance(seats);
    const at = (sectionKey: (typeof sectionKeys)[number]) =>
      rightIn({ alliance: team, personId: personId('kim'), sectionKey, now: noon });
    expect([at('self-care'), at('mobility'), at('going-home')]).toEqual([
      'edit',
      'edit',
      'suggest',
    ]);
  });
});

const disciplineOf: Readonly<Record<PersonaKey, DisciplineKey>> = {
  priya: 'rehab-physician',
  tom: 'rehab-nurse',
  hannah: 'physical-therapist',
  marcus: 'occupational-therapist',
  sofia: 'speech-language',
  janelle: 'social-worker',
  elena: 'patient',
  lucia: 'caregiver',
};

test('[AC3] the default rights are those of the table on the page of rules', () => {
  const table = accessPage();
  expect(table).toHaveLength(10 * 8);
  for (const { sectionKey, persona, access } of table) {
    const right = defaultRight(disciplineOf[persona], sectionKey);
    expect({ sectionKey, persona, right }).toEqual({
      sectionKey,
      persona,
      right: access ?? 'none',
    });
  }
});

test('[AC13] the default rights of the disciplines are those of the second table on the page', () => {
  const table = disciplinePage();
  expect(table).toHaveLength(sectionKeys.length * 15);
  expect([...new Set(table.map(({ sectionKey }) => sectionKey))]).toEqual([...sectionKeys]);
  for (const { sectionKey, disciplineKey, access } of table) {
    const right = isDisciplineKey(disciplineKey) && defaultRight(disciplineKey, sectionKey);
    expect({ sectionKey, disciplineKey, right }).toEqual({
      sectionKey,
      disciplineKey,
      right: access ?? 'none',
    });
  }
});

test('[AC13] disciplines of one kind differ only where one of them owns the section, or helps beside the treatment', () => {
  for (const one of everyDiscipline)
    for (const other of everyDiscipline) {
      const { kind } = disciplines[one];
      if (kind !== disciplines[other].kind || kind === 'support' || kind === 'patient') continue;
      const differing = sectionKeys
        .map((key) => [defaultRight(one, key), defaultRight(other, key)])
        .filter((rights) => new Set(rights).size > 1);
      expect([one, other, differing.filter((rights) => !rights.includes('edit'))]).toEqual([
        one,
        other,
        [],
      ]);
    }
});

test('[AC14] every section has a heading and an owner, and every professional may read it', () => {
  const professionals = everyDiscipline.filter((key) => !isPatientSide(key));
  for (const key of sectionKeys) {
    expect(sectionHeadings[key]).toMatch(/^\p{Lu}.+/u);
    const owners = everyDiscipline.filter((each) => defaultRight(each, key) === 'edit');
    expect([key, owners.some(isPatientSide)]).toEqual([key, key === 'what-matters']);
    expect([key, owners.length > 0]).toEqual([key, true]);
    for (const each of professionals) expect(defaultRight(each, key)).not.toBe('none');
  }
  expect(new Set(Object.values(sectionHeadings)).size).toBe(sectionKeys.length);
});

const everyDiscipline = Object.keys(disciplines).filter(isDisciplineKey);

function sorted(lists: Readonly<Record<string, readonly string[]>>) {
  return Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, list.toSorted()]));
}
