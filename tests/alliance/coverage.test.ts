import {
  coveredBy,
  coveredNext,
  handoverGraceMs,
  seatsOf,
} from '@alliance/shared/alliance/coverage';
import { disciplines, isDisciplineKey, isPatientSide } from '@alliance/shared/alliance/discipline';
import { expect, test } from 'vitest';

import { alliance, covers, noon, personId, seat } from '../support/alliances.ts';

const nursing = seat('rehab-nurse', [
  covers('night', 7, 15),
  covers('student', -2, 4, 'trainee'),
  covers('float', -1, 2, 'cover'),
  covers('day', -5, 7),
]);

test('[AL1] the people of a seat now are listed primary first, then cover, then trainee', () => {
  expect(coveredBy(nursing, noon).map((row) => row.personId)).toEqual(['day', 'float', 'student']);
});

test('[AL1] a stretch includes its first instant and excludes its last', () => {
  const change = Date.parse('2026-03-02T19:00:00Z');
  expect(coveredBy(nursing, change).map((row) => row.personId)).toEqual(['night']);
  expect(coveredBy(nursing, change - 1).map((row) => row.personId)).toEqual(['day']);
});

test('[AL2] the next person of a seat is the one whose stretch starts soonest', () => {
  expect(coveredNext(nursing, noon)?.personId).toBe('night');
  expect(coveredNext(nursing, Date.parse('2026-03-03T00:00:00Z'))).toBeUndefined();
});

test('[AL3] the holder of an ended shift may act for exactly the grace of a handover', () => {
  const ended = Date.parse('2026-03-02T19:00:00Z');
  const team = alliance([nursing]);
  expect(seatsOf(team, personId('day'), ended + handoverGraceMs - 1)).toHaveLength(1);
  expect(seatsOf(team, personId('day'), ended + handoverGraceMs)).toHaveLength(0);
});

test('[AL4] a seat that was not accepted lets nobody act', () => {
  const requested = seat('pharmacist', [covers('pat', -1, undefined)], {
    invitation: { state: 'requested' },
  });
  expect(seatsOf(alliance([requested]), personId('pat'), noon)).toEqual([]);
});

test('[AL5] every discipline has a short code, and keys from outside are checked', () => {
  for (const discipline of Object.values(disciplines))
    expect(discipline.code).toMatch(/^[A-Z]{2,3}$/);
  expect(isDisciplineKey('rehab-nurse')).toBe(true);
  expect(isDisciplineKey('toString')).toBe(false);
  expect(isPatientSide('caregiver')).toBe(true);
  expect(isPatientSide('pharmacist')).toBe(false);
});
