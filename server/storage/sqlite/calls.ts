/** Every call that is answered one by one, each in a transaction of its own. */
import { type DatabaseSync } from 'node:sqlite';

import { type DocumentId } from '@alliance/shared/careplan/section';

import { probeBytes } from '../limits.ts';
import { type AuditEntry, DamagedDocument, type World } from '../port.ts';
import { type DocumentLogWriter } from './document-log.ts';
import { DocumentReader } from './document-reader.ts';
import { failureOf } from './failure.ts';
import { PeopleRecords } from './people-records.ts';
import { PlanRecords } from './plan-records.ts';
import { type ReadingCalls, type WritingCalls } from './wire.ts';

/** Makes the answers of the reader, over any connection. */
export function createReadingCalls(database: DatabaseSync): ReadingCalls {
  const reader = new DocumentReader(database);
  const plans = new PlanRecords(database);
  const people = new PeopleRecords(database);
  return {
    loadDocument: (documentId) => orDamaged(documentId, () => reader.load(documentId)),
    readLog: ({ documentId, afterSeq, limit }) =>
      orDamaged(documentId, () => reader.read(documentId, afterSeq, limit)),
    isEmpty: () => plans.isEmpty(),
    person: (personId) => people.person(personId),
    people: (personIds) => personIds.flatMap((id) => people.person(id) ?? []),
    plansOf: (personId) => plans.plansOf(personId),
    plan: (planId) => plans.plan(planId),
    planOfDocument: (documentId) => plans.planOfDocument(documentId),
    changesSince: (request) => people.changesSince(request),
    lookedAt: (personId, planId) => people.lookedAt(personId, planId),
    readAudit: (afterSeq, limit) => people.readAudit(afterSeq, limit),
    session: (secretDigest) => people.session(secretDigest),
  };
}

/** Makes the answers of the writer. */
export function createWritingCalls(database: DatabaseSync, log: DocumentLogWriter): WritingCalls {
  const plans = new PlanRecords(database);
  const people = new PeopleRecords(database);
  return {
    probe: () => {
      database.exec(`INSERT INTO probe VALUES (randomblob(${probeBytes})); DELETE FROM probe`);
    },
    limitPages: (max) => database.exec(`PRAGMA max_page_count = ${Math.trunc(max)}`),
    putSnapshot: (snapshot) => log.putSnapshot(snapshot),
    replaceWorld: (world, audit) => {
      clear(database);
      fill(world, audit, { log, plans, people });
    },
    markLooked: (looked, audit) => {
      people.markLooked(looked);
      people.record(audit);
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

/** Children before parents. Audit and sessions stay. */
const worldTables = [
  'looked_documents',
  'looked_plans',
  'snapshots',
  'clients',
  'last_changes',
  'log',
  'documents',
  'sections',
  'plans',
  'scope',
  'coverage',
  'seats',
  'alliances',
  'people',
];

function clear(database: DatabaseSync): void {
  for (const table of worldTables) database.exec(`DELETE FROM ${table}`);
}

function fill(
  world: World,
  audit: AuditEntry,
  into: {
    readonly log: DocumentLogWriter;
    readonly plans: PlanRecords;
    readonly people: PeopleRecords;
  },
): void {
  for (const person of world.people) into.people.put(person);
  for (const record of world.plans) into.plans.put(record);
  into.log.replace(world.documents);
  for (const looked of world.looked) into.people.markLooked(looked);
  into.people.endOrphanedSessions();
  into.people.record(audit);
}
