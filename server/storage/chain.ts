/**
 * The hash chain of a document's log.
 *
 *   payloadDigest = SHA-256(payload)
 *   hash          = SHA-256(prev ‖ canonical header ‖ payloadDigest)      prev = hash of the row before, 32 zero bytes at first
 *
 * The payload is in the chain only through its digest, so a payload can be erased while the chain still verifies.
 */
import { hash as hashOnce } from 'node:crypto';

import { canonicalHeader, type LogHeader } from '../core/log-header.ts';
import { type Head, type LogRow, type NewLogRow } from './port.ts';

/** The head of an empty log. */
export const emptyHead: Head = { seq: 0, hash: new Uint8Array(32) };

/** SHA-256 of some bytes. */
export function sha256(bytes: Uint8Array): Buffer {
  return hashOnce('sha256', bytes, 'buffer');
}

/** The hash of a row. */
export function rowHash(prev: Uint8Array, header: LogHeader, payloadDigest: Uint8Array): Buffer {
  const text = canonicalHeader(header);
  const bytes = Buffer.allocUnsafe(64 + Buffer.byteLength(text));
  bytes.set(prev, 0);
  bytes.write(text, 32);
  bytes.set(payloadDigest, bytes.length - 32);
  return sha256(bytes);
}

/** Puts a new row after a head. The row keeps the payload's own bytes, not a copy. */
export function chainRow(documentId: LogRow['documentId'], head: Head, row: NewLogRow): LogRow {
  const payloadDigest = sha256(row.payload);
  const placed = { ...row, documentId, seq: head.seq + 1 };
  return {
    ...placed,
    prev: head.hash,
    payloadDigest,
    hash: rowHash(head.hash, placed, payloadDigest),
  };
}

/**
 * Checks that rows follow each other from a head without gap and that each hash is right.
 * @returns the seq of the first row that does not verify, or undefined
 */
export function firstUnverified(after: Head, rows: readonly LogRow[]): number | undefined {
  let head = after;
  for (const row of rows) {
    if (row.seq !== head.seq + 1 || !isLinked(head, row)) return head.seq + 1;
    head = row;
  }
  return undefined;
}

function isLinked(head: Head, row: LogRow): boolean {
  return (
    sameBytes(head.hash, row.prev) &&
    sameBytes(sha256(row.payload), row.payloadDigest) &&
    sameBytes(rowHash(row.prev, row, row.payloadDigest), row.hash)
  );
}

/** Whether two byte strings are the same. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
