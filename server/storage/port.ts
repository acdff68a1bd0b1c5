/**
 * The storage port. There are no interactive transactions: each call is one transaction, executed by the
 * adapter with its preconditions. A failed precondition is a value that returns the current state. An adapter
 * passes the contract suite of `tests/storage`.
 *
 * Errors: {@link StorageFull} (recovers by itself when space returns), {@link StorageFailed} (fail-stop: the
 * caller drops what it holds in memory and loads again; nothing is retried) and {@link DamagedDocument}.
 */
import { type Alliance, type AllianceId } from '@alliance/shared/alliance/alliance';
import { type CharterVersion } from '@alliance/shared/alliance/charter';
import { type CarePlan } from '@alliance/shared/careplan/care-plan';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type Thread, type ThreadId } from '@alliance/shared/comments/thread';
import { type Person, type PersonId } from '@alliance/shared/identity/person';
import { type DigestRhythm } from '@alliance/shared/inbox/inbox';
import { type MergeCheck, type MergeCheckId } from '@alliance/shared/merge-checks/merge-check';

import { type MergeFinding } from '../core/merge-finding.ts';
import { type Accounts, type SignInTables } from './port/accounts.ts';
import { type Alliances } from './port/alliances.ts';

/** Everything the server keeps. */
export interface Storage
  extends
    DocumentLog,
    Records,
    Alliances,
    Threads,
    MergeChecks,
    Notifications,
    Sessions,
    Accounts,
    SignInTables {
  /** Resolves when a write would succeed now; rejects with {@link StorageFull} or {@link StorageFailed}. */
  probe(): Promise<void>;
  /** Resolves when nothing can be saved any more until the next start; never after a mere {@link close}. */
  readonly failed: Promise<void>;
  /** Finishes what was accepted, then lets go of the files. */
  close(): Promise<void>;
}

/** The durable, hash-chained log of every section document and its snapshots. */
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
  /**
   * Proves the next part of all logs, document by document: few enough rows to stand between two questions. Goes on
   * where `place` says; begins anew without it.
   */
  checkLog(place?: LogPlace): Promise<LogLook>;
  /** Whether every page can be read; `unknown` when there are too many to look at beside the work. */
  checkPages(): Promise<'sound' | 'damaged' | 'unknown'>;
}

/** How far a walk through all logs has come: the document is done, or its rows up to `rest.seq` are. */
export interface LogPlace {
  readonly documentId: DocumentId;
  readonly rest?: { readonly incarnation: string; readonly seq: number };
}

