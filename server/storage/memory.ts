/**
 * A storage that keeps everything in memory and forgets it at the end: for tests and simulations. It passes the same
 * contract suite as the others, hash chain included. Nothing it returns is shared with what it keeps.
 */
import assert from 'node:assert/strict';

import { type AllianceId } from '@alliance/shared/alliance/alliance';
import { type CharterVersion } from '@alliance/shared/alliance/charter';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type Thread, type ThreadId } from '@alliance/shared/comments/thread';
import { type Person, type PersonId } from '@alliance/shared/identity/person';
import { type MergeCheck, type MergeCheckId } from '@alliance/shared/merge-checks/merge-check';

import { MemoryAccounts } from './memory/memory-accounts.ts';
import { MemoryDocuments } from './memory/memory-documents.ts';
import { MemoryLooked } from './memory/memory-looked.ts';
import { MemoryMergeChecks } from './memory/memory-merge-checks.ts';
import { MemoryNotifications } from './memory/memory-notifications.ts';
import { MemoryPlans } from './memory/memory-plans.ts';
import { MemorySessions } from './memory/memory-sessions.ts';
import { MemorySignIn } from './memory/memory-sign-in.ts';
import { MemoryThreads } from './memory/memory-threads.ts';
import { MemoryWriteKeys } from './memory/memory-write-keys.ts';
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
import {
  type Account,
  type AccountLink,
  type AccountRecord,
  type Accounts,
  type AccountWrite,
  type AccountWritten,
  type AddAccount,
  type InstallationSettings,
  type SignInRows,
  type SignInTables,
} from './port/accounts.ts';
import {
  type AllianceFounding,
  type AllianceWrite,
  type AllianceWritten,
} from './port/alliances.ts';

/** A new, empty storage in memory. */
export function createMemoryStorage(): Storage {
  return new MemoryStorage();
}

