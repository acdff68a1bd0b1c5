/** Documents in memory: their logs with the hash chain, their snapshots and who owns which client id. */
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type PersonId } from '@alliance/shared/identity/person';

import { chainRow, emptyHead, sameBytes } from '../chain.ts';
import { haveOneOwner } from '../client-bindings.ts';
import { snapshotsKept } from '../limits.ts';
import {
  type AppendRequest,
  type AppendResult,
  type ClientBinding,
  type Head,
  type LogRow,
  type Snapshot,
  type StoredDocument,
  type WorldDocument,
} from '../port.ts';

interface KeptDocument {
  readonly incarnation: string;
  readonly rows: LogRow[];
  readonly clients: Map<number, PersonId>;
  snapshots: Snapshot[];
}

/** Nothing that it gives by `load` and `read` is shared with what it keeps. */
export class MemoryDocuments {
  readonly #documents = new Map<DocumentId, KeptDocument>();

  load(documentId: DocumentId): StoredDocument | undefined {
    const kept = this.#documents.get(documentId);
    if (kept === undefined) return undefined;
    const snapshot = kept.snapshots.at(-1);
    return structuredClone({
      incarnation: kept.incarnation,
      head: headOf(kept),
      ...(snapshot && { snapshot }),
      tail: kept.rows.slice(snapshot?.seq ?? 0),
      clients: bindingsOf(kept),
    });
  }

  append(request: AppendRequest): AppendResult {
    const kept = this.#documents.get(request.documentId);
    if (kept === undefined) return { ok: false, head: emptyHead };
    if (!mayAppend(kept, request)) return { ok: false, head: headOf(kept) };
    appendRows(kept, request);
    return { ok: true, head: headOf(kept) };
  }

  /** Keeps a snapshot whose row is in the log. */
  putSnapshot(snapshot: Snapshot): void {
    const kept = this.#documents.get(snapshot.documentId);
    const row = kept?.rows[snapshot.seq - 1];
    if (!kept || !row || !sameBytes(row.hash, snapshot.rowHash)) return;
    kept.snapshots = [
      ...kept.snapshots.filter(({ seq }) => seq !== snapshot.seq),
      structuredClone(snapshot),
    ]
      .toSorted((one, other) => one.seq - other.seq)
      .slice(-snapshotsKept);
  }

  read(documentId: DocumentId, afterSeq: number, limit: number): readonly LogRow[] {
    return structuredClone(this.rows(documentId)?.slice(afterSeq, afterSeq + limit) ?? []);
  }

  /** The log itself, not a copy; undefined when there is no such document. */
  rows(documentId: DocumentId): readonly LogRow[] | undefined {
    return this.#documents.get(documentId)?.rows;
  }

  /** The incarnation and the number of rows of every document, by their ids. */
  heads(): readonly { documentId: DocumentId; incarnation: string; head: number }[] {
    return [...this.#documents]
      .map(([documentId, { incarnation, rows }]) => ({
        documentId,
        incarnation,
        head: rows.length,
      }))
      .toSorted((one, other) => (one.documentId < other.documentId ? -1 : 1));
  }

  /** The next document by id. */
  after(documentId = ''): DocumentId | undefined {
    return [...this.#documents.keys()].toSorted().find((each) => each > documentId);
  }

  /** A world's documents in place of all others. */
  replace(documents: readonly WorldDocument[]): void {
    this.#documents.clear();
    this.add(documents);
  }

  /** New documents with their first rows beside all others. */
  add(documents: readonly WorldDocument[]): void {
    for (const document of documents) {
      this.#documents.set(document.documentId, keepDocument(document));
    }
  }
}

function keepDocument(document: WorldDocument): KeptDocument {
  const { incarnation } = document;
  const kept: KeptDocument = { incarnation, rows: [], clients: new Map(), snapshots: [] };
  const { documentId, rows, clients } = document;
  appendRows(kept, { documentId, expectedHead: 0, rows, bind: clients });
  return kept;
}

function mayAppend(kept: KeptDocument, request: AppendRequest): boolean {
  return (
    request.expectedHead === kept.rows.length &&
    (request.incarnation ?? kept.incarnation) === kept.incarnation &&
    haveOneOwner(request.bind, (clientID) => kept.clients.get(clientID))
  );
}

function appendRows(kept: KeptDocument, request: AppendRequest): void {
  for (const row of request.rows) {
    const own = { ...row, payload: new Uint8Array(row.payload) };
    kept.rows.push(structuredClone(chainRow(request.documentId, headOf(kept), own)));
  }
  for (const { clientID, personId } of request.bind) kept.clients.set(clientID, personId);
}

function headOf(kept: KeptDocument): Head {
  const last = kept.rows.at(-1) ?? emptyHead;
  return { seq: last.seq, hash: last.hash.slice() };
}

function bindingsOf(kept: KeptDocument): ClientBinding[] {
  return [...kept.clients]
    .map(([clientID, personId]) => ({ clientID, personId }))
    .toSorted((one, other) => one.clientID - other.clientID);
}
