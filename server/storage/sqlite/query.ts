import { type DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/** A prepared question whose rows have a known shape. */
export interface Query<Row> {
  get(...parameters: readonly SQLInputValue[]): Row | undefined;
  all(...parameters: readonly SQLInputValue[]): readonly Row[];
  iterate(...parameters: readonly SQLInputValue[]): Iterable<Row>;
}

/**
 * Prepares a question. The tables are STRICT and only this program writes them, so the shape that its SQL names is
 * the shape that comes; what must not be believed (the log) is verified by its hashes after this.
 */
export function query<Row>(database: DatabaseSync, sql: string): Query<Row> {
  const statement: unknown = database.prepare(sql);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the decoder of every row, see above
  return statement as Query<Row>;
}

/** Prepares a change. */
export function change(database: DatabaseSync, sql: string): StatementSync {
  return database.prepare(sql);
}
