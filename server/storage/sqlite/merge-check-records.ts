/** Merge checks in SQLite, and how far each document was looked at. The caller holds the transaction. */
import { type DatabaseSync } from 'node:sqlite';

import { type MergeCheck } from '@alliance/shared/merge-checks/merge-check';

import { type ScanMark, type ScanResult } from '../port.ts';
import { change, query } from './query.ts';

interface RecordRow {
  /** JSON. */
  readonly record: string;
}

interface MarkRow extends ScanMark {
  readonly key: number;
  readonly head: number;
}

/** Writes and reads merge checks. */
export class MergeCheckRecords {
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(database: DatabaseSync) {
    this.#statements = prepareStatements(database);
  }

  open(planId: string): readonly MergeCheck[] {
    return this.#statements.open.all(planId).map(decodeRecord);
  }

  check(checkId: string): MergeCheck | undefined {
    const row = this.#statements.check.get(checkId);
    return row && decodeRecord(row);
  }

  unscanned(limit: number): readonly ScanMark[] {
    return this.#statements.unscanned.all(limit).map(decodeMark);
  }

  mark(documentId: string): ScanMark | undefined {
    const row = this.#statements.mark.get(documentId);
    return row && decodeMark(row);
  }

  /** Keeps checks and mark; writes nothing when it may not. The audit is the caller's. */
  keepScan({ documentId, incarnation, afterSeq, seq, found }: ScanResult): boolean {
    const present = this.#statements.mark.get(documentId);
    if (present === undefined || present.incarnation !== incarnation) return false;
    if (present.seq !== afterSeq || seq > present.head) return false;
    for (const { check } of found) {
      const { id, planId, version, at } = check;
      this.#statements.add.run(id, planId, version, at, JSON.stringify(check));
    }
    this.#statements.putMark.run(present.key, seq);
    return true;
  }

  /** Keeps the next state of a check; false when the one before is not the present one. The audit is the caller's. */
  write(check: MergeCheck): boolean {
    const { id, version, decision } = check;
    const isOpen = decision === undefined ? 1 : 0;
    const { put } = this.#statements;
    return put.run(version, isOpen, JSON.stringify(check), id, version - 1).changes === 1;
  }

  /** Puts every mark at the end of its log: what a world begins with is not looked at. The caller has emptied the tables. */
  markAll(): void {
    this.#statements.markAll.run();
  }

  /** The same for one new document. */
  markEnd(documentId: string): void {
    this.#statements.markEnd.run(documentId);
  }
}

function decodeRecord({ record }: RecordRow): MergeCheck {
  const check: MergeCheck = JSON.parse(record);
  return check;
}

function decodeMark({ documentId, incarnation, seq }: MarkRow): ScanMark {
  return { documentId, incarnation, seq };
}

const marks = `
  SELECT key, documentId, incarnation, coalesce(scan_marks.seq, 0) AS seq,
    coalesce((SELECT max(seq) FROM last_changes WHERE last_changes.document = key), 0) AS head
  FROM documents LEFT JOIN scan_marks ON scan_marks.document = key`;

function prepareStatements(database: DatabaseSync) {
  return {
    open: query<RecordRow>(
      database,
      `SELECT record FROM merge_checks WHERE planId = ? AND isOpen = 1 ORDER BY foundAt, checkId`,
    ),
    check: query<RecordRow>(database, 'SELECT record FROM merge_checks WHERE checkId = ?'),
    add: change(database, 'INSERT INTO merge_checks VALUES (?, ?, ?, 1, ?, ?)'),
    put: change(
      database,
      `UPDATE merge_checks SET version = ?, isOpen = ?, record = ?
      WHERE checkId = ? AND version = ?`,
    ),
    unscanned: query<MarkRow>(
      database,
      `SELECT * FROM (${marks}) WHERE head > seq ORDER BY documentId LIMIT ?`,
    ),
    mark: query<MarkRow>(database, `${marks} WHERE documentId = ?`),
    putMark: change(
      database,
      'INSERT INTO scan_marks VALUES (?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq',
    ),
    markEnd: change(
      database,
      `
      INSERT INTO scan_marks SELECT document, max(seq) FROM last_changes
      WHERE document = (SELECT key FROM documents WHERE documentId = ?) GROUP BY document`,
    ),
    markAll: change(
      database,
      'INSERT INTO scan_marks SELECT document, max(seq) FROM last_changes GROUP BY document',
    ),
  };
}
