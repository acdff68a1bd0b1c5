/** Who took commented text away: the newest row of the log that deleted something of what is gone (AN3). */
import { type DocumentId } from '@alliance/shared/careplan/section';

import { deletesOf, overlaps } from '../core/deleted-ranges.ts';
import { limits } from '../core/limits.ts';
import { rowFormats } from '../core/row-format.ts';
import { type DeletedRange } from '../core/update-scan.ts';
import { type DocumentLog, type LogRow } from '../storage/port.ts';

/** Where in the log to look. */
export interface RemovalSearch {
  readonly documentId: DocumentId;
  /** The last row that counts. */
  readonly head: number;
  /** The text was still there at this row; 0 when nobody knows. */
  readonly afterSeq: number;
}

/**
 * The row with which each of these texts went, in their order; undefined where it is further back than
 * `removalRowsMax`, or nothing of it was ever deleted. Every unit is deleted once, and by one row.
 */
export async function findRemovals(
  log: Pick<DocumentLog, 'readLog'>,
  { documentId, head, afterSeq }: RemovalSearch,
  texts: readonly (readonly DeletedRange[])[],
): Promise<readonly (LogRow | undefined)[]> {
  const found: (LogRow | undefined)[] = texts.map(() => undefined);
  const isOpen = (): boolean => texts.some((gone, at) => gone.length > 0 && !found[at]);
  const first = Math.max(afterSeq, head - limits.removalRowsMax);
  for (let to = head; to > first && isOpen(); to -= limits.removalPageRows) {
    const from = Math.max(first, to - limits.removalPageRows);
    // The newest rows first: most text goes just before somebody looks.
    // oxlint-disable-next-line no-await-in-loop
    const rows = await log.readLog({ documentId, afterSeq: from, limit: to - from });
    for (const row of rows.toReversed()) {
      // Other rows repeat deletions of rows before them.
      const deletes = row.format === rowFormats.update ? deletesOf(row.payload) : [];
      for (const [at, gone] of texts.entries())
        if (deletes.length > 0 && overlaps(gone, deletes)) found[at] ??= row;
    }
  }
  return found;
}
