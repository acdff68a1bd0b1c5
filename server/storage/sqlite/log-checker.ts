/**
 * Looks at everything that can be proved about the documents of a database, through any connection, also one that
 * cannot write and beside a server that does. A document is read in one transaction, page by page.
 *
 *   row 1 ─ row 2 ─ … ─ row n     the chain: digests, hashes, no gap
 *     │                    └── last_changes, snapshots     reach no further than n, and say of rows what the rows say
 *     └── replayed into a document ─▶ every row can be applied, each client id is its first writer's, and at the
 *                                     newest snapshot's row the document is that snapshot, unit by unit
 */
import { type DatabaseSync } from 'node:sqlite';

import { type DocumentId } from '@alliance/shared/careplan/section';

import { sameBytes, sha256 } from '../chain.ts';
import { checkedRowsMax } from '../limits.ts';
import { DamagedDocument, type LogLook, type LogPlace, type LogRow } from '../port.ts';
import { describeState } from '../replay.ts';
import { DocumentReader } from './document-reader.ts';
import { failureOf } from './failure.ts';
import { type FirstUse, LogFollower } from './log-follower.ts';
import { query } from './query.ts';
import { wantedDocuments } from './wanted-documents.ts';

/**
 * What is wrong with a document. `row`: a row is missing or was changed. `tail`: rows at the end are gone. `words`: a
 * row verifies and still cannot be applied. `record`: the document's own record is gone. `page`: its place on the disk
 * cannot be read. These keep it closed. The others do not: `snapshot`, `owner` of a client id, and `summary`, which
 * says who changed what last.
 */
export type DamageKind =
  | 'row'
  | 'tail'
  | 'words'
  | 'record'
  | 'page'
  | 'snapshot'
  | 'owner'
  | 'summary';

/** The first thing that is wrong with a document. */
export interface Damage {
  readonly documentId: DocumentId;
  /** The row concerned; 0 when it is none in particular. */
  readonly seq: number;
  readonly kind: DamageKind;
}

/** What a look at one document showed. */
export interface CheckedDocument {
  readonly rows: number;
  readonly snapshots: number;
  readonly damage?: Damage;
}

/** What a look at every document showed. */
export interface CheckedLogs {
  readonly documents: number;
  readonly rows: number;
  readonly snapshots: number;
  /** The first damage of each damaged document. */
  readonly damages: readonly Damage[];
}

/** Hears how far something is, from 0 to 1. */
export type OnProgress = (what: string, done: number) => void;

interface KeptSnapshot {
  readonly seq: number;
  readonly rowHash: Uint8Array;
  readonly stateDigest: Uint8Array;
  readonly state: Uint8Array;
}

/** Stops the walk at the first damage. */
class Found extends Error {
  override readonly name = 'Found';
  readonly seq: number;
  readonly kind: DamageKind;

  constructor(kind: DamageKind, seq: number) {
    super(kind);
    this.kind = kind;
    this.seq = seq;
  }
}

/** Checks documents one by one. */
export class LogChecker {
  readonly #database: DatabaseSync;
  readonly #reader: DocumentReader;
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #replays: boolean;

  /** @param replays whether the rows are applied too: proves most, and costs most */
  constructor(database: DatabaseSync, { replays }: { readonly replays: boolean }) {
    this.#database = database;
    this.#reader = new DocumentReader(database);
    this.#statements = prepareStatements(database);
    this.#replays = replays;
  }

  /** Every document that is there, or that a record says must be there, by id. */
  documentIds(): readonly DocumentId[] {
    return this.#statements.documentIds.all().map(({ documentId }) => documentId);
  }

  /** Checks every document, one after the other. */
  checkAll(onProgress: OnProgress): CheckedLogs {
    const documentIds = this.documentIds();
    const damages: Damage[] = [];
    let [rows, snapshots] = [0, 0];
    for (const [index, documentId] of documentIds.entries()) {
      onProgress('proving documents', index / documentIds.length);
      const checked = this.check(documentId);
      rows += checked.rows;
      snapshots += checked.snapshots;
      if (checked.damage) damages.push(checked.damage);
    }
    return { documents: documentIds.length, rows, snapshots, damages };
  }

  /** How many rows and other traces belong to no document at all. */
  strayRows(): number {
    return this.#statements.stray.get()?.rows ?? 0;
  }

  /** Checks one document as it is at one moment. */
  check(documentId: DocumentId): CheckedDocument {
    this.#database.exec('BEGIN');
    const seen = { rows: 0, snapshots: 0 };
    try {
      this.#walk(documentId, seen);
      return seen;
    } catch (error) {
      return { ...seen, damage: { documentId, ...damageOf(error, seen.rows) } };
    } finally {
      // After some errors SQLite has ended the transaction by itself.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
    }
  }

  /** Checks the next part of the logs, at most {@link checkedRowsMax} rows of one document. The caller holds the transaction. */
  look(place?: LogPlace): LogLook {
    const documentId = place?.rest ? place.documentId : this.#after(place?.documentId);
    if (documentId === undefined) return {};
    const document = this.#reader.document(documentId);
    if (document === undefined) return { next: { documentId } };
    const { key, incarnation } = document;
    // A world that came in between has other rows under the same id.
    const afterSeq = place?.rest?.incarnation === incarnation ? place.rest.seq : 0;
    try {
      const seq = afterSeq + this.#reader.read(documentId, afterSeq, checkedRowsMax).length;
      if (seq === afterSeq + checkedRowsMax) {
        return { next: { documentId, rest: { incarnation, seq } } };
      }
      this.#checkEnd(key, seq);
      return { next: { documentId }, checked: { documentId } };
    } catch (error) {
      const { seq } = damageOf(error, afterSeq);
      return { next: { documentId }, checked: { documentId, damagedAt: seq } };
    }
  }

