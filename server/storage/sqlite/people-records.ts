/** People, what they have looked at, and the audit, in SQLite. Runs in the writer's thread; the caller holds the transaction. */
import { type DatabaseSync } from 'node:sqlite';

import { type DocumentId } from '@alliance/shared/careplan/section';
import { type Person, type PersonId } from '@alliance/shared/identity/person';

import { type AuditEntry, type DocumentChanges, type Looked, type Records } from '../port.ts';
import { change, query } from './query.ts';

/** Writes and reads what belongs to a person. */
export class PeopleRecords {
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(database: DatabaseSync) {
    this.#statements = prepareStatements(database);
  }

  put({ id, name, shortName, isSimulated }: Person): void {
    this.#statements.putPerson.run(id, name, shortName, Number(isSimulated));
  }

  person(personId: string): Person | undefined {
    const row = this.#statements.person.get(personId);
    return row && { ...row, isSimulated: row.isSimulated === 1 };
  }

  /** Forgets everybody without an account. */
  forgetStrangers(): void {
    this.#statements.forgetStrangers.run();
  }

  /** Changes how somebody is called; false when there is no such person. */
  rename({ id, name, shortName, isSimulated }: Person): boolean {
    const { rename } = this.#statements;
    return rename.run(name, shortName, Number(isSimulated), id).changes === 1;
  }

  markLooked({ personId, planId, at, heads }: Looked): void {
    this.#statements.markPlan.run(personId, planId, at);
    for (const { documentId, head } of heads) {
      this.#statements.markDocument.run(personId, head, documentId);
    }
  }

  lookedAt(personId: string, planId: string): string | undefined {
    return this.#statements.lookedAt.get(personId, planId)?.lookedAt;
  }

  changesSince({
    personId,
    documentIds,
  }: Parameters<Records['changesSince']>[0]): readonly DocumentChanges[] {
    return documentIds.flatMap((documentId) => this.#changesOf(documentId, personId));
  }

  record({ at, personId, action, subjectId }: AuditEntry): void {
    this.#statements.record.run(at, personId ?? null, action, subjectId);
  }

  /** Leaves an entry where something was done; says whether it was. */
  recordIf(isDone: boolean, entry: AuditEntry): boolean {
    if (isDone) this.record(entry);
    return isDone;
  }

  readAudit(afterSeq: number, limit: number): readonly (AuditEntry & { readonly seq: number })[] {
    return this.#statements.audit.all(afterSeq, limit).map(decodeAuditRow);
  }

  #changesOf(documentId: DocumentId, reader: string): DocumentChanges[] {
    const marks = this.#statements.marks.get(reader, documentId);
    if (marks === undefined) return [];
    const { key, head, lookedHead } = marks;
    const changes = this.#statements.changes.all(key, lookedHead, reader);
    return [{ documentId, head, lookedHead, changes }];
  }
}

type AuditRow = AuditEntry & { readonly seq: number };

function decodeAuditRow({
  personId,
  ...row
}: Omit<AuditRow, 'personId'> & { readonly personId: PersonId | null }): AuditRow {
  return personId === null ? row : { ...row, personId };
}

function prepareStatements(database: DatabaseSync) {
  return {
    putPerson: change(database, 'INSERT INTO people VALUES (?, ?, ?, ?)'),
    forgetStrangers: change(
      database,
      'DELETE FROM people WHERE personId NOT IN (SELECT personId FROM accounts)',
    ),
    rename: change(
      database,
      'UPDATE people SET name = ?, shortName = ?, isSimulated = ? WHERE personId = ?',
    ),
    person: query<Omit<Person, 'isSimulated'> & { readonly isSimulated: number }>(
      database,
      'SELECT personId AS id, name, shortName, isSimulated FROM people WHERE personId = ?',
    ),
    markPlan: change(
      database,
      `
      INSERT INTO looked_plans VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET lookedAt = max(lookedAt, excluded.lookedAt)`,
    ),
    // A mark beyond the document's end would hide changes yet to come.
    markDocument: change(
      database,
      `
      INSERT INTO looked_documents(personId, document, head)
      SELECT ?, key, min(?, coalesce((SELECT max(seq) FROM log WHERE document = key), 0))
      FROM documents WHERE documentId = ?
      ON CONFLICT DO UPDATE SET head = max(head, excluded.head)`,
    ),
    lookedAt: query<{ readonly lookedAt: string }>(
      database,
      'SELECT lookedAt FROM looked_plans WHERE personId = ? AND planId = ?',
    ),
    marks: query<{ readonly key: number; readonly head: number; readonly lookedHead: number }>(
      database,
      `
      SELECT key, coalesce((SELECT max(seq) FROM log WHERE document = key), 0) AS head,
        coalesce(looked_documents.head, 0) AS lookedHead
      FROM documents LEFT JOIN looked_documents
        ON looked_documents.document = key AND looked_documents.personId = ?
      WHERE documentId = ?`,
    ),
    changes: query<DocumentChanges['changes'][number]>(
      database,
      `
      SELECT personId, committedAt AS at FROM last_changes
      WHERE document = ? AND seq > ? AND personId <> ? ORDER BY seq DESC`,
    ),
    record: change(
      database,
      'INSERT INTO audit(at, personId, action, subjectId) VALUES (?, ?, ?, ?)',
    ),
    audit: query<Parameters<typeof decodeAuditRow>[0]>(
      database,
      `
      SELECT seq, at, personId, action, subjectId FROM audit WHERE seq > ? ORDER BY seq LIMIT ?`,
    ),
  };
}
