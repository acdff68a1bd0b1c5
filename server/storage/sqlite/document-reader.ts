/** Reads documents from SQLite and believes nothing that does not verify. Any connection will do, also a read-only one. */
import { type DatabaseSync } from 'node:sqlite';

import { type DocumentId } from '@alliance/shared/careplan/section';

import { emptyHead, firstUnverified, sameBytes, sha256 } from '../chain.ts';
import {
  type ClientBinding,
  DamagedDocument,
  type Head,
  type LogRow,
  type ReplayBase,
  type Snapshot,
  type StoredDocument,
} from '../port.ts';
import { decodeLogRow, type LogColumns } from './log-row.ts';
import { query } from './query.ts';
import { wantedDocuments } from './wanted-documents.ts';

/** The reading half of the log. Each method is meant to run in one transaction. */
export class DocumentReader {
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(database: DatabaseSync) {
    this.#statements = prepareStatements(database);
  }

  /** The document's own record. */
  document(documentId: DocumentId): { key: number; incarnation: string } | undefined {
    return this.#statements.document.get(documentId);
  }

  /** The last row's seq and hash as stored, not verified. */
  head(key: number): Head {
    return this.#statements.head.get(key) ?? emptyHead;
  }

  /** The hash of one row as stored, not verified. */
  rowHash(key: number, seq: number): Uint8Array | undefined {
    if (seq === 0) return emptyHead.hash;
    return this.#statements.rowHash.get(key, seq)?.hash;
  }

  /**
   * The newest snapshot that verifies, with the tail after it; an older one, or the whole log, when it does not.
   * @throws {DamagedDocument} at the first row of the tail that does not verify, or is missing
   */
  load(documentId: DocumentId): StoredDocument | undefined {
    const document = this.document(documentId);
    if (document === undefined) return this.#refuseLostRecord(documentId);
    const { key, incarnation } = document;
    const snapshot = this.snapshotBefore(documentId, key, Number.MAX_SAFE_INTEGER);
    const start = snapshot ? { seq: snapshot.seq, hash: snapshot.rowHash } : emptyHead;
    const tail = this.#verifiedRows(documentId, key, start, Number.MAX_SAFE_INTEGER);
    const { seq, hash } = tail.at(-1) ?? start;
    if (seq < this.#witnessedHead(key)) throw new DamagedDocument(documentId, seq + 1);
    const clients = this.#statements.clients.all(key);
    return { incarnation, head: { seq, hash }, ...(snapshot && { snapshot }), tail, clients };
  }

  /** The newest snapshot before `seq` whose state and row verify. */
  snapshotBefore(documentId: DocumentId, key: number, seq: number): Snapshot | undefined {
    for (const kept of this.#statements.snapshots.iterate(key, seq)) {
      const hash = this.rowHash(key, kept.seq);
      const isVerified =
        hash && sameBytes(hash, kept.rowHash) && sameBytes(sha256(kept.state), kept.stateDigest);
      if (isVerified) {
        return { documentId, seq: kept.seq, rowHash: kept.rowHash, state: kept.state };
      }
    }
    return undefined;
  }

  /**
   * Rows after `afterSeq`, at most `limit`, each verified against the one before.
   * @throws {DamagedDocument}
   */
  read(documentId: DocumentId, afterSeq: number, limit: number): readonly LogRow[] {
    const document = this.document(documentId);
    if (document === undefined) return [];
    const hash = this.rowHash(document.key, afterSeq);
    if (hash === undefined) {
      if (afterSeq < this.#witnessedHead(document.key)) {
        throw new DamagedDocument(documentId, afterSeq);
      }
      return [];
    }
    return this.#verifiedRows(documentId, document.key, { seq: afterSeq, hash }, limit);
  }

  /**
   * Where a replay of a candidate starts, with the rows from there to the candidate's.
   * @throws {DamagedDocument}
   */
  replayBase({ documentId, seq }: Snapshot): ReplayBase {
    const document = this.document(documentId);
    if (document === undefined) return { rows: [] };
    const snapshot = this.snapshotBefore(documentId, document.key, seq);
    const start = snapshot ? { seq: snapshot.seq, hash: snapshot.rowHash } : emptyHead;
    const rows = this.#verifiedRows(documentId, document.key, start, seq - start.seq);
    return snapshot ? { snapshot, rows } : { rows };
  }

  #verifiedRows(documentId: DocumentId, key: number, after: Head, limit: number): LogRow[] {
    const columns = this.#statements.rows.all(key, after.seq, limit);
    const rows = columns.map((row) => decodeLogRow(documentId, row));
    const damaged = firstUnverified(after, rows);
    if (damaged !== undefined) throw new DamagedDocument(documentId, damaged);
    return rows;
  }

  /** How far the log must reach by what other tables know of it: a cut tail has no other trace. */
  #witnessedHead(key: number): number {
    return this.#statements.witness.get(key, key)?.head ?? 0;
  }

  #refuseLostRecord(documentId: DocumentId): undefined {
    if (this.#statements.wanted.get(documentId)) throw new DamagedDocument(documentId, 0);
    return undefined;
  }
}

function prepareStatements(database: DatabaseSync) {
  return {
    document: query<{ readonly key: number; readonly incarnation: string }>(
      database,
      'SELECT key, incarnation FROM documents WHERE documentId = ?',
    ),
    head: query<Head>(
      database,
      'SELECT seq, hash FROM log WHERE document = ? ORDER BY seq DESC LIMIT 1',
    ),
    rowHash: query<{ readonly hash: Uint8Array }>(
      database,
      'SELECT hash FROM log WHERE document = ? AND seq = ?',
    ),
    rows: query<LogColumns>(
      database,
      `SELECT seq, prev, hash, payloadDigest, payload, format, committedAt, personId, seatId,
        sessionRef, authors
      FROM log WHERE document = ? AND seq > ? ORDER BY seq LIMIT ?`,
    ),
    snapshots: query<Omit<Snapshot, 'documentId'> & { readonly stateDigest: Uint8Array }>(
      database,
      `SELECT seq, rowHash, stateDigest, state FROM snapshots
      WHERE document = ? AND seq < ? ORDER BY seq DESC`,
    ),
    clients: query<ClientBinding>(
      database,
      'SELECT clientID, personId FROM clients WHERE document = ? ORDER BY clientID',
    ),
    witness: query<{ readonly head: number }>(
      database,
      `SELECT max(
        coalesce((SELECT max(seq) FROM last_changes WHERE document = ?), 0),
        coalesce((SELECT max(seq) FROM snapshots WHERE document = ?), 0)) AS head`,
    ),
    wanted: query<object>(
      database,
      `SELECT 1 FROM (${wantedDocuments(database)}) WHERE documentId = ?`,
    ),
  };
}