  #after(documentId = ''): DocumentId | undefined {
    return this.#statements.next.get(documentId)?.documentId;
  }

  #walk(documentId: DocumentId, seen: { rows: number; snapshots: number }): void {
    const key = this.#reader.document(documentId)?.key;
    // A world that came in between has taken the document away, unless a section or a charter still asks for it.
    if (key === undefined && !this.#statements.wanted.get(documentId)) return;
    if (key === undefined) throw new Found('record', 0);
    const snapshots = this.#statements.snapshots.all(key);
    const [newest] = snapshots;
    const follower = new LogFollower({ replays: this.#replays, describeAt: newest?.seq });
    for (const row of this.#rows(documentId)) {
      seen.rows = row.seq;
      if (!follower.follow(row)) throw new Found('words', row.seq);
    }
    this.#checkEnd(key, seen.rows);
    seen.snapshots = snapshots.length;
    if (newest) this.#compareReplay(newest, follower);
    this.#compareSummary(key, follower);
    this.#compareOwners(key, follower.firstUses());
  }

  *#rows(documentId: DocumentId): Generator<LogRow> {
    for (let afterSeq = 0; ; afterSeq += checkedRowsMax) {
      const page = this.#reader.read(documentId, afterSeq, checkedRowsMax);
      yield* page;
      if (page.length < checkedRowsMax) return;
    }
  }

  #checkEnd(key: number, rows: number): void {
    if (this.#witnessed(key) > rows) throw new Found('tail', rows + 1);
    for (const snapshot of this.#statements.snapshots.all(key)) this.#checkSnapshot(key, snapshot);
  }

  #witnessed(key: number): number {
    return this.#statements.witness.get(key, key)?.head ?? 0;
  }

  #checkSnapshot(key: number, { seq, rowHash, state, stateDigest }: KeptSnapshot): void {
    const hash = this.#reader.rowHash(key, seq);
    const isSound =
      hash !== undefined && sameBytes(hash, rowHash) && sameBytes(sha256(state), stateDigest);
    if (!isSound) throw new Found('snapshot', seq);
  }

  #compareReplay({ seq, state }: KeptSnapshot, follower: LogFollower): void {
    if (!this.#replays) return;
    const given = describeState([state]);
    const isSame =
      given !== undefined && follower.described && sameBytes(given, follower.described);
    if (!isSame) throw new Found('snapshot', seq);
  }

  #compareSummary(key: number, follower: LogFollower): void {
    const kept = this.#statements.lastChanges.all(key);
    for (const { personId, seq, committedAt } of kept) {
      const last = follower.lastChanges.get(personId);
      if (last?.seq !== seq || last.committedAt !== committedAt) throw new Found('summary', seq);
    }
    if (kept.length < follower.lastChanges.size) throw new Found('summary', 0);
  }

  #compareOwners(key: number, uses: readonly FirstUse[]): void {
    for (const { clientID, personId, seq } of uses) {
      const owner = this.#statements.owner.get(key, clientID)?.personId;
      if (owner !== personId) throw new Found('owner', seq);
    }
  }
}

/** Whether the document stays closed until a backup is put back. */
export function keepsClosed({ kind }: Damage): boolean {
  return kind !== 'snapshot' && kind !== 'owner' && kind !== 'summary';
}

function damageOf(error: unknown, rows: number): { seq: number; kind: DamageKind } {
  if (error instanceof Found) return { seq: error.seq, kind: error.kind };
  if (error instanceof DamagedDocument) return { seq: error.seq, kind: 'row' };
  if (failureOf(error).kind === 'corrupt') return { seq: rows + 1, kind: 'page' };
  throw error;
}

function prepareStatements(database: DatabaseSync) {
  const wanted = wantedDocuments(database);
  return {
    documentIds: query<{ readonly documentId: DocumentId }>(
      database,
      `SELECT documentId FROM documents UNION SELECT * FROM (${wanted}) ORDER BY documentId`,
    ),
    next: query<{ readonly documentId: DocumentId }>(
      database,
      'SELECT documentId FROM documents WHERE documentId > ? ORDER BY documentId LIMIT 1',
    ),
    wanted: query<object>(database, `SELECT 1 FROM (${wanted}) WHERE documentId = ?`),
    snapshots: query<KeptSnapshot>(
      database,
      `SELECT seq, rowHash, stateDigest, state FROM snapshots WHERE document = ? ORDER BY seq DESC`,
    ),
    lastChanges: query<Pick<LogRow, 'personId' | 'seq' | 'committedAt'>>(
      database,
      'SELECT personId, seq, committedAt FROM last_changes WHERE document = ?',
    ),
    owner: query<Pick<LogRow, 'personId'>>(
      database,
      'SELECT personId FROM clients WHERE document = ? AND clientID = ?',
    ),
    witness: query<{ readonly head: number }>(
      database,
      `SELECT max(
        coalesce((SELECT max(seq) FROM last_changes WHERE document = ?), 0),
        coalesce((SELECT max(seq) FROM snapshots WHERE document = ?), 0)) AS head`,
    ),
    stray: query<{ readonly rows: number }>(
      database,
      `SELECT
        (SELECT count(*) FROM log WHERE document NOT IN (SELECT key FROM documents)) +
        (SELECT count(*) FROM last_changes WHERE document NOT IN (SELECT key FROM documents)) +
        (SELECT count(*) FROM snapshots WHERE document NOT IN (SELECT key FROM documents)) AS rows`,
    ),
  };
}
