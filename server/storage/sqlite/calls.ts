/** Every call that is answered one by one, each in a transaction of its own. */
import { type DatabaseSync } from 'node:sqlite';

import { type DocumentId } from '@alliance/shared/careplan/section';

import { checkedPagesBytesMax, probeBytes } from '../limits.ts';
import { DamagedDocument } from '../port.ts';
import { type Accounts } from '../port/accounts.ts';
import { AccountRecords } from './account-records.ts';
import { AllianceRecords } from './alliance-records.ts';
import { AllianceWriting } from './alliance-writing.ts';
import { type DocumentLogWriter } from './document-log.ts';
import { DocumentReader } from './document-reader.ts';
import { failureOf } from './failure.ts';
import { LogChecker } from './log-checker.ts';
import { MergeCheckRecords } from './merge-check-records.ts';
import { pragma } from './migrate.ts';
import { NotificationRecords } from './notification-records.ts';
import { PeopleRecords } from './people-records.ts';
import { PlanRecords } from './plan-records.ts';
import { replaceWorld, type WritingParts } from './replace-world.ts';
import { SessionRecords } from './session-records.ts';
import { SignInRecords } from './sign-in-records.ts';
import { isWhole } from './table-counts.ts';
import { ThreadRecords } from './thread-records.ts';
import { type ReadingCalls, type WritingCalls } from './wire.ts';
import { WriteKeys } from './write-keys.ts';

/** Makes the answers of the reader, over any connection. */
export function createReadingCalls(database: DatabaseSync): ReadingCalls {
  const reader = new DocumentReader(database);
  const checker = new LogChecker(database, { replays: false });
  const plans = new PlanRecords(database);
  const people = new PeopleRecords(database);
  const threads = new ThreadRecords(database);
  const checks = new MergeCheckRecords(database);
  const notifications = new NotificationRecords(database);
  const alliances = new AllianceRecords(database);
  const sessions = new SessionRecords(database);
  const accounts = new AccountRecords(database);
  return {
    loadDocument: (documentId) => orDamaged(documentId, () => reader.load(documentId)),
    readLog: ({ documentId, afterSeq, limit }) =>
      orDamaged(documentId, () => reader.read(documentId, afterSeq, limit)),
    checkLog: (place) => checker.look(place),
    checkPages: () => checkPages(database),
    isEmpty: () => plans.isEmpty(),
    person: (personId) => people.person(personId),
    people: (personIds) => personIds.flatMap((id) => people.person(id) ?? []),
    plansOf: (personId) => plans.plansOf(personId),
    plan: (planId) => plans.plan(planId),
    planOfDocument: (documentId) => plans.planOfDocument(documentId),
    changesSince: (request) => people.changesSince(request),
    lookedAt: (personId, planId) => people.lookedAt(personId, planId),
    readAudit: (afterSeq, limit) => people.readAudit(afterSeq, limit),
    threadsOf: (request) => threads.threadsOf(request),
    thread: (threadId) => threads.thread(threadId),
    threadReads: (personId, planIds) => threads.reads(personId, planIds),
    openMergeChecks: (planId) => checks.open(planId),
    mergeCheck: (checkId) => checks.check(checkId),
    unscannedDocuments: (limit) => checks.unscanned(limit),
    scanMark: (documentId) => checks.mark(documentId),
    notificationsOf: (personId) => notifications.of(personId),
    digestReaders: () => notifications.digestReaders(),
    session: (secretDigest) => sessions.session(secretDigest),
    alliance: (allianceId) => plans.alliance(allianceId),
    allianceOfLink: (linkDigest) => plans.allianceOfLink(linkDigest),
    allianceOfCharter: (documentId) => plans.allianceOfCharter(documentId),
    alliances: (afterId, limit) => plans.allianceList(afterId, limit),
    charterVersion: (allianceId, number) => alliances.charterVersion(allianceId, number),
    account: (personId) => accounts.account(personId),
    accountOfEmail: (email) => accounts.accountOfEmail(email),
    accounts: (afterId, limit) => accounts.accounts(afterId, limit),
    link: (digest) => accounts.link(digest),
    sessionsOf: (request) => sessions.sessionsOf(request),
    settings: () => accounts.settings(),
  };
}

