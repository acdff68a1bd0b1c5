/** Reads the content of one struct of a Yjs update: how many units it has, its name, and where its values stand. */
import * as decoding from 'lib0/decoding';

import { limits } from './limits.ts';
import { skipJson, skipValue } from './value-scan.ts';

/** The content references of Yjs, as they stand in the low five bits of a struct's info. */
export const contentRefs = {
  gc: 0,
  deleted: 1,
  json: 2,
  binary: 3,
  string: 4,
  embed: 5,
  format: 6,
  type: 7,
  any: 8,
  doc: 9,
  skip: 10,
} as const;

/** The type references of Yjs that a section can hold, and the one that carries a name besides. */
export const typeRefs = { xmlElement: 3, xmlHook: 5, xmlText: 6, last: 6 } as const;

/** Thrown inside the scan; never leaves it. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

/** What a struct's content declares. */
export interface ScannedContent {
  /** Units. */
  readonly length: number;
  /** Name of an element or a mark; otherwise empty. */
  readonly name: string;
  /** One of {@link typeRefs} for a type; otherwise -1. */
  readonly typeRef: number;
  /** Where its values begin in the update: those of JSON content, or the one of a mark; otherwise -1. */
  readonly valuesAt: number;
}

/** Passes the content of a struct that is neither garbage nor a gap. Throws where it is none that Yjs could have written. */
export function scanContent(decoder: decoding.Decoder, ref: number): ScannedContent {
  switch (ref) {
    case contentRefs.deleted:
      return ofLength(decoding.readVarUint(decoder));
    case contentRefs.string:
      return ofLength(decoding.readVarString(decoder).length);
    case contentRefs.format:
      return scanFormat(decoder);
    case contentRefs.type:
      return scanType(decoder);
    case contentRefs.any:
      return scanRepeated(decoder, skipValue);
    case contentRefs.json:
      return scanRepeated(decoder, skipJson);
    default:
      return scanForeign(decoder, ref);
  }
}

function ofLength(length: number): ScannedContent {
  return { length, name: '', typeRef: -1, valuesAt: -1 };
}

function scanFormat(decoder: decoding.Decoder): ScannedContent {
  const name = readKey(decoder);
  const valuesAt = decoder.pos;
  skipJson(decoder);
  return { length: 1, name, typeRef: -1, valuesAt };
}

function scanType(decoder: decoding.Decoder): ScannedContent {
  const typeRef = readBounded(decoder, typeRefs.last);
  const isNamed = typeRef === typeRefs.xmlElement || typeRef === typeRefs.xmlHook;
  return { length: 1, name: isNamed ? readKey(decoder) : '', typeRef, valuesAt: -1 };
}

function scanRepeated(
  decoder: decoding.Decoder,
  skip: (decoder: decoding.Decoder) => void,
): ScannedContent {
  const length = decoding.readVarUint(decoder);
  const valuesAt = decoder.pos;
  for (let index = 0; index < length; index++) skip(decoder);
  return { length, name: '', typeRef: -1, valuesAt };
}

/** Content that no section has, read only to see where it ends: the refusal can then name its rule. */
function scanForeign(decoder: decoding.Decoder, ref: number): ScannedContent {
  if (ref === contentRefs.binary) decoding.readVarUint8Array(decoder);
  else if (ref === contentRefs.embed) skipJson(decoder);
  else if (ref === contentRefs.doc) {
    readKey(decoder);
    skipValue(decoder);
  } else throw new Malformed();
  return ofLength(1);
}

/** Reads a name of bounded length. */
export function readKey(decoder: decoding.Decoder): string {
  const key = decoding.readVarString(decoder);
  if (key.length > limits.keyLengthMax) throw new Malformed();
  return key;
}

/** Reads a whole number up to `max`. */
export function readBounded(decoder: decoding.Decoder, max: number): number {
  const value = decoding.readVarUint(decoder);
  if (value > max) throw new Malformed();
  return value;
}
