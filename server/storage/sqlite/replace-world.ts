/** Puts a whole world in place of another. Runs in the writer's thread; the caller holds the transaction. */
import { type DatabaseSync } from 'node:sqlite';

import { type World } from '../port.ts';
import { AllianceRecords } from './alliance-records.ts';
import { type DocumentLogWriter } from './document-log.ts';
import { type MergeCheckRecords } from './merge-check-records.ts';
import { type NotificationRecords } from './notification-records.ts';
import { type PeopleRecords } from './people-records.ts';
import { type PlanRecords } from './plan-records.ts';
import { type SessionRecords } from './session-records.ts';
import { type ThreadRecords } from './thread-records.ts';

/** Everything that the writer writes with. */
export interface WritingParts {
  readonly log: DocumentLogWriter;
  readonly plans: PlanRecords;
  readonly people: PeopleRecords;
  readonly threads: ThreadRecords;
  readonly checks: MergeCheckRecords;
  readonly notifications: NotificationRecords;
  readonly sessions: SessionRecords;
}

/** Children before parents. The audit stays; sessions and notifications are a person's and stay with them, accounts keep their person. */
const worldTables = [
  'merge_checks',
  'scan_marks',
  'write_keys',
  'thread_reads',
  'threads',
  'looked_documents',
  'looked_plans',
  'snapshots',
  'clients',
  'last_changes',
  'log',
  'documents',
  'sections',
  'plans',
  'charter_versions',
  'alliance_links',
  'alliance_people',
  'alliances',
];

/** Empties the tables of the world before and fills them. */
export function replaceWorld(database: DatabaseSync, world: World, into: WritingParts): void {
  for (const table of worldTables) database.exec(`DELETE FROM ${table}`);
  into.people.forgetStrangers();
  for (const person of world.people) into.people.put(person);
  for (const record of world.plans) into.plans.put(record);
  const alliances = new AllianceRecords(database);
  for (const { allianceId, version } of world.charterVersions ?? [])
    alliances.putVersion(allianceId, version);
  into.log.replace(world.documents);
  into.checks.markAll();
  into.threads.replace(world.threads, world.threadReads);
  for (const looked of world.looked) into.people.markLooked(looked);
  into.sessions.endOrphans();
  into.notifications.forgetOrphans();
}
