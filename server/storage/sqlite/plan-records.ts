/** Alliances and plans in SQLite. Runs in the writer's thread; the caller holds the transaction. */
import { type DatabaseSync } from 'node:sqlite';

import { type CarePlan, type Patient, type Section } from '@alliance/shared/careplan/care-plan';

import { type PlanRecord } from '../port.ts';
import { AllianceRecords } from './alliance-records.ts';
import { change, query } from './query.ts';

type PlanRow = Omit<CarePlan, 'sections' | 'patient'> & {
  readonly key: number;
  /** JSON. */
  readonly patient: string;
};

/** Writes and reads plans with their alliances. Lists keep the order in which they were written. */
export class PlanRecords {
  readonly #alliances: AllianceRecords;
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(database: DatabaseSync) {
    this.#alliances = new AllianceRecords(database);
    this.#statements = prepareStatements(database);
  }

  /** Adds a plan, and its alliance unless another plan has brought it. */
  put({ alliance, plan }: PlanRecord): void {
    if (!this.#alliances.has(alliance.id)) this.#alliances.put(alliance);
    const { id, allianceId, title, status, patient } = plan;
    const added = this.#statements.putPlan.run(
      id,
      allianceId,
      title,
      status,
      JSON.stringify(patient),
    );
    for (const section of plan.sections) {
      this.#statements.putSection.run(
        added.lastInsertRowid,
        section.id,
        section.key,
        section.heading,
        section.documentId,
      );
    }
  }

  /** Whether there is no plan. */
  isEmpty(): boolean {
    return this.#statements.anyPlan.get() === undefined;
  }

  has(planId: string): boolean {
    return this.#statements.plan.get(planId) !== undefined;
  }

  plan(planId: string): PlanRecord | undefined {
    return this.#record(this.#statements.plan.get(planId));
  }

  planOfDocument(documentId: string): PlanRecord | undefined {
    return this.#record(this.#statements.planOfDocument.get(documentId));
  }

  /** Plans of every alliance in which the person has, had or will have a seat. */
  plansOf(personId: string): readonly PlanRecord[] {
    return this.#statements.plansOf.all(personId).flatMap((row) => this.#record(row) ?? []);
  }

  /** An alliance with its first plan. */
  alliance(allianceId: string): PlanRecord | undefined {
    return this.#record(this.#statements.planOfAlliance.get(allianceId));
  }

  allianceOfLink(linkDigest: string): PlanRecord | undefined {
    return this.#record(this.#statements.planOfLink.get(linkDigest));
  }

  allianceOfCharter(documentId: string): PlanRecord | undefined {
    return this.#record(this.#statements.planOfCharter.get(documentId));
  }

  /** Every alliance with its first plan, by their ids. */
  allianceList(afterId: string, limit: number): readonly PlanRecord[] {
    return this.#statements.alliances.all(afterId, limit).flatMap((row) => this.#record(row) ?? []);
  }

  #record(row: PlanRow | undefined): PlanRecord | undefined {
    if (row === undefined) return undefined;
    const alliance = this.#alliances.get(row.allianceId);
    if (alliance === undefined) return undefined;
    const { key, patient, ...plan } = row;
    const decoded: Patient = JSON.parse(patient);
    const sections = this.#statements.sections.all(key);
    return { alliance, plan: { ...plan, patient: decoded, sections } };
  }
}

function prepareStatements(database: DatabaseSync) {
  const plan = 'SELECT key, planId AS id, allianceId, title, status, patient FROM plans';
  const firstOf = (alliance: string): string =>
    `${plan} WHERE allianceId = ${alliance} ORDER BY key LIMIT 1`;
  return {
    putPlan: change(
      database,
      'INSERT INTO plans(planId, allianceId, title, status, patient) VALUES (?, ?, ?, ?, ?)',
    ),
    putSection: change(
      database,
      `
      INSERT INTO sections(plan, sectionId, sectionKey, heading, documentId) VALUES (?, ?, ?, ?, ?)`,
    ),
    anyPlan: query<object>(database, 'SELECT 1 FROM plans LIMIT 1'),
    plan: query<PlanRow>(database, `${plan} WHERE planId = ?`),
    planOfDocument: query<PlanRow>(
      database,
      `${plan} WHERE key = (SELECT plan FROM sections WHERE documentId = ?)`,
    ),
    planOfAlliance: query<PlanRow>(database, firstOf('?')),
    planOfLink: query<PlanRow>(
      database,
      firstOf('(SELECT allianceId FROM alliance_links WHERE linkDigest = ?)'),
    ),
    planOfCharter: query<PlanRow>(
      database,
      firstOf('(SELECT allianceId FROM alliances WHERE charterDocumentId = ?)'),
    ),
    alliances: query<PlanRow>(
      database,
      `
      ${plan} WHERE key IN (
        SELECT min(key) FROM plans WHERE allianceId > ? GROUP BY allianceId
        ORDER BY allianceId LIMIT ?)
      ORDER BY allianceId`,
    ),
    plansOf: query<PlanRow>(
      database,
      `
      ${plan} WHERE allianceId IN (
        SELECT allianceId FROM alliance_people WHERE personId = ?)
      ORDER BY key`,
    ),
    sections: query<Section>(
      database,
      `
      SELECT sectionId AS id, sectionKey AS "key", heading, documentId FROM sections
      WHERE plan = ? ORDER BY sections.key`,
    ),
  };
}
