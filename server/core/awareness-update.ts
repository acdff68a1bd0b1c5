/**
 * The body of an awareness message, entry by entry:
 *
 *   varUint count, (varUint client, varUint clock, varString JSON state | "null")*
 *
 * A state keeps its cursor and nothing else; `user` is written by the server.
 */
import * as decoding from 'lib0/decoding';
import { encodeUtf8 } from 'lib0/string';

import { ByteWriter, sizedBytes, varUintBytes } from './byte-writer.ts';
import { limits } from './limits.ts';

/** One client's state as it stands on the wire. */
export interface AwarenessEntry {
  readonly client: number;
  readonly clock: number;
  /** JSON; `null` when the client has left. */
  readonly state: string;
}

/** Reads the entries; undefined when the bytes are no awareness update or hold too many entries. */
export function decodeAwarenessUpdate(update: Uint8Array): readonly AwarenessEntry[] | undefined {
  try {
    const decoder = decoding.createDecoder(update);
    const count = decoding.readVarUint(decoder);
    if (count > limits.awarenessEntriesMax) return undefined;
    const entries = Array.from({ length: count }, () => readEntry(decoder));
    return decoding.hasContent(decoder) ? undefined : entries;
  } catch {
    // lib0 throws where the bytes end too early.
    return undefined;
  }
}

function readEntry(decoder: decoding.Decoder): AwarenessEntry {
  return {
    client: decoding.readVarUint(decoder),
    clock: decoding.readVarUint(decoder),
    state: decoding.readVarString(decoder),
  };
}

/** The opposite of {@link decodeAwarenessUpdate}. */
export function encodeAwarenessUpdate(entries: readonly AwarenessEntry[]): Uint8Array {
  const states = entries.map(({ state }) => encodeUtf8(state));
  let size = varUintBytes(entries.length);
  for (const { client, clock } of entries) size += varUintBytes(client) + varUintBytes(clock);
  for (const state of states) size += sizedBytes(state);
  const writer = new ByteWriter(size);
  writer.varUint(entries.length);
  for (const [index, { client, clock }] of entries.entries()) {
    writer.varUint(client);
    writer.varUint(clock);
    writer.sized(states[index] ?? noBytes);
  }
  return writer.bytes;
}

const noBytes = new Uint8Array(0);

/** The state as the server relays it: the stamp, and the cursor if it is one. Undefined when the client's state is no JSON object, or too long. */
export function stampState(state: string, stamp: string): string | undefined {
  // Whatever is longer than this is not what a cursor comes in, and reading it would cost the others time.
  if (state.length > limits.awarenessStateLengthMax) return undefined;
  const asWritten = cursorAsWritten.exec(state)?.[1];
  if (asWritten !== undefined) return `{"user":${stamp},"cursor":${asWritten}}`;
  const parsed = parseObject(state);
  if (parsed === undefined) return undefined;
  const cursor = cursorOf(parsed['cursor']);
  return cursor === undefined
    ? `{"user":${stamp}}`
    : `{"user":${stamp},"cursor":${JSON.stringify(cursor)}}`;
}

/**
 * A state exactly as Yjs and the editors write it, with a cursor of which nothing would be left out or written otherwise:
 * it is passed on as it came. A caret moves with every letter, and reading its JSON would cost as much as the letter.
 */
const cursorAsWritten = (() => {
  const number = '(?:0|[1-9]\\d{0,14})';
  const field = `"\\w+":(?:${number}|"[^"\\\\\\p{Cc}]*")`;
  const unit = `(?:null|\\{"client":${number},"clock":${number}\\})`;
  const assoc = '(?:0|-?[1-9]\\d{0,14})';
  const place = `\\{"type":${unit},"tname":(?:null|"\\w{1,64}"),"item":${unit},"assoc":${assoc}\\}`;
  const user = `"user":\\{(?:${field}(?:,${field})*)?\\}`;
  return new RegExp(`^\\{(?:${user},)?"cursor":(\\{"anchor":${place},"head":${place}\\})\\}$`, 'u');
})();

/** A selection: two places in the document, as Yjs writes relative positions. */
function cursorOf(value: unknown): object | undefined {
  if (!isObject(value)) return undefined;
  const anchor = positionOf(value['anchor']);
  const head = positionOf(value['head']);
  return anchor && head && { anchor, head };
}

function positionOf(value: unknown): object | undefined {
  if (!isObject(value)) return undefined;
  const { type, tname, item, assoc } = value;
  return {
    type: unitOf(type),
    tname: tname === null || isName(tname) ? tname : undefined,
    item: unitOf(item),
    assoc: typeof assoc === 'number' ? assoc : undefined,
  };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= limits.keyLengthMax;
}

/** The id of a unit, or null where there is none; JSON leaves out what is undefined. */
function unitOf(value: unknown): object | null | undefined {
  if (value === null) return null;
  if (!isObject(value)) return undefined;
  const { client, clock } = value;
  return typeof client === 'number' && typeof clock === 'number' ? { client, clock } : undefined;
}

function parseObject(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
