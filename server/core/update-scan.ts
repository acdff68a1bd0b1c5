/**
 * Reads the bytes of a Yjs update (V1) once, without building a single Yjs object and without believing a declared
 * count: what is kept grows only with bytes that were really read.
 *
 *   update  = varUint sections, section*, deletes
 *   section = varUint structs, varUint client, varUint clock, struct*
 *   struct  = uint8 info (content in the low 5 bits, 128: origin, 64: right origin, 32: key), origins, parent, content
 *   deletes = varUint clients, (varUint client, varUint ranges, (varUint clock, varUint length)*)*
 *
 * A parent stands on the wire only when there is neither origin nor right origin. Two sections of one client are
 * malformed: a lazy reader would see both, applying keeps the last.
 */
import * as decoding from 'lib0/decoding';

import {
  type ScannedContent,
  Malformed,
  contentRefs,
  readBounded,
  readKey,
  scanContent,
} from './content-scan.ts';
import { limits } from './limits.ts';

/** The place of one unit of content. */
export interface UnitId {
  readonly client: number;
  readonly clock: number;
}

/** One struct, as the bytes declare it. */
export interface ScannedStruct extends UnitId, ScannedContent {
  /** One of {@link contentRefs}. */
  readonly ref: number;
  readonly origin: UnitId | undefined;
  readonly rightOrigin: UnitId | undefined;
  /** The root, or the unit whose type is the parent; only without origins. */
  readonly parent: string | UnitId | undefined;
  /** Key in the parent's map; only without origins. */
  readonly key: string | null;
}

/** A stretch of deleted units. */
export interface DeletedRange extends UnitId {
  readonly length: number;
}

/** Everything an update declares. */
export interface ScannedUpdate {
  /** The bytes that were read. */
  readonly bytes: Uint8Array;
  /** Structs of each client, by ascending clock. */
  readonly sections: ReadonlyMap<number, readonly ScannedStruct[]>;
  readonly deletes: readonly DeletedRange[];
  /** Where in the bytes the deletes begin. */
  readonly deletesAt: number;
}

/** The largest client id and clock that Yjs writes. */
const idMax = 2 ** 32 - 1;
const clockMax = 2 ** 31 - 1;

/** What the bytes declare, or undefined when they are no update that Yjs could have written. */
export function scanUpdate(update: Uint8Array): ScannedUpdate | undefined {
  try {
    const decoder = decoding.createDecoder(update);
    const sections = scanSections(decoder);
    const deletesAt = decoder.pos;
    const deletes = scanDeletes(decoder);
    return decoding.hasContent(decoder)
      ? undefined
      : { bytes: update, sections, deletes, deletesAt };
  } catch {
    // lib0 throws where the bytes end too early; the checks below throw Malformed.
    return undefined;
  }
}

function scanSections(decoder: decoding.Decoder): Map<number, readonly ScannedStruct[]> {
  const sections = new Map<number, readonly ScannedStruct[]>();
  let left: number = limits.updateStructsMax;
  for (let count = decoding.readVarUint(decoder); count > 0; count--) {
    const structs = decoding.readVarUint(decoder);
    const client = readBounded(decoder, idMax);
    const clock = readBounded(decoder, clockMax);
    left -= structs;
    if (left < 0 || sections.has(client)) throw new Malformed();
    if (structs > 0) sections.set(client, scanStructs(decoder, structs, { client, clock }));
  }
  return sections;
}

function scanStructs(decoder: decoding.Decoder, count: number, first: UnitId): ScannedStruct[] {
  const structs: ScannedStruct[] = [];
  let { clock } = first;
  for (let index = 0; index < count; index++) {
    const struct = scanStruct(decoder, { client: first.client, clock });
    clock += struct.length;
    if (struct.length <= 0 || clock > clockMax) throw new Malformed();
    structs.push(struct);
  }
  return structs;
}

function scanStruct(decoder: decoding.Decoder, { client, clock }: UnitId): ScannedStruct {
  const info = decoding.readUint8(decoder);
  const ref = info & 31;
  if (ref === contentRefs.gc || ref === contentRefs.skip)
    return scanGap(decoder, { client, clock }, info);
  const origin = (info & 128) > 0 ? readId(decoder) : undefined;
  const rightOrigin = (info & 64) > 0 ? readId(decoder) : undefined;
  const isPlaced = origin === undefined && rightOrigin === undefined;
  const parent = isPlaced ? readParent(decoder) : undefined;
  const key = isPlaced && (info & 32) > 0 ? readKey(decoder) : null;
  const { length, name, typeRef, valuesAt } = scanContent(decoder, ref);
  // Written out: spreading three objects costs more than all that is read.
  return { client, clock, length, ref, origin, rightOrigin, parent, key, name, typeRef, valuesAt };
}

function scanGap(decoder: decoding.Decoder, id: UnitId, info: number): ScannedStruct {
  const ref = info & 31;
  if (info !== ref) throw new Malformed();
  const { client, clock } = id;
  return { client, clock, length: decoding.readVarUint(decoder), ref, ...unplaced };
}

const unplaced = {
  origin: undefined,
  rightOrigin: undefined,
  parent: undefined,
  key: null,
  name: '',
  typeRef: -1,
  valuesAt: -1,
} as const;

/** Reads the deletes of an update; throws where they are malformed. */
export function scanDeletes(decoder: decoding.Decoder): DeletedRange[] {
  const deletes: DeletedRange[] = [];
  const seen = new Set<number>();
  for (let count = decoding.readVarUint(decoder); count > 0; count--) {
    const client = readBounded(decoder, idMax);
    if (seen.has(client)) throw new Malformed();
    seen.add(client);
    scanRanges(decoder, client, deletes);
  }
  return deletes;
}

/** Ranges ascend and do not overlap, as Yjs writes them: anything else could cost quadratic time. */
function scanRanges(decoder: decoding.Decoder, client: number, deletes: DeletedRange[]): void {
  let end = 0;
  for (let count = decoding.readVarUint(decoder); count > 0; count--) {
    const clock = decoding.readVarUint(decoder);
    const length = decoding.readVarUint(decoder);
    if (length <= 0 || clock < end || clock + length > clockMax) throw new Malformed();
    if (deletes.length >= limits.updateStructsMax) throw new Malformed();
    end = clock + length;
    deletes.push({ client, clock, length });
  }
}

function readParent(decoder: decoding.Decoder): string | UnitId {
  return decoding.readVarUint(decoder) === 1 ? decoding.readVarString(decoder) : readId(decoder);
}

function readId(decoder: decoding.Decoder): UnitId {
  return { client: readBounded(decoder, idMax), clock: readBounded(decoder, clockMax) };
}
