/** The tables of the sign-in library, by its own SQL. The caller holds the transaction. */
import { constants, DatabaseSync } from 'node:sqlite';

import { type SignInRows, type SignInStatement } from '../port/accounts.ts';
import { resultCodeOf, resultCodes } from './failure.ts';
import { query } from './query.ts';

/** Executes the library's statements. */
export class SignInRecords {
  readonly #database: DatabaseSync;
  readonly #counts: ReturnType<typeof prepareCounts>;
  #guard: DatabaseSync | undefined;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#counts = prepareCounts(database);
  }

  /** Executes one statement on these tables; one that reaches any other, or does anything else, is a mistake of the caller. */
  query({ sql, parameters }: SignInStatement): SignInRows {
    const before = this.#total();
    const rows = this.#all(sql, parameters);
    const isChanged = this.#total() > before;
    return { rows, changes: isChanged ? (this.#counts.last.get()?.count ?? 0) : 0 };
  }

  #all(sql: string, parameters: SignInStatement['parameters']): SignInRows['rows'] {
    try {
      this.#guard ??= guardOf(this.#database);
      this.#guard.prepare(sql);
      return this.#database.prepare(sql).all(...parameters);
    } catch (error) {
      const code = resultCodeOf(error) & 0xff;
      if (!mistakes.has(code)) throw error;
      // The statement's own words stay where they are.
      // oxlint-disable-next-line preserve-caught-error -- see above
      throw new Error(`A statement on the sign-in tables is wrong (SQLite code ${code}).`);
    }
  }

  #total(): number {
    return this.#counts.total.get()?.count ?? 0;
  }
}

/** What SQLite says of a statement that it does not understand; from the disk none of these comes. */
const mistakes: ReadonlySet<number> = new Set([
  resultCodes.error,
  resultCodes.range,
  resultCodes.notAuthorized,
]);

const allowed: ReadonlySet<number> = new Set([
  constants.SQLITE_SELECT,
  constants.SQLITE_READ,
  constants.SQLITE_INSERT,
  constants.SQLITE_UPDATE,
  constants.SQLITE_DELETE,
  constants.SQLITE_FUNCTION,
]);

/** An empty database with these tables alone: what it does not understand is not for them. */
function guardOf(database: DatabaseSync): DatabaseSync {
  const guard = new DatabaseSync(':memory:');
  const tables = query<{ readonly sql: string }>(
    database,
    `SELECT sql FROM sqlite_schema WHERE type = 'table' AND name GLOB 'sign_in_*'`,
  );
  for (const { sql } of tables.all()) guard.exec(sql);
  guard.setAuthorizer((action) =>
    allowed.has(action) ? constants.SQLITE_OK : constants.SQLITE_DENY,
  );
  return guard;
}

function prepareCounts(database: DatabaseSync) {
  return {
    total: query<{ readonly count: number }>(database, 'SELECT total_changes() AS count'),
    last: query<{ readonly count: number }>(database, 'SELECT changes() AS count'),
  };
}
