/** In which order the rows of the overview stand, and which of them. Pure. */
import { type OverviewRow } from '@alliance/shared/alliance/alliance-view';

/** The columns, in the order in which they stand. */
export const overviewColumns = [
  'patient',
  'status',
  'unsigned',
  'unfilled',
  'ownerless',
  'stale',
  'changed',
  'review',
] as const;

/** One of {@link overviewColumns}. */
export type OverviewColumn = (typeof overviewColumns)[number];

/** By which column, and in which direction. */
export interface OverviewOrder {
  readonly column: OverviewColumn;
  readonly direction: 'ascending' | 'descending';
}

/** The columns whose cells are lists of what lacks. */
export const lackColumns = ['unsigned', 'unfilled', 'ownerless', 'stale'] as const;

/** What lacks in a row, by column. */
export function lacksOf(
  row: OverviewRow,
): Readonly<Record<(typeof lackColumns)[number], readonly string[]>> {
  return {
    unsigned: row.unsignedSeats,
    unfilled: row.unfilledSeats,
    ownerless: row.sectionsWithoutOwner,
    stale: row.staleSections,
  };
}

/** The next order when a column's head is pressed: its first one is where most lacks, the oldest or the first letter stands first. */
export function nextOrder(present: OverviewOrder, column: OverviewColumn): OverviewOrder {
  const first = isLack(column) ? 'descending' : 'ascending';
  if (present.column !== column) return { column, direction: first };
  return { column, direction: present.direction === 'ascending' ? 'descending' : 'ascending' };
}

/** The rows in an order; rows that are alike in it by patient and plan. */
export function inOrder(
  rows: readonly OverviewRow[],
  { column, direction }: OverviewOrder,
): readonly OverviewRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted(
    (one, other) => sign * compare(one, other, column) || compare(one, other, 'patient'),
  );
}

/** The rows in which every word that is looked for stands somewhere. */
export function matching(rows: readonly OverviewRow[], looked: string): readonly OverviewRow[] {
  const words = looked.toLowerCase().split(/\s+/);
  return rows.filter((row) => {
    const text = [row.patientName, row.planTitle, row.status, ...Object.values(lacksOf(row)).flat()]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function compare(one: OverviewRow, other: OverviewRow, column: OverviewColumn): number {
  if (isLack(column)) return lacksOf(one)[column].length - lacksOf(other)[column].length;
  return inWords(one, column).localeCompare(inWords(other, column));
}

function inWords(row: OverviewRow, column: Exclude<OverviewColumn, Lack>): string {
  if (column === 'status') return row.status;
  if (column === 'changed') return row.changedAt ?? '';
  return column === 'review' ? row.reviewBy : `${row.patientName} ${row.planTitle}`;
}

type Lack = (typeof lackColumns)[number];

function isLack(column: OverviewColumn): column is Lack {
  return lackColumns.some((each) => each === column);
}
