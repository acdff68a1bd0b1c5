/**
 * A batch of appends on its way to the writer: a few flat lists, and one block of bytes that changes hands without a
 * copy. At thousands of rows a second, an object per row costs more than the disk.
 */
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type PersonId } from '@alliance/shared/identity/person';

import {
  type AppendRequest,
  type AppendResult,
  type ClientBinding,
  type NewLogRow,
} from '../port.ts';

/** Appends, one after the other in every list. */
export interface PackedAppends {
  readonly documentIds: DocumentId[];
  readonly expectedHeads: number[];
  readonly incarnations: (string | undefined)[];
  readonly rowCounts: number[];
  readonly bindings: (readonly ClientBinding[])[];
  readonly people: PersonId[];
  /** Per row: format, committedAt, seatId, sessionRef. */
  readonly texts: (string | undefined)[];
  readonly authors: (readonly PersonId[])[];
  readonly sizes: number[];
  readonly payloads: Uint8Array<ArrayBuffer>;
}

/** The results of packed appends, in the same order. */
export interface PackedHeads {
  readonly isAppended: boolean[];
  readonly seqs: number[];
  /** 32 bytes each. */
  readonly hashes: Uint8Array<ArrayBuffer>;
}

/** Packs appends for the writer. The payloads are copied once, here. */
export function packAppends(requests: readonly AppendRequest[]): PackedAppends {
  const bytes = requests.reduce((sum, request) => sum + payloadBytes(request), 0);
  const packed: PackedAppends = {
    documentIds: [],
    expectedHeads: [],
    incarnations: [],
    rowCounts: [],
    bindings: [],
    people: [],
    texts: [],
    authors: [],
    sizes: [],
    payloads: new Uint8Array(bytes),
  };
  let offset = 0;
  for (const request of requests) offset = packOne(packed, request, offset);
  return packed;
}

/** Bytes of all payloads in a request. */
export function payloadBytes(request: AppendRequest): number {
  return request.rows.reduce((sum, row) => sum + row.payload.length, 0);
}

function packOne(packed: PackedAppends, request: AppendRequest, start: number): number {
  packed.documentIds.push(request.documentId);
  packed.expectedHeads.push(request.expectedHead);
  packed.incarnations.push(request.incarnation);
  packed.rowCounts.push(request.rows.length);
  packed.bindings.push(request.bind);
  let offset = start;
  for (const row of request.rows) {
    packed.people.push(row.personId);
    packed.texts.push(row.format, row.committedAt, row.seatId, row.sessionRef);
    packed.authors.push(row.authors);
    packed.sizes.push(row.payload.length);
    packed.payloads.set(row.payload, offset);
    offset += row.payload.length;
  }
  return offset;
}

/** Undoes {@link packAppends}. Payloads are views into the block. */
export function unpackAppends(packed: PackedAppends): AppendRequest[] {
  const rows = unpackRows(packed);
  let first = 0;
  return packed.documentIds.map((documentId, index) => {
    const incarnation = packed.incarnations[index];
    const end = first + (packed.rowCounts[index] ?? 0);
    const request = {
      documentId,
      expectedHead: packed.expectedHeads[index] ?? 0,
      ...(incarnation !== undefined && { incarnation }),
      rows: rows.slice(first, end),
      bind: packed.bindings[index] ?? [],
    };
    first = end;
    return request;
  });
}

function unpackRows({ people, texts, authors, sizes, payloads }: PackedAppends): NewLogRow[] {
  let offset = 0;
  return people.map((personId, row) => {
    const [format = '', committedAt = '', seatId, sessionRef] = texts.slice(row * 4, row * 4 + 4);
    const start = offset;
    offset += sizes[row] ?? 0;
    return {
      payload: payloads.subarray(start, offset),
      format,
      committedAt,
      personId,
      ...(seatId !== undefined && { seatId }),
      ...(sessionRef !== undefined && { sessionRef }),
      authors: authors[row] ?? [],
    };
  });
}

/** Packs the results of a batch. */
export function packHeads(results: readonly AppendResult[]): PackedHeads {
  const hashes = new Uint8Array(results.length * 32);
  results.forEach((result, index) => hashes.set(result.head.hash, index * 32));
  return {
    isAppended: results.map(({ ok }) => ok),
    seqs: results.map(({ head }) => head.seq),
    hashes,
  };
}

/** Undoes {@link packHeads} for one request. */
export function unpackHead(packed: PackedHeads, index: number): AppendResult {
  return {
    ok: packed.isAppended[index] === true,
    head: {
      seq: packed.seqs[index] ?? 0,
      hash: packed.hashes.slice(index * 32, index * 32 + 32),
    },
  };
}
