/** The tables of the sign-in library, by its own SQL. The caller holds the transaction. */
import { type DatabaseSync } from 'node:sqlite';

import { type SignInRows, type SignInStatement } from '../port/accounts.ts';
import { resultCodeOf, resultCodes } from './failure.ts';
import { query } from './query.ts';

/** Executes the library's statements. */
export class SignInRecords {
  readonly #database: DatabaseSync;
  readonly #totalChanges: ReturnType<typeof prepareTotal>;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#totalChanges = prepareTotal(database);
  }

  /** Executes one statement. */
  query({ sql, parameters }: SignInStatement): SignInRows {
    const before = this.#total();
    const rows = this.#all(sql, parameters);
    return { rows, changes: this.#total() - before };
  }

  /** A statement that SQLite does not understand is a mistake of the caller, not of the disk. */
  #all(sql: string, parameters: SignInStatement['parameters']): SignInRows['rows'] {
    try {
      return this.#database.prepare(sql).all(...parameters);
    } catch (error) {
      const code = resultCodeOf(error) & 0xff;
      if (code !== resultCodes.error && code !== resultCodes.range) throw error;
      throw new Error('A statement for the sign-in tables is wrong.', { cause: error });
    }
  }

  #total(): number {
    return this.#totalChanges.get()?.total ?? 0;
  }
}

function prepareTotal(database: DatabaseSync) {
  return query<{ readonly total: number }>(database, 'SELECT total_changes() AS total');
}
