import { type DocumentId } from '@alliance/shared/careplan/section';
import { type PersonId } from '@alliance/shared/identity/person';

import { type LogRow } from '../port.ts';

/** A row of the log as SQLite gives it. */
export interface LogColumns extends Pick<
  LogRow,
  'seq' | 'prev' | 'hash' | 'payloadDigest' | 'payload' | 'format' | 'committedAt' | 'personId'
> {
  readonly seatId: string | null;
  readonly sessionRef: string | null;
  /** JSON. */
  readonly authors: string;
}

/** The row as the port knows it. It is not verified: damaged authors read as none, and the hash tells. */
export function decodeLogRow(documentId: DocumentId, columns: LogColumns): LogRow {
  const { seatId, sessionRef, authors, ...row } = columns;
  return {
    documentId,
    ...row,
    ...(seatId !== null && { seatId }),
    ...(sessionRef !== null && { sessionRef }),
    authors: decodeAuthors(authors),
  };
}

function decodeAuthors(json: string): readonly PersonId[] {
  try {
    const authors: readonly PersonId[] = JSON.parse(json);
    return authors;
  } catch {
    return [];
  }
}
