/**
 * The tables, as numbered steps that only go forward. A step that has been released is never edited: data folders
 * that have passed it exist. The database's `user_version` is the number of the last step it has passed.
 */

import { signInTables } from './sign-in-tables.ts';

/** One step: the SQL that leads from version `to - 1` to `to`. */
export interface Migration {
  readonly to: number;
  readonly sql: string;
}

/** In order, from 1. */
export const migrations: readonly Migration[] = [
  {
    to: 1,
    // Log rows lie beside the rows of their own document, so that a document is read in few pages. `last_changes`
    // answers "who changed what since" without the log, and witnesses its length: a cut tail is found.
    sql: `
      CREATE TABLE documents(
        key INTEGER PRIMARY KEY,
        documentId TEXT NOT NULL UNIQUE,
        incarnation TEXT NOT NULL
      ) STRICT;
      CREATE TABLE log(
        document INTEGER NOT NULL REFERENCES documents,
        seq INTEGER NOT NULL CHECK (seq > 0),
        prev BLOB NOT NULL,
        hash BLOB NOT NULL,
        payloadDigest BLOB NOT NULL,
        payload BLOB NOT NULL,
        format TEXT NOT NULL,
        committedAt TEXT NOT NULL,
        personId TEXT NOT NULL,
        seatId TEXT,
        sessionRef TEXT,
        authors TEXT NOT NULL,
        PRIMARY KEY (document, seq)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE last_changes(
        document INTEGER NOT NULL REFERENCES documents,
        personId TEXT NOT NULL,
        seq INTEGER NOT NULL,
        committedAt TEXT NOT NULL,
        PRIMARY KEY (document, personId)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE clients(
        document INTEGER NOT NULL REFERENCES documents,
        clientID INTEGER NOT NULL,
        personId TEXT NOT NULL,
        PRIMARY KEY (document, clientID)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE snapshots(
        document INTEGER NOT NULL REFERENCES documents,
        seq INTEGER NOT NULL,
        rowHash BLOB NOT NULL,
        stateDigest BLOB NOT NULL,
        state BLOB NOT NULL,
        PRIMARY KEY (document, seq)
      ) STRICT;

      CREATE TABLE people(
        personId TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        shortName TEXT NOT NULL,
        isSimulated INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE alliances(
        allianceId TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        purpose TEXT NOT NULL,
        status TEXT NOT NULL,
        activeSince TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE seats(
        key INTEGER PRIMARY KEY,
        allianceId TEXT NOT NULL REFERENCES alliances,
        seatId TEXT NOT NULL,
        role TEXT NOT NULL,
        isRequired INTEGER NOT NULL,
        isLead INTEGER NOT NULL,
        isSteward INTEGER NOT NULL,
        invitation TEXT NOT NULL,
        contact TEXT NOT NULL,
        UNIQUE (allianceId, seatId)
      ) STRICT;
      CREATE TABLE coverage(
        key INTEGER PRIMARY KEY,
        seat INTEGER NOT NULL REFERENCES seats,
        personId TEXT NOT NULL REFERENCES people,
        startsAt TEXT NOT NULL,
        endsAt TEXT,
        kind TEXT NOT NULL
      ) STRICT;
      CREATE INDEX coverage_of_seat ON coverage(seat);
      CREATE INDEX coverage_of_person ON coverage(personId);
      CREATE TABLE scope(
        key INTEGER PRIMARY KEY,
        seat INTEGER NOT NULL REFERENCES seats,
        sectionKey TEXT NOT NULL,
        sectionRight TEXT NOT NULL
      ) STRICT;
      CREATE INDEX scope_of_seat ON scope(seat);
      CREATE TABLE plans(
        key INTEGER PRIMARY KEY,
        planId TEXT NOT NULL UNIQUE,
        allianceId TEXT NOT NULL REFERENCES alliances,
        title TEXT NOT NULL,
        status TEXT NOT NULL,
        patient TEXT NOT NULL
      ) STRICT;
      CREATE INDEX plans_of_alliance ON plans(allianceId);
      CREATE TABLE sections(
        key INTEGER PRIMARY KEY,
        plan INTEGER NOT NULL REFERENCES plans,
        sectionId TEXT NOT NULL,
        sectionKey TEXT NOT NULL,
        heading TEXT NOT NULL,
        documentId TEXT NOT NULL UNIQUE
      ) STRICT;
      CREATE INDEX sections_of_plan ON sections(plan);

      CREATE TABLE looked_plans(
        personId TEXT NOT NULL,
        planId TEXT NOT NULL,
        lookedAt TEXT NOT NULL,
        PRIMARY KEY (personId, planId)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE looked_documents(
        personId TEXT NOT NULL,
        document INTEGER NOT NULL REFERENCES documents,
        head INTEGER NOT NULL,
        PRIMARY KEY (personId, document)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE sessions(
        secretDigest TEXT PRIMARY KEY,
        ref TEXT NOT NULL,
        personId TEXT NOT NULL REFERENCES people DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL,
        createdAt TEXT NOT NULL,
        expiresAt TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE audit(
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        personId TEXT,
        action TEXT NOT NULL,
        subjectId TEXT NOT NULL
      ) STRICT;
      CREATE TABLE probe(filler BLOB NOT NULL) STRICT;
    `,
  },
  {
    to: 2,
    // A thread is one record; beside it stands what questions are asked by. `thread_changes` has one row: the number
    // of the last change in this world, and the secret with which cursors are sealed.
    sql: `
      CREATE TABLE thread_changes(secret BLOB NOT NULL, last INTEGER NOT NULL) STRICT;
      INSERT INTO thread_changes VALUES (randomblob(32), 0);
      CREATE TABLE threads(
        threadId TEXT PRIMARY KEY,
        planId TEXT NOT NULL REFERENCES plans(planId),
        version INTEGER NOT NULL CHECK (version > 0),
        change INTEGER NOT NULL,
        startedAt TEXT NOT NULL,
        commentCount INTEGER NOT NULL,
        record TEXT NOT NULL
      ) STRICT;
      CREATE INDEX threads_of_plan ON threads(planId, startedAt, threadId);
      CREATE INDEX thread_changes_of_plan ON threads(planId, change);
      CREATE TABLE thread_reads(
        personId TEXT NOT NULL,
        threadId TEXT NOT NULL REFERENCES threads,
        readCount INTEGER NOT NULL CHECK (readCount > 0),
        PRIMARY KEY (personId, threadId)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE write_keys(
        personId TEXT NOT NULL,
        writeKey TEXT NOT NULL,
        digest TEXT NOT NULL,
        writtenAt TEXT NOT NULL,
        PRIMARY KEY (personId, writeKey)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX write_keys_by_time ON write_keys(writtenAt);
      CREATE TABLE notifications(
        personId TEXT PRIMARY KEY REFERENCES people DEFERRABLE INITIALLY DEFERRED,
        isDigestReader INTEGER NOT NULL,
        record TEXT NOT NULL
      ) STRICT;
    `,
  },
  {
    to: 3,
    // What was written before there were merge checks is not looked at: people have lived with it. A document without
    // a mark was never looked at.
    sql: `
      CREATE TABLE merge_checks(
        checkId TEXT PRIMARY KEY,
        planId TEXT NOT NULL REFERENCES plans(planId),
        version INTEGER NOT NULL CHECK (version > 0),
        isOpen INTEGER NOT NULL,
        foundAt TEXT NOT NULL,
        record TEXT NOT NULL
      ) STRICT;
      CREATE INDEX open_merge_checks ON merge_checks(planId, foundAt, checkId) WHERE isOpen = 1;
      CREATE TABLE scan_marks(
        document INTEGER PRIMARY KEY REFERENCES documents,
        seq INTEGER NOT NULL
      ) STRICT;
      INSERT INTO scan_marks
        SELECT document, max(seq) FROM last_changes GROUP BY document;
    `,
  },
  {
    to: 4,
    // Sessions get what accounts need; people's accounts, their links and the installation's settings get their tables.
    //
    // An alliance is one record, written whole with the version that it is based on; beside it stands who is asked
    // about. Alliances from before there were charters get an empty one. What their team had already begun to do for
    // the patient goes on: where nobody could say how consent was given, the record says that it was not asked.
    sql: `
      CREATE TABLE alliance_people(
        personId TEXT NOT NULL,
        allianceId TEXT NOT NULL REFERENCES alliances,
        PRIMARY KEY (personId, allianceId)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX people_of_alliance ON alliance_people(allianceId);
      CREATE TABLE alliance_links(
        linkDigest TEXT PRIMARY KEY,
        allianceId TEXT NOT NULL REFERENCES alliances
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX links_of_alliance ON alliance_links(allianceId);
      CREATE TABLE charter_versions(
        allianceId TEXT NOT NULL REFERENCES alliances,
        number INTEGER NOT NULL CHECK (number > 0),
        record TEXT NOT NULL,
        PRIMARY KEY (allianceId, number)
      ) STRICT, WITHOUT ROWID;

      ALTER TABLE alliances ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
      ALTER TABLE alliances ADD COLUMN record TEXT NOT NULL DEFAULT '';
      ALTER TABLE alliances ADD COLUMN charterDocumentId TEXT NOT NULL DEFAULT '';
      UPDATE alliances SET charterDocumentId = 'charter-' || allianceId;
      INSERT INTO documents(documentId, incarnation)
        SELECT 'charter-' || allianceId, lower(hex(randomblob(16))) FROM alliances;
      UPDATE alliances SET record = json_patch('{}', json_object(
        'id', allianceId, 'name', name, 'purpose', purpose, 'status', status,
        'activeSince', activeSince, 'version', 1,
        'consent', json((
          SELECT json_object('kind', 'waived',
            'reason', 'The alliance is older than the question for consent.',
            'at', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'),
            'by', json_object('seatId', seats.seatId, 'personId', coverage.personId))
          FROM seats JOIN coverage ON coverage.seat = seats.key
          WHERE seats.allianceId = alliances.allianceId
          ORDER BY seats.isLead DESC, seats.key, coverage.key LIMIT 1)),
        'restricted', json('[]'), 'emergencies', json('[]'),
        'charter', json_object(
          'documentId', 'charter-' || allianceId,
          'revision', 1, 'signatures', json('[]'),
          'agreements', json_object(
            'working', json('[]'), 'decisionRule', 'consent', 'meetingNorms', '', 'conflictSteps', '',
            'responses', json_object('routine', '', 'urgent', '', 'critical', ''),
            'escalationPath', json('[]'), 'partnership', json_object('attends', 'invited'),
            'reviewBy', date('now', '+90 days'))),
        'seats', (
          SELECT json_group_array(json(seat)) FROM (
            SELECT json_object(
              'id', seatId, 'role', json(role),
              'isRequired', json(iif(isRequired, 'true', 'false')),
              'isLead', json(iif(isLead, 'true', 'false')),
              'isSteward', json(iif(isSteward, 'true', 'false')),
              'invitation', json_object('state', invitation), 'contact', contact, 'revision', 1,
              'coverage', (
                SELECT json_group_array(json(stretch)) FROM (
                  SELECT json_patch(json_object('personId', personId, 'from', startsAt, 'kind', kind),
                    json_object('to', endsAt)) AS stretch
                  FROM coverage WHERE coverage.seat = seats.key ORDER BY coverage.key)),
              'scope', (
                SELECT json_group_array(json(rule)) FROM (
                  SELECT json_object('sectionKey', sectionKey, 'right', sectionRight) AS rule
                  FROM scope WHERE scope.seat = seats.key ORDER BY scope.key))) AS seat
            FROM seats WHERE seats.allianceId = alliances.allianceId ORDER BY seats.key))));
      INSERT INTO alliance_people
        SELECT DISTINCT coverage.personId, seats.allianceId
        FROM coverage JOIN seats ON seats.key = coverage.seat;
      DROP TABLE scope;
      DROP TABLE coverage;
      DROP TABLE seats;
      ALTER TABLE alliances DROP COLUMN name;
      ALTER TABLE alliances DROP COLUMN purpose;
      ALTER TABLE alliances DROP COLUMN activeSince;
      CREATE UNIQUE INDEX alliance_of_charter ON alliances(charterDocumentId);

      ALTER TABLE sessions ADD COLUMN lockedAt TEXT;
      ALTER TABLE sessions ADD COLUMN label TEXT;
      ALTER TABLE sessions ADD COLUMN isWatched INTEGER NOT NULL DEFAULT 0;
      CREATE INDEX sessions_of_person ON sessions(personId);
      CREATE INDEX sessions_by_ref ON sessions(ref);
      CREATE TABLE accounts(
        personId TEXT PRIMARY KEY REFERENCES people DEFERRABLE INITIALLY DEFERRED,
        email TEXT NOT NULL UNIQUE,
        administers INTEGER NOT NULL,
        version INTEGER NOT NULL CHECK (version > 0),
        record TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX administrators ON accounts(personId) WHERE administers = 1;
      CREATE TABLE account_links(
        digest TEXT PRIMARY KEY,
        purpose TEXT NOT NULL,
        personId TEXT REFERENCES accounts DEFERRABLE INITIALLY DEFERRED,
        expiresAt TEXT NOT NULL,
        record TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE installation(
        key INTEGER PRIMARY KEY CHECK (key = 1),
        record TEXT NOT NULL
      ) STRICT;
      ${signInTables}
    `,
  },
];
