import { DatabaseSync } from 'node:sqlite';

import { type SignInRows, type SignInStatement } from '../port/accounts.ts';
import { SignInRecords } from '../sqlite/sign-in-records.ts';
import { signInTables } from '../sqlite/sign-in-tables.ts';

/** The tables of the sign-in library, in a database that is never written to a disk. Made when they are asked for. */
export class MemorySignIn {
  #open: { readonly database: DatabaseSync; readonly records: SignInRecords } | undefined;

  /** Executes statements, all or none. */
  execute(statements: readonly SignInStatement[]): readonly SignInRows[] {
    if (statements.length === 0) return [];
    const { database, records } = this.#tables();
    database.exec('BEGIN');
    try {
      const answers = statements.map((statement) => records.query(statement));
      database.exec('COMMIT');
      return answers;
    } finally {
      if (database.isTransaction) database.exec('ROLLBACK');
    }
  }

  close(): void {
    this.#open?.database.close();
    this.#open = undefined;
  }

  #tables(): { readonly database: DatabaseSync; readonly records: SignInRecords } {
    if (this.#open !== undefined) return this.#open;
    const database = new DatabaseSync(':memory:');
    database.exec(signInTables);
    this.#open = { database, records: new SignInRecords(database) };
    return this.#open;
  }
}
