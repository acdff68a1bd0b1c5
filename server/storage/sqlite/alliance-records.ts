/** Alliances in SQLite: each is one record, with the people and links by which it is found. The caller holds the transaction. */
import { type DatabaseSync } from 'node:sqlite';

import { type Alliance } from '@alliance/shared/alliance/alliance';
import { type CharterVersion } from '@alliance/shared/alliance/charter';
import { peopleOf } from '@alliance/shared/alliance/people-of';

import { change, query } from './query.ts';

/** Writes and reads alliances. */
export class AllianceRecords {
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(database: DatabaseSync) {
    this.#statements = prepareStatements(database);
  }

  has(allianceId: string): boolean {
    return this.#statements.alliance.get(allianceId) !== undefined;
  }

  get(allianceId: string): Alliance | undefined {
    const row = this.#statements.alliance.get(allianceId);
    if (row === undefined) return undefined;
    const alliance: Alliance = JSON.parse(row.record);
    return alliance;
  }

  /** Adds an alliance, or puts it in place of the one that is there. */
  put(alliance: Alliance): void {
    const { id, status, version, charter, seats } = alliance;
    this.#statements.put.run(id, status, version, JSON.stringify(alliance), charter.documentId);
    this.#statements.forgetPeople.run(id);
    for (const personId of peopleOf(alliance)) this.#statements.putPerson.run(personId, id);
    this.#statements.forgetLinks.run(id);
    for (const { invitation } of seats) {
      const linkDigest = invitation.asked?.linkDigest;
      if (linkDigest !== undefined) this.#statements.putLink.run(linkDigest, id);
    }
  }

  /** Keeps a version of a charter for ever. */
  putVersion(allianceId: string, version: CharterVersion): void {
    this.#statements.putVersion.run(allianceId, version.number, JSON.stringify(version));
  }

  charterVersion(allianceId: string, number: number): CharterVersion | undefined {
    const row = this.#statements.version.get(allianceId, number);
    if (row === undefined) return undefined;
    const version: CharterVersion = JSON.parse(row.record);
    return version;
  }
}

function prepareStatements(database: DatabaseSync) {
  return {
    alliance: query<{ readonly record: string }>(
      database,
      'SELECT record FROM alliances WHERE allianceId = ?',
    ),
    put: change(
      database,
      `
      INSERT INTO alliances(allianceId, status, version, record, charterDocumentId)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET status = excluded.status, version = excluded.version,
        record = excluded.record`,
    ),
    forgetPeople: change(database, 'DELETE FROM alliance_people WHERE allianceId = ?'),
    putPerson: change(database, 'INSERT INTO alliance_people VALUES (?, ?)'),
    forgetLinks: change(database, 'DELETE FROM alliance_links WHERE allianceId = ?'),
    putLink: change(database, 'INSERT INTO alliance_links VALUES (?, ?)'),
    putVersion: change(database, 'INSERT INTO charter_versions VALUES (?, ?, ?)'),
    version: query<{ readonly record: string }>(
      database,
      'SELECT record FROM charter_versions WHERE allianceId = ? AND number = ?',
    ),
  };
}
