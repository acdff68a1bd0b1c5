import { rightOfSeat } from '@alliance/shared/access/access-table';
import { type SeatId, toAllianceId } from '@alliance/shared/alliance/alliance';
import { type FoundAlliance } from '@alliance/shared/alliance/alliance-command';
import { foundAlliance } from '@alliance/shared/alliance/found-alliance';
import { type Template, type TemplateSeat, templateKeys } from '@alliance/shared/alliance/template';
import { starterKeys, starters } from '@alliance/shared/alliance/templates/starters';
import { startingPoint } from '@alliance/shared/alliance/templates/template-parts';
import { templates } from '@alliance/shared/alliance/templates/templates';
import { nowRowsOf } from '@alliance/shared/careplan/now';
import { toDocumentId } from '@alliance/shared/careplan/section';
import { expect, test } from 'vitest';

import { beginningOf } from '../../server/alliance/beginning.ts';
import { hours, personId } from '../support/alliances.ts';

const founder = { id: personId('ana'), name: 'Ana' };

function asking(
  { purpose, seats }: { readonly purpose: string; readonly seats: readonly TemplateSeat[] },
  other: Partial<FoundAlliance> = {},
): FoundAlliance {
  return {
    allianceId: toAllianceId('alliance-1'),
    name: 'A team',
    purpose,
    patient: {
      name: 'Pat Ient',
      preferredName: 'Pat',
      bornOn: '1950-01-01',
      identifier: '1',
      needsInterpreter: false,
      allergies: [],
    },
    seats: seats.map(({ role, isRequired, isSteward, scope }, index) => ({
      seatId: `seat-${index}` as SeatId,
      role,
      isRequired,
      isLead: index === 0,
      isSteward,
      contact: '',
      scope,
    })),
    ...other,
  };
}

type Keys = readonly Template['sections'][0]['key'][];

function decided(asked: FoundAlliance, sectionKeys: Keys) {
  const charterDocumentId = toDocumentId('charter-1');
  const context = { at: hours(0), sectionKeys, knows: () => false, charterDocumentId };
  return foundAlliance(asked, founder, context);
}

function founded(asked: FoundAlliance, sectionKeys: Keys) {
  const decision = decided(asked, sectionKeys);
  if (!decision.ok) throw new Error(`It was refused: ${decision.refusal.reason}.`);
  return decision.alliance;
}

test.each(templateKeys)(
  '[AL46] the template %s founds an alliance as it is, and every section has an owner',
  (key) => {
    const template = templates[key];
    const keys = template.sections.map((section) => section.key);
    const alliance = founded(asking(template, { template: key }), keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(alliance.seats.filter(({ isSteward }) => isSteward)).toHaveLength(1);
    const owned = keys.map((sectionKey) => [
      sectionKey,
      alliance.seats.some((seat) => rightOfSeat(alliance, seat, sectionKey) === 'edit'),
    ]);
    expect(owned).toEqual(keys.map((sectionKey) => [sectionKey, true]));
    for (const { role } of alliance.seats)
      expect([role.title, role.responsibilities, role.offers, role.needs]).toEqual([
        role.title,
        expect.arrayContaining([expect.any(String)]),
        expect.arrayContaining([expect.any(String)]),
        expect.arrayContaining([expect.any(String)]),
      ]);
  },
);

test.each(templateKeys)(
  '[AL46] the words of %s are labelled, and every number is the team’s to set',
  (key) => {
    const { sections } = templates[key];
    for (const { key: sectionKey, blocks } of sections) {
      expect([sectionKey, blocks.includes(startingPoint)]).toEqual([
        sectionKey,
        sectionKey !== 'what-matters',
      ]);
      expect(blocks.length).toBeGreaterThan(sectionKey === 'what-matters' ? 0 : 1);
      const words = blocks.map(({ text }) => text).join('\n');
      expect(words.match(/[{}]/g)?.join('') ?? '').toMatch(/^(?:\{\})*$/);
      // Outside braces only days, readings out of a known number, and scales have digits.
      const bare = words
        .replaceAll(/\{[^}]*\}/g, '')
        .replaceAll(/ of (?:7|10)\b|30 days|3 home readings/g, '');
      expect([sectionKey, bare.match(/\d+/g)]).toEqual([sectionKey, null]);
    }
    const calls = sections.find((section) => section.key === 'contingency')?.blocks ?? [];
    const { calls: rows } = nowRowsOf('contingency', {
      blocks: calls.map(({ kind, text }) => ({
        name: 'block',
        attributes: { kind },
        inline: [{ text, marks: {} }],
      })),
    });
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.every(({ act, call }) => act !== undefined && call !== undefined)).toBe(true);
  },
);

