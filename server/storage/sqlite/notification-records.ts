/** Who wants to be told by e-mail, in SQLite. The caller holds the transaction. */
import { type DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';

import { isDigestReader } from '../digest-reader.ts';
import { type Notifications, type StoredNotifications } from '../port.ts';
import { change, query } from './query.ts';

interface RecordRow {
  /** JSON. */
  readonly record: string;
}

/** Writes and reads everybody's wishes. */
export class NotificationRecords {
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(database: DatabaseSync) {
    this.#statements = prepareStatements(database);
  }

  of(personId: string): StoredNotifications | undefined {
    const row = this.#statements.row.get(personId);
    return row && decodeRecord(row);
  }

  /** Replaces a row; false when another one than the expected is there. The audit is the caller's. */
  put(
    row: StoredNotifications,
    expected: Parameters<Notifications['putNotifications']>[2],
  ): boolean {
    if (expected && !isDeepStrictEqual(this.of(row.personId), expected.row)) return false;
    this.#statements.put.run(row.personId, Number(isDigestReader(row)), JSON.stringify(row));
    return true;
  }

  digestReaders(): readonly StoredNotifications[] {
    return this.#statements.digestReaders.all().map(decodeRecord);
  }

  /** Forgets people who are gone. */
  forgetOrphans(): void {
    this.#statements.forgetOrphans.run();
  }
}

function decodeRecord({ record }: RecordRow): StoredNotifications {
  const row: StoredNotifications = JSON.parse(record);
  return row;
}

function prepareStatements(database: DatabaseSync) {
  return {
    row: query<RecordRow>(database, 'SELECT record FROM notifications WHERE personId = ?'),
    put: change(
      database,
      `
      INSERT INTO notifications VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET isDigestReader = excluded.isDigestReader, record = excluded.record`,
    ),
    digestReaders: query<RecordRow>(
      database,
      'SELECT record FROM notifications WHERE isDigestReader = 1 ORDER BY personId',
    ),
    forgetOrphans: change(
      database,
      'DELETE FROM notifications WHERE personId NOT IN (SELECT personId FROM people)',
    ),
  };
}
