/**
 * A storage that keeps everything in memory and forgets it at the end: for tests and simulations. It passes the same
 * contract suite as the others, hash chain included. Nothing it returns is shared with what it keeps.
 */
import assert from 'node:assert/strict';

import { type DocumentId } from '@alliance/shared/careplan/section';
import { type Person, type PersonId } from '@alliance/shared/identity/person';

import { chainRow, emptyHead, sameBytes } from './chain.ts';
import { haveOneOwner } from './client-bindings.ts';
import {
  type AppendRequest,
  type AppendResult,
  type AuditEntry,
  type ClientBinding,
  type DocumentChanges,
  type Head,
  type LogRow,
  type Looked,
  type PlanRecord,
  type Records,
  type Session,
  type Snapshot,
  type Storage,
  StorageFailed,
  type StoredDocument,
  type World,
  type WorldDocument,
} from './port.ts';

/** A new, empty storage in memory. */
export function createMemoryStorage(): Storage {
  return new MemoryStorage();
}

interface KeptDocument {
  readonly incarnation: string;
  readonly rows: LogRow[];
  readonly clients: Map<number, PersonId>;
  snapshots: Snapshot[];
}

class MemoryStorage implements Storage {
  /** Memory does not fail. */
  readonly failed = new Promise<void>(() => undefined);
  #people = new Map<PersonId, Person>();
  #plans: readonly PlanRecord[] = [];
  #documents = new Map<DocumentId, KeptDocument>();
  #marks = new Map<string, number>();
  #looked = new Map<string, string>();
  #sessions = new Map<string, Session>();
  readonly #audit: (AuditEntry & { readonly seq: number })[] = [];
  #isClosed = false;

  async probe(): Promise<void> {
    this.#open();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
  }

