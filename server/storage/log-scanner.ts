/** Looks at what was appended to a document's log for merge checks, beside everything else that the server does. */
import { type HistoryRow } from '../core/merge-history.ts';
import { MergeLook } from '../core/merge-look.ts';
import { mayMeet } from '../core/merge-scan.ts';
import { rowFormats } from '../core/row-format.ts';
import { scannedRowsMax } from './limits.ts';
import { type DocumentLog, type LogScanner, type ScanAnswer, type ScanRequest } from './port.ts';

/** What a look reads from. */
export interface ScanSource {
  /** The document's incarnation and last row; undefined when there is no such document. */
  head(): { readonly incarnation: string; readonly seq: number } | undefined;
  /** Whether more than one person has ever written in it. */
  readonly isShared: boolean;
  rows(afterSeq: number, limit: number): readonly HistoryRow[];
  /** A state from which to play when the log is too long to be played whole. */
  baseBefore(seq: number): { readonly seq: number; readonly state: Uint8Array } | undefined;
}

/** One look, in one go, at so many rows. Throws what the source throws, and where the rows make no document. */
export function scanLog(
  source: ScanSource,
  request: ScanRequest,
  rowsMax = scannedRowsMax,
): ScanAnswer | 'gone' {
  const head = source.head();
  const { afterSeq } = request;
  if (head?.incarnation !== request.incarnation || head.seq < afterSeq) return 'gone';
  if (!source.isShared || head.seq === afterSeq) return { seq: head.seq, findings: [] };
  const fresh = wholeChanges(source.rows(afterSeq, rowsMax + 1), rowsMax);
  const seq = fresh.at(-1)?.seq ?? head.seq;
  if (!fresh.some(mayMeet)) return { seq, findings: [] };
  const base = afterSeq > rowsMax ? source.baseBefore(afterSeq) : undefined;
  const look = new MergeLook(base);
  const before = source.rows(base?.seq ?? 0, afterSeq - (base?.seq ?? 0));
  return { seq, findings: look.play([...before, ...fresh], afterSeq) };
}

/** So many rows, and one more where it is what its author has said of the last one's change: without it that would be judged wrongly. */
function wholeChanges(rows: readonly HistoryRow[], max: number): readonly HistoryRow[] {
  return rows[max]?.format === rowFormats.update ? rows.slice(0, max) : rows;
}

/** A scanner over any log, in the same thread and without a time limit: for tests and simulations. */
export function createLogScanner(log: Pick<DocumentLog, 'loadDocument' | 'readLog'>): LogScanner {
  return {
    async scan(request) {
      const { documentId } = request;
      const stored = await log.loadDocument(documentId);
      if (stored === undefined) return 'gone';
      const { seq } = stored.head;
      const rows = await log.readLog({ documentId, afterSeq: 0, limit: seq });
      return scanLog(
        {
          head: () => ({ incarnation: stored.incarnation, seq }),
          isShared: new Set(rows.map(({ personId }) => personId)).size > 1,
          rows: (afterSeq, limit) => rows.slice(afterSeq, afterSeq + limit),
          baseBefore: () => undefined,
        },
        request,
      );
    },
    close: async () => {},
  };
}