/** Makes the answers of the writer. */
export function createWritingCalls(database: DatabaseSync, log: DocumentLogWriter): WritingCalls {
  const people = new PeopleRecords(database);
  const threads = new ThreadRecords(database);
  const checks = new MergeCheckRecords(database);
  const notifications = new NotificationRecords(database);
  const sessions = new SessionRecords(database);
  const keys = new WriteKeys(database);
  const parts: WritingParts = {
    log,
    plans: new PlanRecords(database),
    people,
    threads,
    checks,
    notifications,
    sessions,
  };
  return {
    ...createAllianceCalls(new AllianceWriting(database, log), people),
    ...createAccountCalls(database, people, sessions),
    probe: () => {
      database.exec(`INSERT INTO probe VALUES (randomblob(${probeBytes})); DELETE FROM probe`);
    },
    limitPages: (max) => database.exec(`PRAGMA max_page_count = ${Math.trunc(max)}`),
    putSnapshot: (snapshot) => log.putSnapshot(snapshot),
    replaceWorld: (world, audit) => {
      replaceWorld(database, world, parts);
      people.record(audit);
    },
    markLooked: (looked, audit) => {
      people.markLooked(looked);
      people.record(audit);
    },
    writeThread: (write) => {
      const written = threads.write(write);
      if (written.result === 'kept') people.record(write.audit);
      return written;
    },
    purgeWriteKeys: (before) => keys.purge(before),
    markThreadRead: (read, audit) => people.recordIf(threads.markRead(read), audit),
    keepScan: (scan) => {
      if (!checks.keepScan(scan)) return false;
      for (const { audit } of scan.found) people.record(audit);
      return true;
    },
    writeMergeCheck: (check, audit) =>
      people.recordIf(checks.write(check), audit) ? 'kept' : 'stale',
    putNotifications: (row, audit, expected) =>
      people.recordIf(notifications.put(row, expected), audit),
    createSession: (session, audit) => {
      sessions.create(session);
      people.record(audit);
    },
    endSession: (secretDigest, audit) => {
      people.recordIf(sessions.end(secretDigest), audit);
    },
    purgeSessions: (now) => sessions.purge(now),
  };
}

function createAllianceCalls(
  alliances: AllianceWriting,
  people: PeopleRecords,
): Pick<WritingCalls, 'foundAlliance' | 'writeAlliance'> {
  return {
    foundAlliance: (founding) => {
      const written = alliances.found(founding);
      people.recordIf(written === 'kept', founding.audit);
      return written;
    },
    writeAlliance: (write) => {
      const written = alliances.write(write);
      people.recordIf(written === 'kept', write.audit);
      return written;
    },
  };
}

type AccountCalls = Pick<WritingCalls, Extract<keyof WritingCalls, keyof Accounts | 'querySignIn'>>;

function createAccountCalls(
  database: DatabaseSync,
  people: PeopleRecords,
  sessions: SessionRecords,
): AccountCalls {
  const accounts = new AccountRecords(database);
  const signIn = new SignInRecords(database);
  return {
    addAccount: (adding) => {
      const added = accounts.add(adding);
      if (added !== 'kept') return added;
      people.put(adding.person);
      for (const statement of adding.signIn ?? []) signIn.query(statement);
      people.record(adding.audit);
      return added;
    },
    writeAccount: (write) => {
      const written = accounts.write(write);
      if (written !== 'kept') return written;
      for (const statement of write.signIn ?? []) signIn.query(statement);
      people.record(write.audit);
      return written;
    },
    renamePerson: (person, audit) => {
      people.recordIf(people.rename(person), audit);
    },
    putLink: (link, audit) => {
      accounts.putLink(link, audit.at);
      people.record(audit);
    },
    spendLink: (digest, audit) => people.recordIf(accounts.spendLink(digest), audit),
    endSessions: (refs, audit) => {
      const ended = sessions.endAll(refs);
      people.recordIf(ended.length > 0, audit);
      return ended;
    },
    writeSession: (session, audit) => people.recordIf(sessions.write(session), audit),
    writeSettings: (settings, audit) => {
      accounts.putSettings(settings);
      people.record(audit);
    },
    querySignIn: ({ audit, ...statement }) => {
      const answer = signIn.query(statement);
      if (audit !== undefined) people.recordIf(answer.changes > 0, audit);
      return answer;
    },
  };
}

/** A page that cannot be read damages the documents on it, not the storage. */
function orDamaged<Value>(documentId: DocumentId, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw failureOf(error).kind === 'corrupt' ? new DamagedDocument(documentId, 0) : error;
  }
}

function checkPages(database: DatabaseSync): 'sound' | 'damaged' | 'unknown' {
  const bytes = pragma(database, 'page_count') * pragma(database, 'page_size');
  if (bytes > checkedPagesBytesMax) return 'unknown';
  return isWhole(database, 'quick') ? 'sound' : 'damaged';
}
