/** Merge checks in memory, and how far each document was looked at. */
import assert from 'node:assert/strict';

import { type DocumentId } from '@alliance/shared/careplan/section';
import { type MergeCheck, type MergeCheckId } from '@alliance/shared/merge-checks/merge-check';

import { type ScanMark, type ScanResult, type WorldDocument } from '../port.ts';
import { type MemoryDocuments } from './memory-documents.ts';

/** Nothing that it is given or gives is shared with what it keeps. */
export class MemoryMergeChecks {
  readonly #documents: MemoryDocuments;
  readonly #checks = new Map<MergeCheckId, MergeCheck>();
  readonly #marks = new Map<DocumentId, number>();

  constructor(documents: MemoryDocuments) {
    this.#documents = documents;
  }

  open(planId: string): readonly MergeCheck[] {
    const checks = [...this.#checks.values()].filter(
      (check) => check.planId === planId && check.decision === undefined,
    );
    return structuredClone(
      checks.toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1)),
    );
  }

  check(checkId: MergeCheckId): MergeCheck | undefined {
    return structuredClone(this.#checks.get(checkId));
  }

  unscanned(limit: number): readonly ScanMark[] {
    return this.#documents
      .heads()
      .filter(({ documentId, head }) => head > this.#seq(documentId))
      .slice(0, limit)
      .map(({ documentId, incarnation }) => this.#markOf(documentId, incarnation));
  }

  mark(documentId: DocumentId): ScanMark | undefined {
    const found = this.#documents.heads().find((each) => each.documentId === documentId);
    return found && this.#markOf(documentId, found.incarnation);
  }

  /** Keeps checks and mark; changes nothing when it may not. */
  keepScan(scan: ScanResult, planIds: ReadonlySet<string>): boolean {
    const { documentId, incarnation, afterSeq, seq, found } = scan;
    const document = this.#documents.heads().find((each) => each.documentId === documentId);
    if (document?.incarnation !== incarnation || seq > document.head) return false;
    if (this.#seq(documentId) !== afterSeq) return false;
    for (const { check } of found) {
      assert(planIds.has(check.planId), 'A merge check belongs to a plan that exists.');
      assert(!this.#checks.has(check.id), 'The id of a merge check is given once.');
    }
    for (const { check } of found) this.#checks.set(check.id, structuredClone(check));
    this.#marks.set(documentId, seq);
    return true;
  }

  /** Keeps the next state of a check; false when the one before is not the present one. */
  write(check: MergeCheck): boolean {
    if (this.#checks.get(check.id)?.version !== check.version - 1) return false;
    this.#checks.set(check.id, structuredClone(check));
    return true;
  }

  /** Forgets all; what a world begins with is not looked at. */
  replace(documents: readonly WorldDocument[]): void {
    this.#checks.clear();
    this.#marks.clear();
    this.markEnds(documents);
  }

  /** Puts the marks of new documents at the end of what they begin with. */
  markEnds(documents: readonly WorldDocument[]): void {
    for (const { documentId, rows } of documents) this.#marks.set(documentId, rows.length);
  }

  #markOf(documentId: DocumentId, incarnation: string): ScanMark {
    return { documentId, incarnation, seq: this.#seq(documentId) };
  }

  #seq(documentId: DocumentId): number {
    return this.#marks.get(documentId) ?? 0;
  }
}

function orderOf({ id, at }: MergeCheck): string {
  return `${at} ${id}`;
}