class MemoryStorage implements Storage {
  /** Memory does not fail. */
  readonly failed = new Promise<void>(() => undefined);
  readonly #people = new Map<PersonId, Person>();
  readonly #documents = new MemoryDocuments();
  readonly #looked = new MemoryLooked(this.#documents);
  readonly #keys = new MemoryWriteKeys();
  readonly #threads = new MemoryThreads(this.#keys);
  readonly #checks = new MemoryMergeChecks(this.#documents);
  readonly #plans = new MemoryPlans({
    documents: this.#documents,
    checks: this.#checks,
    keys: this.#keys,
  });
  readonly #notifications = new MemoryNotifications();
  readonly #sessions = new MemorySessions();
  readonly #accounts = new MemoryAccounts();
  readonly #signIn = new MemorySignIn();
  readonly #audit: (AuditEntry & { readonly seq: number })[] = [];
  #isClosed = false;

  async probe(): Promise<void> {
    this.#open();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#signIn.close();
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
    return this.#plans.isEmpty();
  }

  async replaceWorld(world: World, audit: AuditEntry): Promise<void> {
    this.#open();
    assert(
      world.people.every(({ id }) => !this.#accounts.has(id)),
      'Nobody in a world has an account.',
    );
    this.#threads.replace(world);
    for (const personId of this.#people.keys()) {
      if (!this.#accounts.has(personId)) this.#people.delete(personId);
    }
    for (const person of world.people) this.#people.set(person.id, structuredClone(person));
    this.#plans.replace(world);
    this.#documents.replace(world.documents);
    this.#checks.replace(world.documents);
    this.#looked.replace(world.looked);
    this.#notifications.keepOnly(this.#people);
    this.#sessions.keepOnly(this.#people);
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
    return this.#plans.plansOf(personId);
  }

  async plan(planId: string): Promise<PlanRecord | undefined> {
    this.#open();
    return this.#plans.plan(planId);
  }

  async planOfDocument(documentId: DocumentId): Promise<PlanRecord | undefined> {
    this.#open();
    return this.#plans.planOfDocument(documentId);
  }

  async alliance(allianceId: AllianceId): Promise<PlanRecord | undefined> {
    this.#open();
    return this.#plans.alliance(allianceId);
  }

  async allianceOfLink(linkDigest: string): Promise<PlanRecord | undefined> {
    this.#open();
    return this.#plans.allianceOfLink(linkDigest);
  }

  async allianceOfCharter(documentId: DocumentId): Promise<PlanRecord | undefined> {
    this.#open();
    return this.#plans.allianceOfCharter(documentId);
  }

  async alliances(afterId: string, limit: number): Promise<readonly PlanRecord[]> {
    this.#open();
    return this.#plans.allianceList(afterId, limit);
  }

  async foundAlliance(founding: AllianceFounding): Promise<AllianceWritten> {
    this.#open();
    const written = this.#plans.found(founding);
    if (written === 'kept') this.#record(founding.audit);
    return written;
  }

  async writeAlliance(write: AllianceWrite): Promise<AllianceWritten> {
    this.#open();
    const written = this.#plans.write(write);
    if (written === 'kept') this.#record(write.audit);
    return written;
  }

  async charterVersion(
    allianceId: AllianceId,
    number: number,
  ): Promise<CharterVersion | undefined> {
    this.#open();
    return this.#plans.charterVersion(allianceId, number);
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
    const written = this.#threads.write(write, this.#plans.ids());
    if (written.result === 'kept') this.#record(write.audit);
    return written;
  }

  async purgeWriteKeys(before: string): Promise<number> {
    this.#open();
    return this.#keys.purge(before);
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
    const isKept = this.#checks.keepScan(scan, this.#plans.ids());
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
    const account = this.#accounts.account(session.personId);
    assert(
      session.kind !== 'account' || (account !== undefined && account.suspendedAt === undefined),
      'Only who has an account that is not suspended signs in with it.',
    );
    this.#sessions.create(session);
    this.#record(audit);
  }

  async session(secretDigest: string): Promise<Session | undefined> {
    this.#open();
    const session = this.#sessions.session(secretDigest);
    const account = session && this.#accounts.account(session.personId);
    return account?.suspendedAt === undefined ? session : undefined;
  }

  async endSession(secretDigest: string, audit: AuditEntry): Promise<void> {
    this.#open();
    this.#recordIf(this.#sessions.end(secretDigest), audit);
  }

  async purgeSessions(now: string): Promise<number> {
    this.#open();
    return this.#sessions.purge(now);
  }

  async sessionsOf(request: Parameters<Accounts['sessionsOf']>[0]): Promise<readonly Session[]> {
    this.#open();
    return this.#sessions.sessionsOf(request);
  }

  async endSessions(refs: readonly string[], audit: AuditEntry): Promise<readonly Session[]> {
    this.#open();
    const ended = this.#sessions.endAll(refs);
    this.#recordIf(ended.length > 0, audit);
    return ended;
  }

  async writeSession(session: Session, audit: AuditEntry): Promise<boolean> {
    this.#open();
    return this.#recordIf(this.#sessions.write(session), audit);
  }

  async account(personId: PersonId): Promise<Account | undefined> {
    this.#open();
    return this.#accounts.account(personId);
  }

  async accountOfEmail(email: string): Promise<Account | undefined> {
    this.#open();
    return this.#accounts.accountOfEmail(email);
  }

  async accounts(afterId: string, limit: number): Promise<readonly AccountRecord[]> {
    this.#open();
    return this.#accounts.accounts(this.#people, afterId, limit);
  }

  async addAccount(adding: AddAccount): Promise<'kept' | 'taken' | 'link-spent'> {
    this.#open();
    const { person, signIn = [], audit } = adding;
    const obstacle = this.#accounts.obstacleToAdding(adding);
    if (obstacle !== undefined) return obstacle;
    assert(!this.#people.has(person.id), 'The id of a person is given once.');
    this.#signIn.execute(signIn);
    this.#accounts.add(adding);
    this.#people.set(person.id, structuredClone(person));
    this.#record(audit);
    return 'kept';
  }

  async writeAccount(write: AccountWrite): Promise<AccountWritten> {
    this.#open();
    const obstacle = this.#accounts.obstacleTo(write);
    if (obstacle !== undefined) return obstacle;
    this.#signIn.execute(write.signIn ?? []);
    this.#accounts.put(write);
    this.#record(write.audit);
    return 'kept';
  }

  async renamePerson(person: Person, audit: AuditEntry): Promise<void> {
    this.#open();
    if (!this.#people.has(person.id)) return;
    this.#people.set(person.id, structuredClone(person));
    this.#record(audit);
  }

  async link(digest: string): Promise<AccountLink | undefined> {
    this.#open();
    return this.#accounts.link(digest);
  }

  async putLink(link: AccountLink, audit: AuditEntry): Promise<void> {
    this.#open();
    assert(
      link.personId === undefined || this.#accounts.has(link.personId),
      'A link is for somebody with an account.',
    );
    this.#accounts.putLink(link, audit.at);
    this.#record(audit);
  }

  async spendLink(digest: string, audit: AuditEntry): Promise<boolean> {
    this.#open();
    return this.#recordIf(this.#accounts.spendLink(digest), audit);
  }

  async settings(): Promise<InstallationSettings> {
    this.#open();
    return this.#accounts.settings();
  }

  async writeSettings(settings: InstallationSettings, audit: AuditEntry): Promise<void> {
    this.#open();
    this.#accounts.putSettings(settings);
    this.#record(audit);
  }

  async querySignIn({
    audit,
    ...statement
  }: Parameters<SignInTables['querySignIn']>[0]): Promise<SignInRows> {
    this.#open();
    const [answer = { rows: [], changes: 0 }] = this.#signIn.execute([statement]);
    if (audit !== undefined) this.#recordIf(answer.changes > 0, audit);
    return structuredClone(answer);
  }

  #open(): void {
    if (this.#isClosed) throw new StorageFailed('The storage is closed.');
  }

  /** Leaves an entry where something was done; says whether it was. */
  #recordIf(isDone: boolean, entry: AuditEntry): boolean {
    if (isDone) this.#record(entry);
    return isDone;
  }

  #record(entry: AuditEntry): void {
    this.#audit.push({ ...structuredClone(entry), seq: this.#audit.length + 1 });
  }
}
