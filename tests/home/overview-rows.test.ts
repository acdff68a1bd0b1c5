import { toCsv } from '@alliance/client/careplan/overview/csv';
import {
  type OverviewColumn,
  inOrder,
  matching,
  nextOrder,
  overviewColumns,
} from '@alliance/client/careplan/overview/overview-order';
import { type OverviewRow } from '@alliance/shared/alliance/alliance-view';
import { expect, test } from 'vitest';

function row(patientName: string, other: Partial<OverviewRow> = {}): OverviewRow {
  return {
    planId: `plan-${patientName}`,
    allianceId: `alliance-${patientName}`,
    planTitle: 'Stroke plan',
    patientName,
    status: 'active',
    unsignedSeats: [],
    unfilledSeats: [],
    sectionsWithoutOwner: [],
    staleSections: [],
    reviewBy: '2026-06-01',
    ...other,
  };
}

const rows = [
  row('Cleo', { unsignedSeats: ['Nurse'], status: 'proposed', changedAt: '2026-03-02T10:00:00Z' }),
  row('Ada', { unsignedSeats: ['Nurse', 'Physician'], reviewBy: '2026-04-01' }),
  row('Ben', { unfilledSeats: ['Pharmacist'], changedAt: '2026-03-01T10:00:00Z' }),
];

function names(column: OverviewColumn, direction: 'ascending' | 'descending'): string {
  return inOrder(rows, { column, direction })
    .map(({ patientName }) => patientName[0])
    .join('');
}

test('[HO4] the rows stand by any column in both directions, and alike ones by patient', () => {
  expect(names('patient', 'ascending')).toBe('ABC');
  expect(names('patient', 'descending')).toBe('CBA');
  expect(names('unsigned', 'descending')).toBe('ACB');
  expect(names('unfilled', 'descending')).toBe('BAC');
  expect(names('stale', 'descending')).toBe('ABC');
  expect(names('changed', 'ascending')).toBe('ABC');
  expect(names('review', 'ascending')).toBe('ABC');
  expect(names('status', 'descending')).toBe('CAB');
});

test('[HO4] the first press on what lacks shows where most lacks, and the next turns the order', () => {
  const start = { column: 'patient', direction: 'ascending' } as const;
  const most = nextOrder(start, 'unsigned');
  expect(most).toEqual({ column: 'unsigned', direction: 'descending' });
  expect(nextOrder(most, 'unsigned').direction).toBe('ascending');
  expect(nextOrder(most, 'review')).toEqual({ column: 'review', direction: 'ascending' });
  for (const column of overviewColumns)
    expect(inOrder(rows, nextOrder(start, column))).toHaveLength(3);
});

/** The first letters of whom the words find. */
function found(looked: string): string {
  return matching(rows, looked)
    .map(({ patientName }) => patientName[0])
    .join('');
}

test('[HO5] all the words that are looked for have to stand in a row, wherever', () => {
  expect(found('')).toBe('CAB');
  expect(found('  ')).toBe('CAB');
  expect(found('nurse')).toBe('CA');
  expect(found('NURSE ada')).toBe('A');
  expect(found('pharmacist stroke')).toBe('B');
  expect(found('nobody')).toBe('');
});

test('[HO6] the file is a table for every spreadsheet: quoted, with CR LF, and readable by Excel', () => {
  const text = toCsv([
    ['Patient', 'Plan'],
    ['Peña, "Lu"', 'Stroke\nplan'],
  ]);
  expect(text).toBe('\uFEFF"Patient","Plan"\r\n"Peña, ""Lu""","Stroke\nplan"\r\n');
});

test('[HO6] nothing in it is a formula', () => {
  const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\r=1', '\n=1', '  =1', '＝1+1'];
  for (const formula of formulas) expect(toCsv([[formula]])).toBe(`\uFEFF"'${formula}"\r\n`);
  for (const plain of ['a=b', '2026-06-01', '', 'Nurse - night'])
    expect(toCsv([[plain]])).toBe(`\uFEFF"${plain}"\r\n`);
});
