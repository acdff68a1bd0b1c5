/**
 * The storage port (D11). There are no interactive transactions: each call is one transaction, executed by the
 * adapter with its preconditions. A failed precondition is a value that returns the current state. An adapter
 * passes the contract suite of `tests/storage`.
 *
 * Errors: {@link StorageFull} (recovers by itself when space returns), {@link StorageFailed} (fail-stop: the
 * caller drops what it holds in memory and loads again; nothing is retried) and {@link DamagedDocument}.
 */
import { type Alliance } from '@alliance/shared/alliance/alliance';
import { type CarePlan } from '@alliance/shared/careplan/care-plan';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type Person, type PersonId } from '@alliance/shared/identity/person';

/** Everything the server keeps. */
export interface Storage extends DocumentLog, Records, Sessions {
  /** Resolves when a write would succeed now; rejects with {@link StorageFull} or {@link StorageFailed}. */
  probe(): Promise<void>;
  /** Resolves when nothing can be saved any more until the next start; never after a mere {@link close}. */
  readonly failed: Promise<void>;
  /** Finishes what was accepted, then lets go of the files. */
  close(): Promise<void>;
}

/** The durable, hash-chained log of every section document (D6) and its snapshots. */
export interface DocumentLog {
  /** The newest verified snapshot with the tail after it; undefined when there is no such document. Rejects with {@link DamagedDocument}, never with an empty state. */
  loadDocument(documentId: DocumentId): Promise<StoredDocument | undefined>;
  /** Appends rows in order, durable (fsync) when it resolves. Calls made one after the other, without anything awaited, share a commit. */
  append(request: AppendRequest): Promise<AppendResult>;
  /** Keeps a further snapshot; the two newest are kept. The caller has verified it with a {@link Replayer}. Not kept when the log has no row `seq` with this hash. */
  putSnapshot(snapshot: Snapshot): Promise<void>;
  /** Rows after `afterSeq`, in order, at most `limit`. */
  readLog(request: {
    readonly documentId: DocumentId;
    readonly afterSeq: number;
    readonly limit: number;
  }): Promise<readonly LogRow[]>;
}

/** What a room needs to come alive. */
export interface StoredDocument {
  readonly incarnation: string;
  readonly head: Head;
  /** A Yjs update (V1) with the state at `snapshot.seq`. */
  readonly snapshot?: Snapshot;
  /** Rows after the snapshot, or all rows, in order; their chain is verified. */
  readonly tail: readonly LogRow[];
  /** Which person each known client id belongs to. */
  readonly clients: readonly ClientBinding[];
}

/** The end of a document's log. An empty log has seq 0 and a hash of 32 zero bytes. */
export interface Head {
  readonly seq: number;
  /** 32 bytes. */
  readonly hash: Uint8Array;
}

/** A verified state of a document. */
export interface Snapshot {
  readonly documentId: DocumentId;
  readonly seq: number;
  /** Hash of the log row at `seq`: ties the snapshot to the chain. */
  readonly rowHash: Uint8Array;
  /** Yjs update (V1). Its SHA-256 is kept beside it and checked at load. */
  readonly state: Uint8Array;
}

/** A client id and its owner, in one document. */
export interface ClientBinding {
  readonly clientID: number;
  readonly personId: PersonId;
}

/** One row to append. The adapter adds seq, prev, digest and hash. */
export interface NewLogRow {
  /** Yjs update (V1). */
  readonly payload: Uint8Array;
  /** `yjs-update-v1` today. */
  readonly format: string;
  /** ISO 8601 instant, by the server's clock. */
  readonly committedAt: string;
  /** Who sent it. */
  readonly personId: PersonId;
  readonly seatId?: string;
  /** Which session, as an id that is not the secret. */
  readonly sessionRef?: string;
  /** Whose words it holds when they are not the sender's alone (an accepted suggestion). */
  readonly authors: readonly PersonId[];
}

/** A committed row. `hash = SHA-256(prev ‖ canonical header ‖ payloadDigest)`. */
export interface LogRow extends NewLogRow {
  readonly documentId: DocumentId;
  /** From 1, without gaps. */
  readonly seq: number;
  readonly prev: Uint8Array;
  readonly hash: Uint8Array;
  readonly payloadDigest: Uint8Array;
}

/** Rows for one document. All are committed or none. */
export interface AppendRequest {
  readonly documentId: DocumentId;
  /** The seq after which the rows must come. */
  readonly expectedHead: number;
  /** The incarnation that must still be stored, so that rows never land in a document that took the old one's place. */
  readonly incarnation?: string;
  readonly rows: readonly NewLogRow[];
  /** Client ids that these rows use for the first time. */
  readonly bind: readonly ClientBinding[];
}

/**
 * The new head, or the head that stood in the way: another head, another incarnation, no such document (head 0), or
 * a client id that belongs to somebody else. In each of these cases the caller loads again.
 */
export type AppendResult =
  | { readonly ok: true; readonly head: Head }
  | { readonly ok: false; readonly head: Head };

