/** Every call that is answered one by one, each in a transaction of its own. */
import { type DatabaseSync } from 'node:sqlite';

import { type DocumentId } from '@alliance/shared/careplan/section';

import { checkedPagesBytesMax, probeBytes } from '../limits.ts';
import { DamagedDocument } from '../port.ts';
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
import { isWhole } from './table-counts.ts';
import { ThreadRecords } from './thread-records.ts';
import { type ReadingCalls, type WritingCalls } from './wire.ts';

/** Makes the answers of the reader, over any connection. */
export function createReadingCalls(database: DatabaseSync): ReadingCalls {
  const reader = new DocumentReader(database);
  const checker = new LogChecker(database, { replays: false });
  const plans = new PlanRecords(database);
  const people = new PeopleRecords(database);
  const threads = new ThreadRecords(database);
  const checks = new MergeCheckRecords(database);
  const notifications = new NotificationRecords(database);
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
    session: (secretDigest) => people.session(secretDigest),
  };
}

/** Makes the answers of the writer. */
export function createWritingCalls(database: DatabaseSync, log: DocumentLogWriter): WritingCalls {
  const people = new PeopleRecords(database);
  const threads = new ThreadRecords(database);
  const checks = new MergeCheckRecords(database);
  const notifications = new NotificationRecords(database);
  const parts: WritingParts = {
    log,
    plans: new PlanRecords(database),
    people,
    threads,
    checks,
    notifications,
  };
  return {
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
    purgeWriteKeys: (before) => threads.purgeKeys(before),
    markThreadRead: (read, audit) => {
      const isMoved = threads.markRead(read);
      if (isMoved) people.record(audit);
      return isMoved;
    },
    keepScan: (scan) => {
      if (!checks.keepScan(scan)) return false;
      for (const { audit } of scan.found) people.record(audit);
      return true;
    },
    writeMergeCheck: (check, audit) => {
      const isKept = checks.write(check);
      if (isKept) people.record(audit);
      return isKept ? 'kept' : 'stale';
    },
    putNotifications: (row, audit, expected) => {
      const isPut = notifications.put(row, expected);
      if (isPut) people.record(audit);
      return isPut;
    },
    createSession: (session, audit) => people.createSession(session, audit),
    endSession: (secretDigest, audit) => people.endSession(secretDigest, audit),
    purgeSessions: (now) => people.purgeSessions(now),
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
