/** Who is signed in, in SQLite. The caller holds the transaction; the audit is the caller's. */
import { type DatabaseSync } from 'node:sqlite';

import { type Session } from '../port.ts';
import { type Accounts } from '../port/accounts.ts';
import { change, query } from './query.ts';

type SessionRow = Omit<Session, 'lockedAt' | 'label' | 'isWatched'> & {
  readonly lockedAt: string | null;
  readonly label: string | null;
  readonly isWatched: number;
};

/** Writes and reads sessions. */
export class SessionRecords {
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(database: DatabaseSync) {
    this.#statements = prepareStatements(database);
  }

  session(secretDigest: string): Session | undefined {
    const row = this.#statements.session.get(secretDigest);
    return row && decodeSession(row);
  }

  /** Living ones, newest first. */
  sessionsOf({ personId, now, limit }: Parameters<Accounts['sessionsOf']>[0]): readonly Session[] {
    const rows =
      personId === undefined
        ? this.#statements.living.all(now, limit)
        : this.#statements.livingOf.all(personId, now, limit);
    return rows.map(decodeSession);
  }

  create(session: Session): void {
    const { secretDigest, ref, personId, kind, createdAt, expiresAt, lockedAt, label } = session;
    if (kind === 'account' && this.#statements.maySignIn.get(personId) === undefined) {
      throw new Error('Only who has an account that is not suspended signs in with it.');
    }
    this.#statements.create.run(
      secretDigest,
      ref,
      personId,
      kind,
      createdAt,
      expiresAt,
      lockedAt ?? null,
      label ?? null,
      Number(session.isWatched ?? false),
    );
  }

  /** Keeps what has changed; false when the session is over. */
  write({ secretDigest, expiresAt, ...session }: Session): boolean {
    const { lockedAt = null, label = null, isWatched = false } = session;
    const { write } = this.#statements;
    return write.run(expiresAt, lockedAt, label, Number(isWatched), secretDigest).changes === 1;
  }

  /** False when it is not there. */
  end(secretDigest: string): boolean {
    return this.#statements.end.run(secretDigest).changes === 1;
  }

  /** Ends sessions by their refs; gives those that were there, newest first. */
  endAll(refs: readonly string[]): readonly Session[] {
    const ended = this.#statements.ofRefs.all(JSON.stringify(refs)).map(decodeSession);
    for (const { secretDigest } of ended) this.end(secretDigest);
    return ended;
  }

  /** Removes what has expired by `now`; gives how many. */
  purge(now: string): number {
    return Number(this.#statements.purge.run(now).changes);
  }

  /** Ends the sessions of people who are gone. */
  endOrphans(): void {
    this.#statements.endOrphans.run();
  }
}

function decodeSession({ lockedAt, label, isWatched, ...session }: SessionRow): Session {
  return {
    ...session,
    ...(lockedAt !== null && { lockedAt }),
    ...(label !== null && { label }),
    ...(isWatched === 1 && { isWatched: true as const }),
  };
}

function prepareStatements(database: DatabaseSync) {
  const newestFirst = 'ORDER BY createdAt DESC, ref';
  return {
    session: query<SessionRow>(
      database,
      `
      SELECT * FROM sessions WHERE secretDigest = ? AND NOT EXISTS (
        SELECT 1 FROM accounts
        WHERE accounts.personId = sessions.personId
          AND json_extract(record, '$.suspendedAt') IS NOT NULL)`,
    ),
    living: query<SessionRow>(
      database,
      `SELECT * FROM sessions WHERE expiresAt > ? ${newestFirst} LIMIT ?`,
    ),
    livingOf: query<SessionRow>(
      database,
      `SELECT * FROM sessions WHERE personId = ? AND expiresAt > ? ${newestFirst} LIMIT ?`,
    ),
    ofRefs: query<SessionRow>(
      database,
      `SELECT * FROM sessions WHERE ref IN (SELECT value FROM json_each(?)) ${newestFirst}`,
    ),
    maySignIn: query<object>(
      database,
      `
      SELECT 1 FROM accounts WHERE personId = ? AND json_extract(record, '$.suspendedAt') IS NULL`,
    ),
    create: change(
      database,
      `
      INSERT INTO sessions(secretDigest, ref, personId, kind, createdAt, expiresAt, lockedAt, label,
        isWatched)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    write: change(
      database,
      `
      UPDATE sessions SET expiresAt = ?, lockedAt = ?, label = ?, isWatched = ?
      WHERE secretDigest = ?`,
    ),
    end: change(database, 'DELETE FROM sessions WHERE secretDigest = ?'),
    purge: change(database, 'DELETE FROM sessions WHERE expiresAt <= ?'),
    endOrphans: change(
      database,
      'DELETE FROM sessions WHERE personId NOT IN (SELECT personId FROM people)',
    ),
  };
}