/** Proves a snapshot before it is kept: the log, replayed into a fresh document, gives the same state. */
export interface Replayer {
  /**
   * Replays the log up to `candidate.seq` and compares every unit and every delete. `different` also when the log does
   * not verify. Only after `equal` may the caller keep the candidate with `putSnapshot`.
   */
  verify(candidate: Snapshot): Promise<'equal' | 'different' | 'timeout'>;
  close(): Promise<void>;
}

/** From where a replay starts: an older snapshot, or nothing, and the verified rows after it up to the candidate's. */
export interface ReplayBase {
  readonly snapshot?: Snapshot;
  readonly rows: readonly LogRow[];
}

/** People, alliances, plans, and who has looked at what. */
export interface Records {
  /** True when the storage holds no plan: the first start. */
  isEmpty(): Promise<boolean>;
  /** Puts a whole world in place of everything but the audit, in one transaction: first start, reset of the demo, benchmarks. */
  replaceWorld(world: World, audit: AuditEntry): Promise<void>;
  person(personId: PersonId): Promise<Person | undefined>;
  people(personIds: readonly PersonId[]): Promise<readonly Person[]>;
  /** Every alliance in which the person has or had a seat, with its plan. Who may see it is decided by `shared/access`. */
  plansOf(personId: PersonId): Promise<readonly PlanRecord[]>;
  plan(planId: string): Promise<PlanRecord | undefined>;
  /** The plan whose section has this document. */
  planOfDocument(documentId: DocumentId): Promise<PlanRecord | undefined>;
  /** Per document the head, and the last change by each person after the reader's mark. */
  changesSince(request: {
    readonly personId: PersonId;
    readonly documentIds: readonly DocumentId[];
  }): Promise<readonly DocumentChanges[]>;
  /** Moves the reader's marks forward, never back. */
  markLooked(looked: Looked, audit: AuditEntry): Promise<void>;
  /** When the person last marked the plan as looked at. */
  lookedAt(personId: PersonId, planId: string): Promise<string | undefined>;
  /** Audit entries after `afterSeq`, oldest first, at most `limit`. */
  readAudit(
    afterSeq: number,
    limit: number,
  ): Promise<readonly (AuditEntry & { readonly seq: number })[]>;
}

/** A plan with its alliance: they are read together. */
export interface PlanRecord {
  readonly alliance: Alliance;
  readonly plan: CarePlan;
}

/** What happened to one document since its reader last looked. */
export interface DocumentChanges {
  readonly documentId: DocumentId;
  readonly head: number;
  /** The reader's mark; 0 when they never looked. */
  readonly lookedHead: number;
  /** By others, latest first, one entry per person. */
  readonly changes: readonly { readonly personId: PersonId; readonly at: string }[];
}

/** A complete set of records with the first rows of every document. */
export interface World {
  readonly people: readonly Person[];
  readonly plans: readonly PlanRecord[];
  readonly documents: readonly WorldDocument[];
  readonly looked: readonly Looked[];
}

/** How far a person has read a plan. */
export interface Looked {
  readonly personId: PersonId;
  readonly planId: string;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly heads: readonly { readonly documentId: DocumentId; readonly head: number }[];
}

/** A document with its first rows, written with the server's reserved client ids. */
export interface WorldDocument {
  readonly documentId: DocumentId;
  readonly incarnation: string;
  readonly rows: readonly NewLogRow[];
  readonly clients: readonly ClientBinding[];
}

/** Who is signed in. The secret itself is never stored. */
export interface Sessions {
  createSession(session: Session, audit: AuditEntry): Promise<void>;
  /** The session whose secret has this SHA-256 (hex), expired or not. */
  session(secretDigest: string): Promise<Session | undefined>;
  endSession(secretDigest: string, audit: AuditEntry): Promise<void>;
  /** Removes the sessions that have expired by `now` (ISO 8601, UTC); gives how many. They ended by the clock: that leaves no audit entry. */
  purgeSessions(now: string): Promise<number>;
}

/** One row of the sessions table. */
export interface Session {
  /** SHA-256 of the cookie's secret, hex. */
  readonly secretDigest: string;
  /** Names the session in logs and rows. */
  readonly ref: string;
  readonly personId: PersonId;
  /** `demo`: a persona of the demo. `simulated`: the scripted colleague. */
  readonly kind: 'demo' | 'simulated';
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** One line of the audit: who did what to which record, never content. */
export interface AuditEntry {
  readonly at: string;
  readonly personId?: PersonId;
  /** `session.create`, `session.end`, `world.replace`, `plan.looked` … */
  readonly action: string;
  readonly subjectId: string;
}

/** No space: nothing was written, everything before is safe. */
export class StorageFull extends Error {
  override readonly name = 'StorageFull';
}

/** The storage said no for a reason that a retry must not hide (fsync, I/O, closed). */
export class StorageFailed extends Error {
  override readonly name = 'StorageFailed';
}

/** The stored state of a document does not verify. It is refused, never opened empty. */
export class DamagedDocument extends Error {
  override readonly name = 'DamagedDocument';
  readonly documentId: DocumentId;
  /** The first row that does not verify; 0 for the document's own record, or when its place on the disk cannot be read. */
  readonly seq: number;

  constructor(documentId: DocumentId, seq: number) {
    super(`Document ${documentId} does not verify at row ${seq}.`);
    this.documentId = documentId;
    this.seq = seq;
  }
}
