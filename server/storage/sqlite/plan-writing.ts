/** What becomes of plans that change, in SQLite. The caller holds the transaction; the audit is the caller's. */
import { type DatabaseSync } from 'node:sqlite';

import { obstacleToPlan } from '../plan-precondition.ts';
import { type PlanWrite, type RecordWritten } from '../port/plans.ts';
import { type DocumentLogWriter } from './document-log.ts';
import { MergeCheckRecords } from './merge-check-records.ts';
import { PlanRecords } from './plan-records.ts';
import { WriteKeys } from './write-keys.ts';

/** Keeps new states of plans, with the documents of their new sections. */
export class PlanWriting {
  readonly #log: DocumentLogWriter;
  readonly #plans: PlanRecords;
  readonly #checks: MergeCheckRecords;
  readonly #keys: WriteKeys;

  constructor(database: DatabaseSync, log: DocumentLogWriter) {
    this.#log = log;
    this.#plans = new PlanRecords(database);
    this.#checks = new MergeCheckRecords(database);
    this.#keys = new WriteKeys(database);
  }

  write(write: PlanWrite): RecordWritten {
    const { plan, documents, key, audit } = write;
    const obstacle = obstacleToPlan(write, {
      keptDigest: this.#keys.digestOf(key),
      present: this.#plans.plan(plan.id)?.plan,
      isTaken: documents.some(({ documentId }) => this.#log.has(documentId)),
    });
    if (obstacle !== undefined) return obstacle;
    this.#plans.putVersion(plan);
    this.#log.add(documents);
    for (const { documentId } of documents) this.#checks.markEnd(documentId);
    this.#keys.put(key, audit.at);
    return 'kept';
  }
}
