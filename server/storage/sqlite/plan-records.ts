/** Alliances and plans in SQLite. Runs in the writer's thread; the caller holds the transaction. */
import { type DatabaseSync } from 'node:sqlite';

import {
  type Alliance,
  type Coverage,
  type Role,
  type ScopeRule,
  type Seat,
} from '@alliance/shared/alliance/alliance';
import { type CarePlan, type Patient, type Section } from '@alliance/shared/careplan/care-plan';

import { type PlanRecord } from '../port.ts';
import { change, query } from './query.ts';

type PlanRow = Omit<CarePlan, 'sections' | 'patient'> & {
  readonly key: number;
  /** JSON. */
  readonly patient: string;
};
type AllianceRow = Omit<Alliance, 'seats' | 'activeSince'> & {
  readonly activeSince: string | null;
};
type SeatRow = Pick<Seat, 'id' | 'invitation' | 'contact'> & {
  readonly key: number;
  /** JSON. */
  readonly role: string;
  readonly isRequired: number;
  readonly isLead: number;
  readonly isSteward: number;
};
type CoverageRow = Omit<Coverage, 'to'> & { readonly to: string | null };

/** Writes and reads plans with their alliances. Lists keep the order in which they were written. */
export class PlanRecords {
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(database: DatabaseSync) {
    this.#statements = prepareStatements(database);
  }

  /** Adds a plan, and its alliance unless another plan has brought it. */
  put({ alliance, plan }: PlanRecord): void {
    if (!this.#statements.alliance.get(alliance.id)) this.#putAlliance(alliance);
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

  #putAlliance({ id, name, purpose, status, activeSince, seats }: Alliance): void {
    this.#statements.putAlliance.run(id, name, purpose, status, activeSince ?? null);
    for (const seat of seats) this.#putSeat(id, seat);
  }

  #putSeat(allianceId: string, seat: Seat): void {
    const { lastInsertRowid: key } = this.#statements.putSeat.run(
      allianceId,
      seat.id,
      JSON.stringify(seat.role),
      Number(seat.isRequired),
      Number(seat.isLead),
      Number(seat.isSteward),
      seat.invitation,
      seat.contact,
    );
    for (const { personId, from, to, kind } of seat.coverage) {
      this.#statements.putCoverage.run(key, personId, from, to ?? null, kind);
    }
    for (const { sectionKey, right } of seat.scope) {
      this.#statements.putScope.run(key, sectionKey, right);
    }
  }

  #record(row: PlanRow | undefined): PlanRecord | undefined {
    if (row === undefined) return undefined;
    const alliance = this.#statements.alliance.get(row.allianceId);
    if (alliance === undefined) return undefined;
    const { key, patient, ...plan } = row;
    const decoded: Patient = JSON.parse(patient);
    const sections = this.#statements.sections.all(key);
    return { alliance: this.#alliance(alliance), plan: { ...plan, patient: decoded, sections } };
  }

  #alliance({ activeSince, ...alliance }: AllianceRow): Alliance {
    const seats = this.#statements.seats.all(alliance.id).map((seat) => this.#seat(seat));
    return { ...alliance, ...(activeSince !== null && { activeSince }), seats };
  }

  #seat({ key, role, isRequired, isLead, isSteward, ...seat }: SeatRow): Seat {
    const decoded: Role = JSON.parse(role);
    return {
      ...seat,
      role: decoded,
      isRequired: isRequired === 1,
      isLead: isLead === 1,
      isSteward: isSteward === 1,
      coverage: this.#statements.coverage.all(key).map(decodeCoverage),
      scope: this.#statements.scope.all(key),
    };
  }
}

function decodeCoverage({ to, ...row }: CoverageRow): Coverage {
  return to === null ? row : { ...row, to };
}

function prepareStatements(database: DatabaseSync) {
  const plan = 'SELECT key, planId AS id, allianceId, title, status, patient FROM plans';
  return {
    putAlliance: change(database, 'INSERT INTO alliances VALUES (?, ?, ?, ?, ?)'),
    putSeat: change(
      database,
      `
      INSERT INTO seats(allianceId, seatId, role, isRequired, isLead, isSteward, invitation, contact)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    putCoverage: change(
      database,
      'INSERT INTO coverage(seat, personId, startsAt, endsAt, kind) VALUES (?, ?, ?, ?, ?)',
    ),
    putScope: change(
      database,
      'INSERT INTO scope(seat, sectionKey, sectionRight) VALUES (?, ?, ?)',
    ),
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
    plansOf: query<PlanRow>(
      database,
      `
      ${plan} WHERE allianceId IN (
        SELECT allianceId FROM coverage JOIN seats ON seats.key = coverage.seat WHERE personId = ?)
      ORDER BY key`,
    ),
    alliance: query<AllianceRow>(
      database,
      'SELECT allianceId AS id, name, purpose, status, activeSince FROM alliances WHERE allianceId = ?',
    ),
    seats: query<SeatRow>(
      database,
      `
      SELECT key, seatId AS id, role, isRequired, isLead, isSteward, invitation, contact
      FROM seats WHERE allianceId = ? ORDER BY key`,
    ),
    coverage: query<CoverageRow>(
      database,
      `
      SELECT personId, startsAt AS "from", endsAt AS "to", kind FROM coverage WHERE seat = ?
      ORDER BY key`,
    ),
    scope: query<ScopeRule>(
      database,
      `
      SELECT sectionKey, sectionRight AS "right" FROM scope WHERE seat = ? ORDER BY key`,
    ),
    sections: query<Section>(
      database,
      `
      SELECT sectionId AS id, sectionKey AS "key", heading, documentId FROM sections
      WHERE plan = ? ORDER BY sections.key`,
    ),
  };
}
