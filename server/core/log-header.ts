/** What a row of a document's log says about its payload. It is part of the row's hash. */
export interface LogHeader {
  readonly documentId: string;
  /** From 1, without gaps. */
  readonly seq: number;
  readonly format: string;
  readonly committedAt: string;
  readonly personId: string;
  readonly seatId?: string;
  readonly sessionRef?: string;
  readonly authors: readonly string[];
}

/**
 * The header as canonical JSON (RFC 8785 for these fields): keys in alphabetical order, no spaces, absent fields left
 * out. The same row gives the same text on every machine and for ever, or old hashes would stop to verify.
 */
export function canonicalHeader(header: LogHeader): string {
  return JSON.stringify({
    authors: header.authors,
    committedAt: header.committedAt,
    documentId: header.documentId,
    format: header.format,
    personId: header.personId,
    seatId: header.seatId,
    seq: header.seq,
    sessionRef: header.sessionRef,
  });
}
