import { type DatabaseSync } from 'node:sqlite';

/** How many rows each table has, by name. */
export function tableCounts(database: DatabaseSync): Readonly<Record<string, number>> {
  const tables = database
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
    .all();
  return Object.fromEntries(
    tables.map(({ name }) => {
      const row = database.prepare(`SELECT count(*) AS value FROM "${String(name)}"`).get();
      return [String(name), Number(row?.['value'])];
    }),
  );
}

/** All rows together. */
export function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Whether every page of the database can be read and belongs where it is; `quick` leaves out the indices. */
export function isWhole(database: DatabaseSync, how: 'quick' | 'full'): boolean {
  const name = how === 'quick' ? 'quick_check' : 'integrity_check';
  return database.prepare(`PRAGMA ${name}(1)`).get()?.[name] === 'ok';
}
