/** What becomes of alliances that are founded and changed, in SQLite. The caller holds the transaction; the audit is the caller's. */
import { type DatabaseSync } from 'node:sqlite';

import { obstacleToAlliance, obstacleToFounding } from '../alliance-precondition.ts';
import {
  type AllianceFounding,
  type AllianceWrite,
  type AllianceWritten,
} from '../port/alliances.ts';
import { AllianceRecords } from './alliance-records.ts';
import { type DocumentLogWriter } from './document-log.ts';
import { MergeCheckRecords } from './merge-check-records.ts';
import { PlanRecords } from './plan-records.ts';
import { WriteKeys } from './write-keys.ts';

/** Adds alliances with their plans and documents, and keeps their new states. */
export class AllianceWriting {
  readonly #log: DocumentLogWriter;
  readonly #alliances: AllianceRecords;
  readonly #plans: PlanRecords;
  readonly #checks: MergeCheckRecords;
  readonly #keys: WriteKeys;

  constructor(database: DatabaseSync, log: DocumentLogWriter) {
    this.#log = log;
    this.#alliances = new AllianceRecords(database);
    this.#plans = new PlanRecords(database);
    this.#checks = new MergeCheckRecords(database);
    this.#keys = new WriteKeys(database);
  }

  found(founding: AllianceFounding): AllianceWritten {
    const { record, documents, key, audit } = founding;
    const obstacle = obstacleToFounding(founding, {
      keptDigest: this.#keys.digestOf(key),
      isTaken: this.#isTaken(founding),
    });
    if (obstacle !== undefined) return obstacle;
    this.#plans.put(record);
    this.#log.add(documents);
    for (const { documentId } of documents) this.#checks.markEnd(documentId);
    this.#keys.put(key, audit.at);
    return 'kept';
  }

  write(write: AllianceWrite): AllianceWritten {
    const { alliance, sealed, key, audit } = write;
    const obstacle = obstacleToAlliance(write, {
      keptDigest: this.#keys.digestOf(key),
      present: this.#alliances.get(alliance.id),
    });
    if (obstacle !== undefined) return obstacle;
    this.#alliances.put(alliance);
    if (sealed !== undefined) this.#alliances.putVersion(alliance.id, sealed);
    this.#keys.put(key, audit.at);
    return 'kept';
  }

  #isTaken({ record: { alliance, plan }, documents }: AllianceFounding): boolean {
    return (
      this.#alliances.has(alliance.id) ||
      this.#plans.has(plan.id) ||
      documents.some(({ documentId }) => this.#log.has(documentId))
    );
  }
}
