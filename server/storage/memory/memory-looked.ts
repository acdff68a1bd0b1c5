/** How far everybody has read every plan and document, in memory. */
import { type PersonId } from '@alliance/shared/identity/person';

import { type DocumentChanges, type LogRow, type Looked, type Records } from '../port.ts';
import { type MemoryDocuments } from './memory-documents.ts';

/** Marks of readers, over the documents that they read. */
export class MemoryLooked {
  readonly #documents: MemoryDocuments;
  readonly #marks = new Map<string, number>();
  readonly #plans = new Map<string, string>();

  constructor(documents: MemoryDocuments) {
    this.#documents = documents;
  }

  /** Moves the reader's marks forward, at most to the documents' ends. */
  mark({ personId, planId, at, heads }: Looked): void {
    const plan = markKey(personId, planId);
    if (at > (this.#plans.get(plan) ?? '')) this.#plans.set(plan, at);
    for (const { documentId, head } of heads) {
      const mark = markKey(personId, documentId);
      const reachable = Math.min(head, this.#documents.rows(documentId)?.length ?? 0);
      this.#marks.set(mark, Math.max(this.#marks.get(mark) ?? 0, reachable));
    }
  }

  at(personId: PersonId, planId: string): string | undefined {
    return this.#plans.get(markKey(personId, planId));
  }

  changesSince({
    personId,
    documentIds,
  }: Parameters<Records['changesSince']>[0]): readonly DocumentChanges[] {
    return documentIds.flatMap((documentId) => {
      const rows = this.#documents.rows(documentId);
      if (rows === undefined) return [];
      const lookedHead = this.#marks.get(markKey(personId, documentId)) ?? 0;
      const changes = lastChanges(rows.slice(lookedHead), personId);
      return [{ documentId, head: rows.length, lookedHead, changes }];
    });
  }

  /** A world's marks in place of all others; its documents are there already. */
  replace(looked: readonly Looked[]): void {
    this.#marks.clear();
    this.#plans.clear();
    for (const each of looked) this.mark(each);
  }
}

function lastChanges(rows: readonly LogRow[], reader: PersonId): DocumentChanges['changes'] {
  const latest = new Map<PersonId, string>();
  for (const { personId, committedAt } of rows.toReversed()) {
    if (personId !== reader && !latest.has(personId)) latest.set(personId, committedAt);
  }
  return [...latest].map(([personId, at]) => ({ personId, at }));
}

function markKey(personId: PersonId, id: string): string {
  return `${personId} ${id}`;
}