  async loadDocument(documentId: DocumentId): Promise<StoredDocument | undefined> {
    this.#open();
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

  async append(request: AppendRequest): Promise<AppendResult> {
    this.#open();
    const kept = this.#documents.get(request.documentId);
    if (kept === undefined) return { ok: false, head: emptyHead };
    if (!mayAppend(kept, request)) return { ok: false, head: headOf(kept) };
    appendRows(kept, request);
    return { ok: true, head: headOf(kept) };
  }

  async putSnapshot(snapshot: Snapshot): Promise<void> {
    this.#open();
    const kept = this.#documents.get(snapshot.documentId);
    const row = kept?.rows[snapshot.seq - 1];
    if (!kept || !row || !sameBytes(row.hash, snapshot.rowHash)) return;
    kept.snapshots = [
      ...kept.snapshots.filter(({ seq }) => seq !== snapshot.seq),
      structuredClone(snapshot),
    ]
      .toSorted((one, other) => one.seq - other.seq)
      .slice(-2);
  }

  async readLog(request: Parameters<Storage['readLog']>[0]): Promise<readonly LogRow[]> {
    this.#open();
    const rows = this.#documents.get(request.documentId)?.rows ?? [];
    return structuredClone(rows.slice(request.afterSeq, request.afterSeq + request.limit));
  }

  async isEmpty(): Promise<boolean> {
    this.#open();
    return this.#plans.length === 0;
  }

  async replaceWorld(world: World, audit: AuditEntry): Promise<void> {
    this.#open();
    this.#people = new Map(world.people.map((person) => [person.id, structuredClone(person)]));
    this.#plans = structuredClone(world.plans);
    this.#documents = new Map(
      world.documents.map((document) => [document.documentId, keepDocument(document)]),
    );
    this.#marks.clear();
    this.#looked.clear();
    for (const looked of world.looked) this.#keepLooked(looked);
    for (const [digest, session] of this.#sessions) {
      if (!this.#people.has(session.personId)) this.#sessions.delete(digest);
    }
    this.#record(audit);
  }

  async person(personId: PersonId): Promise<Person | undefined> {
    this.#open();
    return structuredClone(this.#people.get(personId));
  }

  async people(personIds: readonly PersonId[]): Promise<readonly Person[]> {
    this.#open();
    return personIds.flatMap((id) => structuredClone(this.#people.get(id)) ?? []);
  }

  async plansOf(personId: PersonId): Promise<readonly PlanRecord[]> {
    this.#open();
    const takesPart = ({ alliance }: PlanRecord): boolean =>
      alliance.seats.some((seat) => seat.coverage.some((row) => row.personId === personId));
    return structuredClone(this.#plans.filter(takesPart));
  }

  async plan(planId: string): Promise<PlanRecord | undefined> {
    this.#open();
    return structuredClone(this.#plans.find(({ plan }) => plan.id === planId));
  }

  async planOfDocument(documentId: DocumentId): Promise<PlanRecord | undefined> {
    this.#open();
    const holds = ({ plan }: PlanRecord): boolean =>
      plan.sections.some((section) => section.documentId === documentId);
    return structuredClone(this.#plans.find(holds));
  }

  async changesSince(
    request: Parameters<Records['changesSince']>[0],
  ): Promise<readonly DocumentChanges[]> {
    this.#open();
    return request.documentIds.flatMap((documentId) => {
      const kept = this.#documents.get(documentId);
      if (kept === undefined) return [];
      const lookedHead = this.#marks.get(markKey(request.personId, documentId)) ?? 0;
      const changes = lastChanges(kept.rows.slice(lookedHead), request.personId);
      return [{ documentId, head: kept.rows.length, lookedHead, changes }];
    });
  }

  async markLooked(looked: Looked, audit: AuditEntry): Promise<void> {
    this.#open();
    this.#keepLooked(looked);
    this.#record(audit);
  }

  async lookedAt(personId: PersonId, planId: string): Promise<string | undefined> {
    this.#open();
    return this.#looked.get(markKey(personId, planId));
  }

  async readAudit(
    afterSeq: number,
    limit: number,
  ): Promise<readonly (AuditEntry & { readonly seq: number })[]> {
    this.#open();
    return structuredClone(this.#audit.slice(afterSeq, afterSeq + limit));
  }

  async createSession(session: Session, audit: AuditEntry): Promise<void> {
    this.#open();
    assert(this.#people.has(session.personId), 'A session belongs to a person who exists.');
    assert(!this.#sessions.has(session.secretDigest), 'A session secret is used once.');
    this.#sessions.set(session.secretDigest, structuredClone(session));
    this.#record(audit);
  }

  async session(secretDigest: string): Promise<Session | undefined> {
    this.#open();
    return structuredClone(this.#sessions.get(secretDigest));
  }

  async endSession(secretDigest: string, audit: AuditEntry): Promise<void> {
    this.#open();
    if (this.#sessions.delete(secretDigest)) this.#record(audit);
  }

  async purgeSessions(now: string): Promise<number> {
    this.#open();
    const expired = [...this.#sessions].filter(([, { expiresAt }]) => expiresAt <= now);
    for (const [digest] of expired) this.#sessions.delete(digest);
    return expired.length;
  }

  #open(): void {
    if (this.#isClosed) throw new StorageFailed('The storage is closed.');
  }

  #record(entry: AuditEntry): void {
    this.#audit.push({ ...structuredClone(entry), seq: this.#audit.length + 1 });
  }

  #keepLooked({ personId, planId, at, heads }: Looked): void {
    const plan = markKey(personId, planId);
    if (at > (this.#looked.get(plan) ?? '')) this.#looked.set(plan, at);
    for (const { documentId, head } of heads) {
      const mark = markKey(personId, documentId);
      const reachable = Math.min(head, this.#documents.get(documentId)?.rows.length ?? 0);
      this.#marks.set(mark, Math.max(this.#marks.get(mark) ?? 0, reachable));
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

function lastChanges(rows: readonly LogRow[], reader: PersonId): DocumentChanges['changes'] {
  const latest = new Map<PersonId, string>();
  for (const { personId, committedAt } of rows.toReversed()) {
    if (personId !== reader && !latest.has(personId)) latest.set(personId, committedAt);
  }
  return [...latest].map(([personId, at]) => ({ personId, at }));
}

function markKey(personId: PersonId, id: string): string {
  return `${personId} ${id}`;
}