/** What one step of the walk showed. */
export interface LogLook {
  /** Where to go on; absent at the end. */
  readonly next?: LogPlace;
  /** The document that was finished, with its first row that does not verify. */
  readonly checked?: { readonly documentId: DocumentId; readonly damagedAt?: number };
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

/** Where a look begins. */
export interface ScanRequest {
  readonly documentId: DocumentId;
  readonly incarnation: string;
  /** Rows up to this one were looked at. */
  readonly afterSeq: number;
}

/** What a look has found, and up to which row it came. */
export interface ScanAnswer {
  readonly seq: number;
  readonly findings: readonly MergeFinding[];
}

/** Looks at logs, one after the other. */
export interface LogScanner {
  /**
   * Looks at what came after `afterSeq`. `gone`: it is another document now, or there is none. `failed`: it took too
   * long, or the rows cannot be played.
   */
  scan(request: ScanRequest): Promise<ScanAnswer | 'gone' | 'failed'>;
  close(): Promise<void>;
}

/** People, alliances, plans, and who has looked at what. */
export interface Records {
  /** True when the storage holds no plan: the first start. */
  isEmpty(): Promise<boolean>;
  /**
   * Puts a whole world in place of everything but the audit, in one transaction: first start, reset of the demo, its end
   * ({@link emptyWorld}), benchmarks. Whoever has an account stays, with all that belongs to it: no world takes away who
   * administers.
   */
  replaceWorld(world: World, audit: AuditEntry): Promise<void>;
  person(personId: PersonId): Promise<Person | undefined>;
  people(personIds: readonly PersonId[]): Promise<readonly Person[]>;
  /** Every alliance that concerns the person, with its plan: in which they have, had or will have a seat, or are asked to take one. Who may see it is decided by `shared/access`. */
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
  /** Of the charters, as they were put forward. */
  readonly charterVersions?: readonly {
    readonly allianceId: AllianceId;
    readonly version: CharterVersion;
  }[];
  readonly documents: readonly WorldDocument[];
  readonly looked: readonly Looked[];
  readonly threads: readonly Thread[];
  readonly threadReads: readonly ThreadRead[];
}

/** The world in which nobody has begun yet. */
export const emptyWorld: World = {
  people: [],
  plans: [],
  documents: [],
  looked: [],
  threads: [],
  threadReads: [],
};

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

/** Threads of comments: whole records, each written with the version that it is based on. */
export interface Threads {
  /**
   * The threads of a plan that changed after the cursor, oldest thread first; all of them without a cursor, and with
   * one that this storage did not give or that is older than the present world.
   */
  threadsOf(request: { readonly planId: string; readonly after?: string }): Promise<StoredThreads>;
  thread(threadId: ThreadId): Promise<Thread | undefined>;
  /** Keeps a new state of a thread when the one before it is the present one, once per key; see {@link ThreadWritten}. */
  writeThread(write: ThreadWrite): Promise<ThreadWritten>;
  /** Forgets the keys of writes that came before `before` (ISO 8601, UTC); gives how many. */
  purgeWriteKeys(before: string): Promise<number>;
  /** How many comments of each thread of these plans the person has read; threads that they never opened are not there. */
  threadReads(personId: PersonId, planIds: readonly string[]): Promise<readonly ThreadRead[]>;
  /** Moves the person's mark forward, never back, and not beyond the thread's end. False when it stood there already or there is no such thread. */
  markThreadRead(read: ThreadRead, audit: AuditEntry): Promise<boolean>;
}

/** Some or all threads of a plan. */
export interface StoredThreads {
  /** Opaque; for the next question. */
  readonly cursor: string;
  /** All of them. */
  readonly isWhole: boolean;
  readonly threads: readonly Thread[];
}

/** A new state of a thread. */
export interface ThreadWrite {
  /** Its version is `expectedVersion + 1`. */
  readonly thread: Thread;
  /** 0 for a new thread. */
  readonly expectedVersion: number;
  /** Absent for what the server does by itself. */
  readonly key?: WriteKey;
  readonly audit: AuditEntry;
}

/** Names one write of one person (`Idempotency-Key`), with what it asked for: the same key never does two things. */
export interface WriteKey {
  readonly personId: PersonId;
  /** As the client sent it. */
  readonly key: string;
  /** SHA-256 of the request, hex. */
  readonly digest: string;
}

/**
 * What became of a write: kept, or why not. `stale`: another version is the present one. `taken`: a new thread's id
 * exists, in this plan or another. `repeated`: this key has done this already. `misused`: this key has done something
 * else. In each case nothing was written.
 */
export type ThreadWritten =
  | { readonly result: 'kept' }
  | { readonly result: 'stale' | 'taken' | 'repeated' | 'misused' };

/** How many comments of a thread a person has read, from the first. */
export interface ThreadRead {
  readonly personId: PersonId;
  readonly threadId: ThreadId;
  readonly readCount: number;
}

/** Merge checks, and up to which row each document's log was looked at for them. */
export interface MergeChecks {
  /** The checks of a plan that nobody has decided, oldest first. */
  openMergeChecks(planId: string): Promise<readonly MergeCheck[]>;
  mergeCheck(checkId: MergeCheckId): Promise<MergeCheck | undefined>;
  /** Documents whose log goes on after the row up to which it was looked at, at most `limit`, by their ids. */
  unscannedDocuments(limit: number): Promise<readonly ScanMark[]>;
  /** Up to which row a document was looked at; undefined when there is no such document. */
  scanMark(documentId: DocumentId): Promise<ScanMark | undefined>;
  /**
   * Keeps what a look found together with how far it came. False, and nothing is kept, when the document was looked at
   * from another row meanwhile, is not this one any more, or has no row `seq`.
   */
  keepScan(scan: ScanResult): Promise<boolean>;
  /** Keeps a new state of a check when the one before it is the present one; `stale` otherwise, and nothing is kept. */
  writeMergeCheck(check: MergeCheck, audit: AuditEntry): Promise<'kept' | 'stale'>;
}

/** How far a document was looked at. */
export interface ScanMark {
  readonly documentId: DocumentId;
  readonly incarnation: string;
  /** The last row that was looked at; 0 when none was. What a new world begins with is not looked at. */
  readonly seq: number;
}

/** What a look at some rows of a log found. */
export interface ScanResult {
  readonly documentId: DocumentId;
  readonly incarnation: string;
  /** The mark that stands. */
  readonly afterSeq: number;
  /** The mark from now on: the last row that was looked at. */
  readonly seq: number;
  /** New checks of version 1, each with its audit entry. */
  readonly found: readonly { readonly check: MergeCheck; readonly audit: AuditEntry }[];
}

/** Who wants to be told by e-mail, and what has been sent. */
export interface Notifications {
  notificationsOf(personId: PersonId): Promise<StoredNotifications | undefined>;
  /**
   * Replaces the person's row; with `expected` only while that is still the present one (`row: undefined`: there is
   * none yet), so that a sent e-mail does not undo a wish and guesses of a code are counted one by one. False when it
   * was not: nothing was written.
   */
  putNotifications(
    row: StoredNotifications,
    audit: AuditEntry,
    expected?: { readonly row: StoredNotifications | undefined },
  ): Promise<boolean>;
  /** Everybody with a confirmed address and a rhythm other than `never`, by their ids. */
  digestReaders(): Promise<readonly StoredNotifications[]>;
}

/** One person's wishes. */
export interface StoredNotifications {
  readonly personId: PersonId;
  readonly rhythm: DigestRhythm;
  /** 0 to 23, in `timeZone`. */
  readonly hour: number;
  /** IANA name. */
  readonly timeZone: string;
  readonly address?: string;
  readonly isConfirmed: boolean;
  /** The code that was sent to the address and how it is doing. It stays when it is spent: what was sent counts towards the limit. */
  readonly confirmation?: AddressConfirmation;
  /** From when the next digest counts: the last one left, or the wishes changed (ISO 8601, UTC). */
  readonly sentAt?: string;
  /** What needed the person then, as short hashes of ids and reasons: the hourly e-mail leaves only for something new. */
  readonly sentDigest?: string;
}

/** A code on its way to an address. */
export interface AddressConfirmation {
  /** A new address that waits for its code while the confirmed one stays; absent when the code is for the row's own. */
  readonly address?: string;
  /** SHA-256 of the code with the person's id, hex. */
  readonly codeDigest: string;
  readonly expiresAt: string;
  readonly attempts: number;
  /** Instants at which codes were sent, for the limit on them. */
  readonly sentAt: readonly string[];
}

/** Who is signed in. The secret itself is never stored. */
export interface Sessions {
  /** Keeps a new session. One of kind `account` is refused to who has no account, or whose account is suspended meanwhile. */
  createSession(session: Session, audit: AuditEntry): Promise<void>;
  /** The session whose secret has this SHA-256 (hex), expired or not; none of an account that is suspended. */
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
  /** `account`: after every factor of an account. `demo`: a persona of the demo. `simulated`: the scripted colleague. */
  readonly kind: 'account' | 'demo' | 'simulated';
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Which browser, for whoever looks at their own sessions: "Firefox on Windows"; never the browser's own words about itself. */
  readonly label?: string;
  /** Since when it opens nothing but the way to unlock it. */
  readonly lockedAt?: string;
  /** Its page has said once that somebody is there: from then on silence locks it. */
  readonly isWatched?: true;
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
