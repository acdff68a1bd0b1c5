/**
 * A storage that keeps everything in memory and forgets it at the end: for tests and simulations. It passes the same
 * contract suite as the others, hash chain included. Nothing it returns is shared with what it keeps.
 */
import assert from 'node:assert/strict';

import { type DocumentId } from '@alliance/shared/careplan/section';
import { type Thread, type ThreadId } from '@alliance/shared/comments/thread';
import { type Person, type PersonId } from '@alliance/shared/identity/person';
import { type MergeCheck, type MergeCheckId } from '@alliance/shared/merge-checks/merge-check';

import { MemoryDocuments } from './memory/memory-documents.ts';
import { MemoryLooked } from './memory/memory-looked.ts';
import { MemoryMergeChecks } from './memory/memory-merge-checks.ts';
import { MemoryNotifications } from './memory/memory-notifications.ts';
import { MemoryThreads } from './memory/memory-threads.ts';
import {
  type AppendRequest,
  type AppendResult,
  type AuditEntry,
  type DocumentChanges,
  type LogLook,
  type LogPlace,
  type LogRow,
  type Looked,
  type Notifications,
  type PlanRecord,
  type Records,
  type ScanMark,
  type ScanResult,
  type Session,
  type Snapshot,
  type Storage,
  StorageFailed,
  type StoredDocument,
  type StoredNotifications,
  type StoredThreads,
  type ThreadRead,
  type Threads,
  type ThreadWrite,
  type ThreadWritten,
  type World,
} from './port.ts';

/** A new, empty storage in memory. */
export function createMemoryStorage(): Storage {
  return new MemoryStorage();
}

class MemoryStorage implements Storage {
  /** Memory does not fail. */
  readonly failed = new Promise<void>(() => undefined);
  #people = new Map<PersonId, Person>();
  #plans: readonly PlanRecord[] = [];
  readonly #documents = new MemoryDocuments();
  readonly #looked = new MemoryLooked(this.#documents);
  readonly #threads = new MemoryThreads();
  readonly #checks = new MemoryMergeChecks(this.#documents);
  readonly #notifications = new MemoryNotifications();
  readonly #sessions = new Map<string, Session>();
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
    return this.#documents.load(documentId);
  }

  async append(request: AppendRequest): Promise<AppendResult> {
    this.#open();
    return this.#documents.append(request);
  }

  async putSnapshot(snapshot: Snapshot): Promise<void> {
    this.#open();
    this.#documents.putSnapshot(snapshot);
  }

  async readLog(request: Parameters<Storage['readLog']>[0]): Promise<readonly LogRow[]> {
    this.#open();
    return this.#documents.read(request.documentId, request.afterSeq, request.limit);
  }

  async checkLog(place?: LogPlace): Promise<LogLook> {
    this.#open();
    const documentId = this.#documents.after(place?.documentId);
    return documentId === undefined ? {} : { next: { documentId }, checked: { documentId } };
  }

  async checkPages(): Promise<'sound'> {
    this.#open();
    return 'sound';
  }

  async isEmpty(): Promise<boolean> {
    this.#open();
    return this.#plans.length === 0;
  }

  async replaceWorld(world: World, audit: AuditEntry): Promise<void> {
    this.#open();
    this.#threads.replace(world);
    this.#people = new Map(world.people.map((person) => [person.id, structuredClone(person)]));
    this.#plans = structuredClone(world.plans);
    this.#documents.replace(world.documents);
    this.#checks.replace(world.documents);
    this.#looked.replace(world.looked);
    this.#notifications.keepOnly(this.#people);
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
    return this.#looked.changesSince(request);
  }

  async markLooked(looked: Looked, audit: AuditEntry): Promise<void> {
    this.#open();
    this.#looked.mark(looked);
    this.#record(audit);
  }

  async lookedAt(personId: PersonId, planId: string): Promise<string | undefined> {
    this.#open();
    return this.#looked.at(personId, planId);
  }

  async readAudit(
    afterSeq: number,
    limit: number,
  ): Promise<readonly (AuditEntry & { readonly seq: number })[]> {
    this.#open();
    return structuredClone(this.#audit.slice(afterSeq, afterSeq + limit));
  }

  async threadsOf(request: Parameters<Threads['threadsOf']>[0]): Promise<StoredThreads> {
    this.#open();
    return this.#threads.threadsOf(request);
  }

  async thread(threadId: ThreadId): Promise<Thread | undefined> {
    this.#open();
    return this.#threads.thread(threadId);
  }

  async writeThread(write: ThreadWrite): Promise<ThreadWritten> {
    this.#open();
    const planIds = new Set<string>(this.#plans.map(({ plan }) => plan.id));
    const written = this.#threads.write(write, planIds);
    if (written.result === 'kept') this.#record(write.audit);
    return written;
  }

  async purgeWriteKeys(before: string): Promise<number> {
    this.#open();
    return this.#threads.purgeKeys(before);
  }

  async threadReads(
    personId: PersonId,
    planIds: readonly string[],
  ): Promise<readonly ThreadRead[]> {
    this.#open();
    return this.#threads.reads(personId, planIds);
  }

  async markThreadRead(read: ThreadRead, audit: AuditEntry): Promise<boolean> {
    this.#open();
    const isMoved = this.#threads.markRead(read);
    if (isMoved) this.#record(audit);
    return isMoved;
  }

  async openMergeChecks(planId: string): Promise<readonly MergeCheck[]> {
    this.#open();
    return this.#checks.open(planId);
  }

  async mergeCheck(checkId: MergeCheckId): Promise<MergeCheck | undefined> {
    this.#open();
    return this.#checks.check(checkId);
  }

  async unscannedDocuments(limit: number): Promise<readonly ScanMark[]> {
    this.#open();
    return this.#checks.unscanned(limit);
  }

  async scanMark(documentId: DocumentId): Promise<ScanMark | undefined> {
    this.#open();
    return this.#checks.mark(documentId);
  }

  async keepScan(scan: ScanResult): Promise<boolean> {
    this.#open();
    const planIds = new Set<string>(this.#plans.map(({ plan }) => plan.id));
    const isKept = this.#checks.keepScan(scan, planIds);
    if (isKept) for (const { audit } of scan.found) this.#record(audit);
    return isKept;
  }

  async writeMergeCheck(check: MergeCheck, audit: AuditEntry): Promise<'kept' | 'stale'> {
    this.#open();
    const isKept = this.#checks.write(check);
    if (isKept) this.#record(audit);
    return isKept ? 'kept' : 'stale';
  }

  async notificationsOf(personId: PersonId): Promise<StoredNotifications | undefined> {
    this.#open();
    return this.#notifications.of(personId);
  }

  async putNotifications(
    ...[row, audit, expected]: Parameters<Notifications['putNotifications']>
  ): Promise<boolean> {
    this.#open();
    const isPut = this.#notifications.put(row, expected, this.#people);
    if (isPut) this.#record(audit);
    return isPut;
  }

  async digestReaders(): Promise<readonly StoredNotifications[]> {
    this.#open();
    return this.#notifications.digestReaders();
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
}
