/** Who took commented text away: the row of the log that deleted the last of the anchor's two ends (AN3). */
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type Anchor } from '@alliance/shared/comments/anchor';

import { deletedUnits, wantUnits } from '../core/deleted-units.ts';
import { limits } from '../core/limits.ts';
import { type UnitId } from '../core/update-scan.ts';
import { type DocumentLog, type LogRow } from '../storage/port.ts';
import { unitsOf } from './anchor-units.ts';

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
 * `removalRowsMax`, or the anchor names nothing that was ever deleted. Every unit is deleted once, so the answer does
 * not depend on where the search begins.
 */
export async function findRemovals(
  log: Pick<DocumentLog, 'readLog'>,
  search: RemovalSearch,
  anchors: readonly Anchor[],
): Promise<readonly (LogRow | undefined)[]> {
  const units = anchors.map(unitsOf);
  const rows = await rowsThatDelete(log, search, units.flat());
  return units.map((ends) => {
    const found = ends.flatMap((unit) => rows.get(nameOf(unit)) ?? []);
    return found.toSorted((one, other) => other.seq - one.seq)[0];
  });
}

async function rowsThatDelete(
  log: Pick<DocumentLog, 'readLog'>,
  { documentId, head, afterSeq }: RemovalSearch,
  units: readonly UnitId[],
): Promise<ReadonlyMap<string, LogRow>> {
  const wanted = wantUnits(units);
  const count = new Set(units.map(nameOf)).size;
  const found = new Map<string, LogRow>();
  const first = Math.max(afterSeq, head - limits.removalRowsMax);
  for (let to = head; to > first && found.size < count; to -= limits.removalPageRows) {
    const from = Math.max(first, to - limits.removalPageRows);
    // The newest rows first: most text goes just before somebody looks.
    // oxlint-disable-next-line no-await-in-loop
    const rows = await log.readLog({ documentId, afterSeq: from, limit: to - from });
    for (const row of rows)
      for (const unit of deletedUnits(row.payload, wanted)) found.set(nameOf(unit), row);
  }
  return found;
}

function nameOf({ client, clock }: UnitId): string {
  return `${client} ${clock}`;
}
