import { type DatabaseSync } from 'node:sqlite';

import { type WriteKey } from '../port.ts';
import { change, query } from './query.ts';

/** The keys of writes in SQLite: one person's key does one thing once, whatever it writes. The caller holds the transaction. */
export class WriteKeys {
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(database: DatabaseSync) {
    this.#statements = prepareStatements(database);
  }

  /** The digest that was kept with a key. */
  digestOf(key: WriteKey | undefined): string | undefined {
    return key && this.#statements.key.get(key.personId, key.key)?.digest;
  }

  put(key: WriteKey | undefined, at: string): void {
    if (key !== undefined) this.#statements.put.run(key.personId, key.key, key.digest, at);
  }

  /** Forgets the keys that came before; gives how many. */
  purge(before: string): number {
    return Number(this.#statements.purge.run(before).changes);
  }
}

function prepareStatements(database: DatabaseSync) {
  return {
    key: query<Pick<WriteKey, 'digest'>>(
      database,
      'SELECT digest FROM write_keys WHERE personId = ? AND writeKey = ?',
    ),
    put: change(database, 'INSERT INTO write_keys VALUES (?, ?, ?, ?)'),
    purge: change(database, 'DELETE FROM write_keys WHERE writtenAt < ?'),
  };
}