test('[AL46] a plan begins with the words of its template, with the sections that were asked for', () => {
  const template = templates['hip-fracture'];
  const all = beginningOf(asking(template, { template: 'hip-fracture' }));
  expect(all.sections).toEqual(template.sections);
  expect(all.charter).toEqual(template.charter);
  const some = beginningOf(
    asking(template, { template: 'hip-fracture', sectionKeys: ['mobility', 'spirit'] }),
  );
  expect(some.sections.map(({ key, blocks }) => [key, blocks.length > 0])).toEqual([
    ['mobility', true],
    ['spirit', false],
  ]);
});

test('[AL46] the charter of a template says how soon each answers, and when it is looked at again', () => {
  const template = templates['diabetes-kidney'];
  const keys = template.sections.map(({ key }) => key);
  const { charter } = founded(asking(template, { template: 'diabetes-kidney' }), keys);
  expect(charter.agreements.responses.routine).toBe('within two working days');
  expect(charter.agreements.reviewBy).toBe('2026-05-31');
  expect(founded(asking(template), keys).charter.agreements.responses.routine).toBe('within a day');
});

test.each(starterKeys)(
  '[AL47] the starter %s founds an alliance of two, whoever of them begins',
  (key) => {
    const starter = starters[key];
    for (const seats of [starter.seats, starter.seats.toReversed()]) {
      const alliance = founded(asking({ ...starter, seats }), ['mobility', 'self-care']);
      expect(alliance.seats.map(({ isLead, isRequired }) => [isLead, isRequired])).toEqual([
        [true, true],
        [false, true],
      ]);
      expect(new Set(alliance.seats.map(({ role }) => role.disciplineKey)).size).toBe(2);
    }
  },
);

test('[AL51] a founder names who records what the patient says only where neither patient nor family has a seat', () => {
  const { purpose, seats } = starters['physician-nurse'];
  const giving = (sectionKey: 'what-matters' | 'mobility', index: number): TemplateSeat[] => {
    const [lead, other] = seats;
    const scope = [{ sectionKey, right: 'edit' as const }];
    return index === 0 ? [{ ...lead, scope }, other] : [lead, { ...other, scope }];
  };
  for (const index of [0, 1]) {
    const pair = giving('what-matters', index);
    const alliance = founded(asking({ purpose, seats: pair }), ['what-matters', 'snapshot']);
    expect(alliance.seats.map((seat) => rightOfSeat(alliance, seat, 'what-matters'))).toEqual(
      [0, 1].map((at) => (at === index ? 'edit' : 'comment')),
    );
  }
  const patient = templates['stroke-rehabilitation'].seats.filter(
    ({ role }) => role.disciplineKey === 'patient',
  );
  expect(patient).toHaveLength(1);
  for (const index of [0, 1]) {
    const withPatient = [...giving('what-matters', index), ...patient];
    expect(decided(asking({ purpose, seats: withPatient }), ['what-matters'])).toMatchObject({
      ok: false,
      refusal: { reason: index === 0 ? 'own-right-wider' : 'right-above-yours' },
    });
  }
  const other = giving('mobility', 1);
  expect(decided(asking({ purpose, seats: other }), ['mobility'])).toMatchObject({
    refusal: { reason: 'right-above-yours' },
  });
});
