/** The log of every document, in SQLite: what the writer does with it. Runs in the writer's thread. */
import { type DatabaseSync } from 'node:sqlite';

import { type DocumentId } from '@alliance/shared/careplan/section';
import { type PersonId } from '@alliance/shared/identity/person';

import { chainRow, emptyHead, sameBytes, sha256 } from '../chain.ts';
import { haveOneOwner } from '../client-bindings.ts';
import { knownHeadsMax, snapshotsKept } from '../limits.ts';
import {
  type AppendRequest,
  type AppendResult,
  type ClientBinding,
  type Head,
  type LogRow,
  type Snapshot,
  type WorldDocument,
} from '../port.ts';
import { DocumentReader } from './document-reader.ts';
import { change, query } from './query.ts';

/** Where a document's log ends, and under which number the tables know it. */
interface Place {
  readonly key: number;
  readonly incarnation: string;
  readonly head: Head;
}

/** Appends to logs and keeps snapshots. The caller opens and ends the transaction around each method. */
export class DocumentLogWriter {
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #reader: DocumentReader;
  /** Committed places only, least recently used first. */
  readonly #places = new Map<DocumentId, Place>();

  constructor(database: DatabaseSync) {
    this.#statements = prepareStatements(database);
    this.#reader = new DocumentReader(database);
  }

  /**
   * Executes appends in order. A failed precondition costs nothing and touches only its own request.
   * @returns the results, and what to call once they are committed
   */
  append(requests: readonly AppendRequest[]): {
    readonly results: readonly AppendResult[];
    committed(): void;
  } {
    const moved = new Map<DocumentId, Place>();
    const results = requests.map((request) => this.#appendOne(request, moved));
    return { results, committed: () => this.#remember(moved) };
  }

  /** Adds a snapshot and drops the oldest beyond {@link snapshotsKept}; does nothing when its row is not in the log. */
  putSnapshot({ documentId, seq, rowHash, state }: Snapshot): void {
    const place = this.#place(documentId);
    const hash = place && this.#reader.rowHash(place.key, seq);
    if (!place || !hash || !sameBytes(hash, rowHash)) return;
    this.#statements.putSnapshot.run(place.key, seq, rowHash, sha256(state), state);
    this.#statements.dropSnapshots.run(place.key, place.key, snapshotsKept);
  }

  /** Writes new documents with their first rows, in place of all others. The caller has emptied the tables. */
  replace(documents: readonly WorldDocument[]): void {
    this.forget();
    this.add(documents);
    this.forget();
  }

  /** Writes new documents with their first rows beside all others. */
  add(documents: readonly WorldDocument[]): void {
    for (const { documentId, incarnation, rows, clients } of documents) {
      this.#statements.create.run(documentId, incarnation);
      this.append([{ documentId, expectedHead: 0, rows, bind: clients }]);
      // Remembered on the way, before its first row was committed.
      this.#places.delete(documentId);
    }
  }

  has(documentId: DocumentId): boolean {
    return this.#reader.document(documentId) !== undefined;
  }

  /** Forgets every head: they are no longer those of the last commit. */
  forget(): void {
    this.#places.clear();
  }

  #appendOne(request: AppendRequest, moved: Map<DocumentId, Place>): AppendResult {
    const place = moved.get(request.documentId) ?? this.#place(request.documentId);
    if (place === undefined) return { ok: false, head: emptyHead };
    if (!this.#mayAppend(place, request)) return { ok: false, head: place.head };
    const head = this.#insertRows(place, request);
    moved.set(request.documentId, { ...place, head });
    this.#bind(place.key, request.bind);
    return { ok: true, head };
  }

  #mayAppend(place: Place, { expectedHead, incarnation, bind }: AppendRequest): boolean {
    return (
      expectedHead === place.head.seq &&
      (incarnation ?? place.incarnation) === place.incarnation &&
      haveOneOwner(bind, (clientID) => this.#statements.owner.get(place.key, clientID)?.personId)
    );
  }

  #insertRows(place: Place, { documentId, rows }: AppendRequest): Head {
    let head = place.head;
    const last = new Map<string, LogRow>();
    for (const newRow of rows) {
      const row = chainRow(documentId, head, newRow);
      this.#insert(place.key, row);
      last.set(row.personId, row);
      head = { seq: row.seq, hash: row.hash };
    }
    for (const [personId, { seq, committedAt }] of last) {
      this.#statements.changed.run(place.key, personId, seq, committedAt);
    }
    return head;
  }

  #insert(key: number, row: LogRow): void {
    this.#statements.insert.run(
      key,
      row.seq,
      row.prev,
      row.hash,
      row.payloadDigest,
      row.payload,
      row.format,
      row.committedAt,
      row.personId,
      row.seatId ?? null,
      row.sessionRef ?? null,
      JSON.stringify(row.authors),
    );
  }

  #bind(key: number, bindings: readonly ClientBinding[]): void {
    for (const { clientID, personId } of bindings) {
      this.#statements.bind.run(key, clientID, personId);
    }
  }

  #place(documentId: DocumentId): Place | undefined {
    const known = this.#places.get(documentId);
    if (known !== undefined) return known;
    const document = this.#reader.document(documentId);
    if (document === undefined) return undefined;
    const place = { ...document, head: this.#reader.head(document.key) };
    this.#remember([[documentId, place]]);
    return place;
  }

  #remember(places: Iterable<readonly [DocumentId, Place]>): void {
    for (const [documentId, place] of places) {
      this.#places.delete(documentId);
      this.#places.set(documentId, place);
    }
    for (const documentId of this.#places.keys()) {
      if (this.#places.size <= knownHeadsMax) return;
      this.#places.delete(documentId);
    }
  }
}

function prepareStatements(database: DatabaseSync) {
  return {
    insert: change(
      database,
      `
      INSERT INTO log(document, seq, prev, hash, payloadDigest, payload, format, committedAt,
        personId, seatId, sessionRef, authors)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    changed: change(
      database,
      `
      INSERT INTO last_changes(document, personId, seq, committedAt) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET seq = excluded.seq, committedAt = excluded.committedAt`,
    ),
    owner: query<{ readonly personId: PersonId }>(
      database,
      'SELECT personId FROM clients WHERE document = ? AND clientID = ?',
    ),
    bind: change(database, 'INSERT OR IGNORE INTO clients VALUES (?, ?, ?)'),
    create: change(database, 'INSERT INTO documents(documentId, incarnation) VALUES (?, ?)'),
    putSnapshot: change(
      database,
      `
      INSERT OR REPLACE INTO snapshots(document, seq, rowHash, stateDigest, state)
      VALUES (?, ?, ?, ?, ?)`,
    ),
    dropSnapshots: change(
      database,
      `
      DELETE FROM snapshots WHERE document = ? AND seq NOT IN
        (SELECT seq FROM snapshots WHERE document = ? ORDER BY seq DESC LIMIT ?)`,
    ),
  };
}
